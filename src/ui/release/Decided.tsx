import { formatNumber, type Language } from '../../present/index.ts'
import type { DecidedSnapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { LevelText } from '../levelText.ts'
import { lineName } from './lines.ts'
import './release.css'
import { releaseTexts } from './text.ts'

/** What the decision was worth, part by part, and what could have been defended. */
export function Decided(props: {
  readonly language: Language
  readonly text: LevelText
  readonly decided: DecidedSnapshot
}) {
  const { language, text, decided } = props
  const t = releaseTexts[language]
  const { judged, proposal } = decided
  const names = (ids: readonly string[]): string =>
    ids
      .flatMap((id) => decided.lines.find((line) => line.id === id) ?? [])
      .map((line) => lineName(language, text, line))
      .join(', ')
  const parts = [
    [t.parts.decision, judged.decision],
    [t.parts.reasons, judged.reasons >= 0.999],
    [t.parts.missing, judged.missing],
    [t.parts.paper, judged.paper],
  ] as const
  return (
    <section class="decided" aria-labelledby="decided-title">
      <h3 id="decided-title">
        {t.verdict} {t.worth(formatNumber(language, 100 * decided.worth, 0))}
      </h3>
      <p>
        {t.youSaid(t.decisions[proposal.decision].toLowerCase())}{' '}
        {judged.decision ? '' : t.rightWas(t.decisions[decided.right].toLowerCase())}{' '}
        {decided.carry.length ? t.carriedBy(names(decided.carry)) : ''}{' '}
        {decided.missed.length ? t.missedWas(names(decided.missed)) : t.nothingMissed}
      </p>
      <ul class="decided-parts" role="list">
        {parts.map(([name, good]) => (
          <li key={name} class={good ? 'enough' : 'short'}>
            <Icon name={good ? 'check' : 'again'} size={18} /> {name}
          </li>
        ))}
      </ul>
    </section>
  )
}
