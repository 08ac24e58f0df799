import { type Fraction, type Fractions, formatNumber, unitName } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { treeTexts } from './fractionText.ts'

const SHARES = ['factorVIII', 'igG', 'albumin'] as const

/** One pool and its pastes: what each step is printed to do, what was weighed; in the end, where each medicine went. */
export function FractionTree(props: {
  readonly session: Session
  readonly fractions: Fractions
  readonly open?: boolean
}) {
  const { session, fractions, open = false } = props
  const language = session.language.value
  const t = treeTexts[language]
  const say = (value: number | null | undefined, digits = 0): string =>
    value === null || value === undefined ? t.none : formatNumber(language, value, digits)
  const { branches, left } = fractions
  const name = ({ place }: Fraction): string =>
    place === 'cryo' ? t.cryo : unitName(language, 'ethanolPrecipitation', place).name
  return (
    <details class="fraction-tree" open={open}>
      <summary>{t.title}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={t.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.paste}</th>
              {left ? (
                SHARES.map((id) => (
                  <th key={id} scope="col">
                    {t.shares[id]}
                  </th>
                ))
              ) : (
                <>
                  <th scope="col">{t.ethanol}</th>
                  <th scope="col">pH</th>
                  <th scope="col">{t.weighed}</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {branches.map((branch) => (
              <tr
                key={branch.step}
                class={`is-${branch.state}`}
                data-place={branch.place}
                aria-current={branch.state === 'now' ? 'step' : undefined}
              >
                <th scope="row">
                  <i aria-hidden="true" />
                  {name(branch)}
                  <small>{t.holds[branch.place as keyof typeof t.holds]}</small>
                </th>
                {left ? (
                  SHARES.map((id) => <td key={id}>{say(branch.took?.[id])}</td>)
                ) : (
                  <>
                    <td>{say(branch.ethanol_pct)}</td>
                    <td>{say(branch.pH, 1)}</td>
                    <td>{say(branch.paste_kg, 1)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
          {left ? (
            <tfoot>
              <tr>
                <th scope="row">{t.left}</th>
                {SHARES.map((id) => (
                  <td key={id}>{say(left[id])}</td>
                ))}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      <p>{left ? t.lesson : t.rule}</p>
    </details>
  )
}
