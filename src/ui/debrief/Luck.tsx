import type { OtherLot } from '../../play/index.ts'
import { formatNumber, type Language, lotNumber, type Snapshot } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { LOTS } from './hindsight.ts'
import { type Axis, luckOf } from './verdict.ts'
import { debriefTexts } from './text.ts'

/** One decision on twenty other lots: was it the decision, or how the dice fell? */
export function Luck(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly language: Language
  readonly group: string
  readonly axis: Axis
}) {
  const { session, view, language, group, axis } = props
  const t = debriefTexts[language].luck
  const played = session.hindsight.otherLots.value[group]
  if (!played)
    return (
      <p class="luck-ask">
        <button type="button" class="second" onClick={() => void session.hindsight.tryLots(group)}>
          {t.ask}
        </button>{' '}
        <span class="age">{t.note(LOTS)}</span>
      </p>
    )
  const here = played.find((lot) => lot.seed === view.seed)
  const lots = played.filter((lot) => lot !== here)
  const luck = here && lots.length === LOTS ? luckOf(lots, axis, here.experts[axis] - here.mine[axis]) : null
  return (
    <div class="luck">
      <h4>{t.title}</h4>
      <div role="status">
        {luck ? (
          <p>
            <b>{t.verdicts[luck.verdict](luck.often, LOTS)}</b>{' '}
            {t.mean(formatNumber(language, Math.max(0, luck.mean), 1))}
          </p>
        ) : (
          <>
            <p>{t.working(lots.length, LOTS)}</p>
            <progress max={LOTS} value={lots.length} aria-label={t.title} />
          </>
        )}
      </div>
      {here && lots.length ? <Strips language={language} axis={axis} here={here} lots={lots} /> : null}
      {luck ? <Table {...props} lots={lots} /> : null}
    </div>
  )
}

const WAYS = ['mine', 'experts'] as const

/** A dot for each lot, in two rows on one scale: how far the dots of a row lie apart is luck, how far the rows, skill. */
function Strips(props: {
  readonly language: Language
  readonly axis: Axis
  readonly here: OtherLot
  readonly lots: readonly OtherLot[]
}) {
  const { language, axis, here, lots } = props
  const { luck: t, axes } = debriefTexts[language]
  const all = [here, ...lots].flatMap((lot) => WAYS.map((way) => lot[way][axis]))
  const low = Math.floor(Math.min(...all) / 10) * 10
  const high = Math.max(low + 10, Math.ceil(Math.max(...all) / 10) * 10)
  const at = (value: number): string => `${(100 * (value - low)) / (high - low)}%`
  const figure = (value: number): string => formatNumber(language, value, 0)
  return (
    <figure>
      <div role="img" aria-label={t.strips}>
        {WAYS.map((way) => (
          <div key={way} class={`strip of-${way}`}>
            <span class="bar-name">{t.ways[way]}</span>
            <span class="strip-track">
              {lots.map((lot) => (
                <i key={lot.seed} style={{ left: at(lot[way][axis]) }} />
              ))}
              <i class="is-here" style={{ left: at(here[way][axis]) }} />
            </span>
          </div>
        ))}
        <div class="strip strip-scale" aria-hidden="true">
          <span class="bar-name">{axes[axis]}</span>
          <span class="strip-ends">
            <span>{figure(low)}</span>
            <span>{figure(high)}</span>
          </span>
        </div>
      </div>
      <figcaption class="age">{t.caption}</figcaption>
    </figure>
  )
}

function Table(props: {
  readonly view: Snapshot
  readonly language: Language
  readonly axis: Axis
  readonly lots: readonly OtherLot[]
}) {
  const { view, language, axis, lots } = props
  const { luck: t, figures } = debriefTexts[language]
  return (
    <details>
      <summary>{figures}</summary>
      <div class="scroll">
        <table class="form">
          <thead>
            <tr>
              <th scope="col">{t.lot}</th>
              {WAYS.map((way) => (
                <th scope="col" key={way}>
                  {t.ways[way]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...lots]
              .sort((a, b) => a.seed - b.seed)
              .map((lot) => (
                <tr key={lot.seed}>
                  <th scope="row">{lotNumber(view.level, lot.seed)}</th>
                  {WAYS.map((way) => (
                    <td key={way}>{formatNumber(language, lot[way][axis], 1)}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
