import { useState } from 'preact/hooks'
import { formatNumber, type Language } from '../present/index.ts'
import { competencyOf } from '../ui/index.ts'
import { learnerOf, meanOf, type Row } from './rows.ts'
import { instructorTexts } from './text.ts'

/** Worths of the framework (gmp.md §7.5) as steps: shown whole, acceptable, late or with a hint, not. */
const STEPS = [
  ['whole', 0.95],
  ['good', 0.7],
  ['part', 0.3],
] as const

export const stepOf = (worth: number): (typeof STEPS)[number][0] | 'none' =>
  STEPS.find(([, least]) => worth >= least)?.[0] ?? 'none'

/** Learner by competency: who showed what, and what the lots of all did not ask for. */
export function Heat({ language, rows }: { readonly language: Language; readonly rows: readonly Row[] }) {
  const t = instructorTexts[language]
  const [told, setTold] = useState<string | null>(null)
  const by = new Map<string, { readonly who: string; readonly worths: Map<string, number[]> }>()
  for (const { result, judged } of rows) {
    const learner = by.get(learnerOf(result)) ?? { who: result.who, worths: new Map<string, number[]>() }
    by.set(learnerOf(result), learner)
    for (const [id, worths] of Object.entries(judged.practice))
      learner.worths.set(id, [...(learner.worths.get(id) ?? []), ...worths])
  }
  const competencies = [...new Set([...by.values()].flatMap(({ worths }) => [...worths.keys()]))].sort()
  if (competencies.length === 0) return null
  const classMean = (id: string): number =>
    meanOf([...by.values()].flatMap(({ worths }) => (worths.has(id) ? [meanOf(worths.get(id)!)] : [])))
  const weakest = [...competencies].sort((a, b) => classMean(a) - classMean(b))[0]!
  const says = (id: string) => {
    const { name, says: sentence } = competencyOf(language, id)
    return (
      <>
        <b>
          {id} · {name}
        </b>{' '}
        {sentence}
      </>
    )
  }
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
      <div class="heat-head">
        <h2 id="heat-title">{t.heat}</h2>
        <ul class="heat-key">
          {(['none', 'part', 'good', 'whole', 'unseen'] as const).map((step) => (
            <li key={step}>
              <i class={`heat-cell is-${step}`} /> {t.heatSteps[step]}
            </li>
          ))}
        </ul>
      </div>
      <p class="age">{t.heatNote}</p>
      <p class="heat-says">
        {told === null ? <>{t.weakest} </> : null}
        {says(told ?? weakest)}
      </p>
      <div class="scroll" tabIndex={0} role="group" aria-label={t.heat}>
        <table class="class-table heat-table">
          <thead>
            <tr>
              <th scope="col">{t.who}</th>
              {competencies.map((id) => (
                <th key={id} scope="col" class={id === weakest ? 'is-weakest' : ''}>
                  <button
                    type="button"
                    title={competencyOf(language, id).says}
                    onFocus={() => setTold(id)}
                    onMouseEnter={() => setTold(id)}
                    onClick={() => setTold(id)}
                  >
                    <span class="mono">{id}</span> {competencyOf(language, id).name}
                  </button>
                </th>
              ))}
              <th scope="col">{t.mean}</th>
            </tr>
          </thead>
          <tbody>
            {[...by].map(([id, { who, worths }]) => (
              <tr key={id}>
                <th scope="row">{who}</th>
                {competencies.map((one) => cell(worths.get(one), one))}
                <td class="mark">
                  {worths.size ? formatNumber(language, 100 * meanOf([...worths.values()].map(meanOf)), 0) : '–'}
                </td>
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
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
      <details class="fold">
        <summary>{t.heatWords}</summary>
        <ul class="plain">
          {competencies.map((id) => (
            <li key={id}>{says(id)}</li>
          ))}
        </ul>
      </details>
    </section>
  )
}
