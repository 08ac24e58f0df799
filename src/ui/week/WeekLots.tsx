import { type Ending, formatNumber, type Language, suiteName, typeset, withUnit } from '../../present/index.ts'
import { UnitText } from '../parts.tsx'
import { weekTexts } from './text.ts'

const SUITE_OF: Readonly<Record<string, string>> = { igG: 'plasma', antibody: 'antibody', working: 'aav' }

const percent = (language: Language, share: number): string =>
  typeset(language, `${formatNumber(language, 100 * share, 0)} %`)

/** What stands in vials on Friday night, beside what the expert has of the same week. */
export function WeekLots({
  language,
  products,
}: {
  readonly language: Language
  readonly products: Ending['products']
}) {
  const t = weekTexts[language]
  const amount = (value: number, unit: string): string =>
    unit === 'vg' ? `${formatNumber(language, value / 1e15, 2)} × 10¹⁵ vg` : withUnit(language, value, 0, unit)
  return (
    <table class="week-lots">
      <thead>
        <tr>
          {t.lots.map((name) => (
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
              {made > 0 && reference > 0 ? <small>{percent(language, made / reference)}</small> : null}
            </td>
            <td>
              <UnitText text={amount(reference, unit)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
