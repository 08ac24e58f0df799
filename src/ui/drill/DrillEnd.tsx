import { useEffect, useRef } from 'preact/hooks'
import type { Drilled } from '../../play/index.ts'
import { type Ending, findingSentence, formatNumber, type Snapshot, stamp, tagText } from '../../present/index.ts'
import { Words } from '../glossary/Words.tsx'
import type { Session } from '../session.ts'
import { Chromatogram } from '../verbs/Chromatogram.tsx'
import './drill.css'
import { Streak } from './Streak.tsx'
import { drillTexts } from './text.ts'
import { faultsIn } from './through.ts'

interface EndProps {
  readonly session: Session
  readonly view: Snapshot
  readonly drill: string
}

/** What a drill came to: right or to be seen again, why, and once more with another lot. */
export function DrillEnd({ menuAddress, ...props }: EndProps & { readonly menuAddress: string }) {
  const { session, view, drill } = props
  const t = drillTexts[session.language.value]
  const drilled = session.drilled.value
  const ending = session.ending.value
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <main class="notice-page drill-end">
      <h1 ref={head} tabIndex={-1}>
        {t.names[`${view.level}.${drill}`] ?? drill}
      </h1>
      {drilled?.kind === 'room' ? <Room {...props} room={drilled} /> : null}
      {drilled?.kind === 'cut' ? <CutEnd {...props} cut={drilled} /> : null}
      {!drilled && ending ? <Case {...props} ending={ending} /> : null}
      <Streak language={session.language.value} tally={session.tally.value} seed={view.seed} />
      <p class="buttons">
        <button type="button" class="big" onClick={() => void session.restart(view.seed + 1)}>
          {t.again}
        </button>
        <a class="second" href={menuAddress}>
          {t.menu}
        </a>
      </p>
    </main>
  )
}

function Case({ session, view, drill, ending }: EndProps & { readonly ending: Ending }) {
  const language = session.language.value
  const t = drillTexts[language]
  const found = faultsIn(drill, ending)
  return (
    <>
      <p role="status">
        <b>{found.length ? t.wrong : t.right}</b>
      </p>
      <ul role="list">
        {found.map((f, i) => {
          const { what, why, next } = findingSentence(language, f)
          return (
            <li key={i}>
              <p>
                <code>{stamp(language, view, f.at_s)}</code> <b>{what}</b>
              </p>
              <p>
                <Words language={language} text={why} />
              </p>
              <p>
                <Words language={language} text={session.text.value.questions?.[drill]?.next ?? next} />
              </p>
            </li>
          )
        })}
      </ul>
    </>
  )
}

type OfKind<Kind extends Drilled['kind']> = Extract<Drilled, { readonly kind: Kind }>

/** Each thing that was not of this lot, or was taken out and is: what its tag said, and what it would have done. */
function Room({ session, view, room }: EndProps & { readonly room: OfKind<'room'> }) {
  const language = session.language.value
  const t = drillTexts[language]
  const { things } = session.text.value
  const wrong = room.items.filter((item) => item.wrong)
  const told = room.items.filter((item) => item.wrong || item.by === 'player')
  const mine = wrong.filter((item) => item.by === 'player').length
  return (
    <>
      <p role="status">
        <b>{room.right ? t.rightRoom : t.wrong}</b> {wrong.length ? t.foundOf(mine, wrong.length) : t.noneWrong}
      </p>
      <ul role="list" class="drill-things">
        {told.map(({ id, wrong: isWrong, looked, by }) => (
          <li key={id} class={isWrong === (by === 'player') ? 'is-right' : 'is-wrong'}>
            <p>
              <b>{things?.[id]?.name ?? id}</b> <span>{t.thing(isWrong, looked, by)}</span>
            </p>
            <p class="drill-tag">
              {tagText(language, things?.[id]?.[isWrong ? 'other' : 'ours'] ?? '', view).replaceAll('\n', ' · ')}
            </p>
            {isWrong && by === null ? <p>{things?.[id]?.left}</p> : null}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The axis of the aggregates ends here, in percent of a tube's antibody; behind, the line leaves the picture. */
const SHOWN_PCT = 20
/** Tubes beside both cuts that are shown as well. */
const AROUND = 12

/** The curve that was to be seen, with what really was in each tube; one's own cut, and the most there was to be had. */
function CutEnd({ session, cut }: EndProps & { readonly cut: OfKind<'cut'> }) {
  const language = session.language.value
  const t = drillTexts[language]
  const { tubes, tube_CV, mine, best, most_pct } = cut
  const say = (value: number, digits: number): string => formatNumber(language, value, digits)
  const first = Math.max(0, Math.min(mine.from, best.from) - AROUND)
  const end = Math.min(tubes.length, Math.max(mine.to, best.to) + AROUND)
  const points = tubes.map(({ uv_AU, hmw_pct }, i) => ({
    x: (i + 0.5) * tube_CV,
    uv: uv_AU,
    mS: hmw_pct,
  }))
  const highest = Math.max(0.2, ...tubes.map(({ uv_AU }) => uv_AU))
  const says = t.cutSays(say(mine.kept_pct, 1), say(mine.hmw_pct, 2), say(most_pct, 1))
  return (
    <>
      <p role="status">
        <b>{cut.right ? t.rightCut : mine.hmw_pct > most_pct ? t.tooFar : t.tooNarrow}</b> {says}
      </p>
      <p>{t.bestSays(say(best.kept_pct, 1), say(best.from + 1, 0), say(best.to, 0), say(100 * cut.keeps, 0))}</p>
      <figure class="drill-paper">
        <Chromatogram
          language={language}
          points={points}
          from={first * tube_CV}
          to={end * tube_CV}
          span={[0, Math.ceil(highest * 10.8) / 10]}
          most_mS={SHOWN_PCT}
          xLabel={t.volumes}
          yLabel={t.uv}
          mSLabel={t.aggregates}
          digits={1}
          filled
          cut={[mine.from * tube_CV, mine.to * tube_CV]}
          marks={[
            { at: best.to * tube_CV, label: t.limit(say(most_pct, 1)), kind: 'limit' },
            { at: mine.from * tube_CV, label: t.from, kind: 'edge' },
            { at: mine.to * tube_CV, label: t.to, kind: 'edge' },
          ]}
          says={`${says} ${t.tailSays}`}
        />
        <figcaption>{t.legend}</figcaption>
      </figure>
      <details>
        <summary>{t.table}</summary>
        <table class="drill-table">
          <thead>
            <tr>
              {[t.tube, t.volumes, t.uv, t.aggregates, t.mine].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tubes.slice(first, end).map((tube, i) => {
              const at = first + i
              return (
                <tr key={at}>
                  <th scope="row">{at + 1}</th>
                  <td>{say((at + 0.5) * tube_CV, 2)}</td>
                  <td>{say(tube.uv_AU, 2)}</td>
                  <td>{say(tube.hmw_pct, 1)}</td>
                  <td>{at >= mine.from && at < mine.to ? t.yes : t.no}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </details>
    </>
  )
}
