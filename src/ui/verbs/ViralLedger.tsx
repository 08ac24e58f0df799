import { formatNumber, LEDGER_CLASSES, type LedgerRow, type LedgerSnapshot, unitName } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { ledgerTexts } from './borderText.ts'

/** What each step may claim against each class of virus, and what adds up: on paper, as a reviewer reads it. */
export function ViralLedger(props: {
  readonly session: Session
  readonly ledger: LedgerSnapshot
  readonly open?: boolean
}) {
  const { session, ledger, open = false } = props
  const language = session.language.value
  const t = ledgerTexts[language]
  const say = (value: number, digits = 1): string => formatNumber(language, value, digits)
  const box = (row: LedgerRow): string =>
    row.box
      .map(({ of, side, value }) => {
        const figure = of === 'untreated' ? say(1e6 * value, 0) : say(value, value % 1 === 0 ? 0 : 1)
        return t.ends[of](side === 'least' ? '≥' : '≤', figure)
      })
      .join(' · ')
  return (
    <details class="viral-ledger" open={open}>
      <summary>{t.title}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={t.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.step}</th>
              <th scope="col">{t.attacks}</th>
              {LEDGER_CLASSES.map((virus) => (
                <th key={virus} scope="col" abbr={t.classesLong[virus]}>
                  {t.classes[virus]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ledger.rows.map((row) => (
              <tr key={row.step} class={row.state}>
                <th scope="row">
                  {unitName(language, row.unit, row.place).short}
                  <small>{t.states[row.state]}</small>
                </th>
                <td>{t.mechanisms[row.mechanism]}</td>
                {LEDGER_CLASSES.map((virus) => {
                  const log = row.claimed?.[virus] ?? 0
                  return <td key={virus}>{row.claimed === null || log < 1 ? t.none : say(log)}</td>
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t.sum}
              </th>
              {LEDGER_CLASSES.map((virus) => (
                <td key={virus}>{say(ledger.claims[virus].sum)}</td>
              ))}
            </tr>
            <tr>
              <th scope="row" colSpan={2}>
                {t.effective}
              </th>
              {LEDGER_CLASSES.map((virus) => {
                const { effective, enough } = ledger.claims[virus]
                return (
                  <td key={virus} class={enough ? 'enough' : ledger.whole ? 'short' : ''}>
                    {effective}
                    <small>{enough ? t.enough : ledger.whole ? t.short : t.open}</small>
                  </td>
                )
              })}
            </tr>
          </tfoot>
        </table>
      </div>
      <p>{t.lesson}</p>
      <p>{t.rule}</p>
      <dl>
        {ledger.rows
          .filter((row) => row.box.length > 0)
          .map((row) => (
            <div key={row.step}>
              <dt>
                {unitName(language, row.unit, row.place).name} <small>{t.box}</small>
              </dt>
              <dd>{box(row)}</dd>
            </div>
          ))}
      </dl>
    </details>
  )
}
