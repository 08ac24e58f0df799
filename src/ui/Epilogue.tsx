import { useEffect, useRef, useState } from 'preact/hooks'
import { EPILOGUE_S } from '../play/index.ts'
import { biteSentence, type Figure, legSentence, unitName } from '../present/index.ts'
import { Icon } from './icons.tsx'
import type { Frame, Session, Tape } from './session.ts'
import { texts } from './text.ts'

/** A step of the way: its pictures, and what it yielded in the end. */
interface Leg {
  readonly at: number
  readonly frames: readonly Frame[]
  readonly figure: Figure | null
}

/** Pictures play for the first part of a leg; then its figure stands. */
const MOVES = 0.72

function legsOf(frames: readonly Frame[]): readonly Leg[] {
  return [...new Set(frames.map((f) => f.at))].map((at) => ({
    at,
    frames: frames.filter((f) => f.at === at),
    figure: frames.find((f) => f.figure?.step === at)?.figure ?? null,
  }))
}

/** The crew brings it to the vial: each room in turn, with one figure it yields. Can be left at any moment. */
export function Epilogue({ session, tape }: { readonly session: Session; readonly tape: Tape }) {
  const language = session.language.value
  const t = texts[language]
  const button = useRef<HTMLButtonElement>(null)
  const legs = legsOf(tape.frames)
  const stations = session.view.value?.stations ?? []
  const last = stations.findIndex((s) => s.id === tape.bite?.step)
  // A batch that does not leave stops where that is settled; nothing is shown of what cannot help it any more.
  const stopsAt = tape.bite
    ? legs.findIndex((leg) => leg.at === last || leg.frames.some((f) => f.done.includes(last)))
    : -1
  const [stopped, setStopped] = useState(false)
  useEffect(() => {
    button.current?.focus()
    // On a phone the picture is at the top of the page.
    document.scrollingElement?.scrollTo({ top: 0 })
    const each_ms = (1000 * EPILOGUE_S) / legs.length
    const started = performance.now()
    let request = requestAnimationFrame(function step(now) {
      // Left: the end shows its own page.
      if (session.tape.peek() !== tape) return
      // A frame may have begun before this was mounted.
      const at = Math.max(0, now - started) / each_ms
      const leg = legs[Math.floor(at)]
      if (stopsAt >= 0 && at >= stopsAt + MOVES) {
        session.frame.value = legs[stopsAt]?.frames.at(-1) ?? null
        setStopped(true)
        return
      }
      if (!leg) {
        session.endTape()
        return
      }
      // Without motion a room is one picture: how it was left.
      const share = session.reducedMotion ? 1 : Math.min(1, (at % 1) / MOVES)
      const frame = leg.frames[Math.min(leg.frames.length - 1, Math.floor(share * leg.frames.length))]
      if (frame && frame !== session.frame.value) session.frame.value = frame
      request = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(request)
  }, [tape])

  const frame = session.frame.value
  const at = legs.findIndex((leg) => leg.at === frame?.at)
  const leg = legs[at]
  const unit = (leg && stations[leg.at]?.unit) ?? 'vials'
  const now = legSentence(language, unit, leg && frame === leg.frames.at(-1) ? leg.figure : null)
  const bite = stopped ? tape.bite : null
  return (
    <section class={`tape epilogue${bite ? ' bitten' : ''}`} aria-label={t.epilogue}>
      <h2>{bite ? t.epilogueStops : t.epilogue}</h2>
      <ol role="list">
        {legs.map(({ at: index, figure }, i) => {
          const station = stations[index]
          const state = i < at ? 'done' : i === at ? 'now' : 'todo'
          const gave =
            i < at || (bite && i === at) ? legSentence(language, station?.unit ?? 'vials', figure).gave : null
          return (
            <li key={index} class={state} aria-current={i === at ? 'step' : undefined}>
              <span class="station">
                {i < at ? <Icon name="check" size={16} /> : bite && i === at ? <Icon name="stop" size={16} /> : null}
              </span>
              <span>{station ? unitName(language, station.unit, station.place).name : t.vialsReady}</span>
              {gave ? <b>{gave}</b> : null}
            </li>
          )
        })}
      </ol>
      <p class="tape-caption" role="status">
        {bite ? (
          <span class="tape-bite">{biteSentence(language, bite)}</span>
        ) : (
          <>
            <span>{now.does}</span>
            {now.gave ? <b>{now.gave}</b> : null}
          </>
        )}
      </p>
      <button type="button" class="big" ref={button} onClick={() => session.endTape()}>
        {bite ? t.seeResult : t.skipEpilogue}
      </button>
    </section>
  )
}
