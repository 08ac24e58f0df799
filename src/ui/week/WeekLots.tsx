import { type Ending, formatNumber, type Language, suiteName, typeset, withUnit } from '../../present/index.ts'
import { UnitText } from '../parts.tsx'
import { weekTexts } from './text.ts'

const SUITE_OF: Readonly<Record<string, string>> = {
  igG: 'plasma',
  antibody: 'antibody',
  working: 'aav',
  vector: 'aav',
}

const percent = (language: Language, share: number): string =>
  typeset(language, `${formatNumber(language, 100 * share, 0)} %`)

/** What stands in vials on Friday night, beside what the expert has of the same week. */
export function WeekLots({ language, ending }: { readonly language: Language; readonly ending: Ending }) {
  const { products, suites, pass } = ending
  const t = weekTexts[language]
  const amount = (value: number, unit: string): string =>
    unit === 'vg' ? `${formatNumber(language, value / 1e15, 2)} × 10¹⁵ vg` : withUnit(language, value, 0, unit)
  return (
    <table class="week-lots">
      <thead>
        <tr>
          {t.lots.slice(0, suites.length ? undefined : -1).map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {products.map(({ id, amount: made, reference, unit }) => (
          <tr key={id}>
            <th scope="row">{suiteName(language, SUITE_OF[id] ?? id)}</th>
            <td>
              {made > 0 ? <UnitText text={amount(made, unit)} /> : t.late5}
              {reference > 0 ? (
                <small>
                  {made > 0 ? `${percent(language, made / reference)} ` : null}
                  <UnitText text={t.ofExpert(amount(reference, unit))} />
                </small>
              ) : null}
            </td>
            {suites.length === 0 ? null : (
              <td
                class={
                  suites.some((s) => s.suite === SUITE_OF[id] && s.compliance < (pass.suite ?? 0)) ? 'is-short' : ''
                }
              >
                {formatNumber(language, suites.find((s) => s.suite === SUITE_OF[id])?.compliance ?? 0, 0)}
                <small>{t.least(formatNumber(language, pass.suite ?? 0, 0))}</small>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
