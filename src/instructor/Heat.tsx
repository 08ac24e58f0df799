import { formatNumber, type Language } from '../present/index.ts'
import { competencyOf } from '../ui/index.ts'
import { meanOf, type Row } from './rows.ts'
import { instructorTexts } from './text.ts'

/** Worths of the framework (gmp.md §7.5) as steps: shown whole, acceptable, late or with a hint, not. */
const STEPS = [
  ['whole', 0.95],
  ['good', 0.7],
  ['part', 0.3],
] as const

const stepOf = (worth: number): string => STEPS.find(([, least]) => worth >= least)?.[0] ?? 'none'

/** Learner by competency: who showed what, and what the lots of all did not ask for. */
export function Heat({ language, rows }: { readonly language: Language; readonly rows: readonly Row[] }) {
  const t = instructorTexts[language]
  const by = new Map<string, { readonly who: string; readonly worths: Map<string, number[]> }>()
  for (const { result, judged } of rows) {
    const learner = by.get(result.id) ?? { who: result.who, worths: new Map<string, number[]>() }
    by.set(result.id, learner)
    for (const [id, worths] of Object.entries(judged.practice))
      learner.worths.set(id, [...(learner.worths.get(id) ?? []), ...worths])
  }
  const competencies = [...new Set([...by.values()].flatMap(({ worths }) => [...worths.keys()]))].sort()
  if (competencies.length === 0) return null
  const classMean = (id: string): number =>
    meanOf([...by.values()].flatMap(({ worths }) => (worths.has(id) ? [meanOf(worths.get(id)!)] : [])))
  const weakest = [...competencies].sort((a, b) => classMean(a) - classMean(b))[0]!
  const cell = (worths: readonly number[] | undefined, key: string) =>
    worths ? (
      <td key={key} class={`heat-cell is-${stepOf(meanOf(worths))}`}>
        {formatNumber(language, 100 * meanOf(worths), 0)}
      </td>
    ) : (
      <td key={key} class="heat-cell is-unseen">
        –
      </td>
    )
  return (
    <section class="heat" aria-labelledby="heat-title">
      <h2 id="heat-title">{t.heat}</h2>
      <p class="age">{t.heatNote}</p>
      <p>
        <b>{t.weakest}</b> {competencyOf(language, weakest).says}
      </p>
      <div class="scroll" tabIndex={0} role="group" aria-label={t.heat}>
        <table class="class-table heat-table">
          <thead>
            <tr>
              <th scope="col">{t.who}</th>
              {competencies.map((id) => (
                <th key={id} scope="col" class={id === weakest ? 'is-weakest' : ''}>
                  <abbr title={competencyOf(language, id).says}>{id}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...by].map(([id, { who, worths }]) => (
              <tr key={id}>
                <th scope="row">{who}</th>
                {competencies.map((one) => cell(worths.get(one), one))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t.mean}</th>
              {competencies.map((id) => (
                <td key={id} class="mark">
                  {formatNumber(language, 100 * classMean(id), 0)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <details class="fold">
        <summary>{t.heatWords}</summary>
        <dl class="words">
          {competencies.map((id) => (
            <div key={id}>
              <dt>{id}</dt>
              <dd>{competencyOf(language, id).says}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}
