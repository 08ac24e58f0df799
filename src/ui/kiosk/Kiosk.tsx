import { type Signal, useSignal } from '@preact/signals'
import type { ComponentChild } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import {
  keepDay,
  keepWishes,
  readDay,
  readWishes,
  type RunHost,
  shareShelf,
  type StandDay,
  type StandWishes,
} from '../../platform/index.ts'
import { dosesOf, type Language, shareOf } from '../../present/index.ts'
import type { KioskDemo, StandShelf } from '../../share/index.ts'
import { AroundDemo } from '../demo/around.ts'
import type { AnyDemo, DemoFrame } from '../demo/DemoPage.tsx'
import { wishSound } from '../sound/heard.ts'
import type { StageLoader } from '../useStage.ts'
import { Attract } from './Attract.tsx'
import { onFourCorners } from './crowd.ts'
import { ASKS_AFTER_S, COUNTS_S, HELPS_AFTER_S, useUntouched } from './idle.ts'
import './kiosk.css'
import { drawName, type PairName } from './names.ts'
import { ResultButtons, ResultCard } from './Result.tsx'
import { Staff } from './Staff.tsx'
import { StillThere } from './StillThere.tsx'

export interface KioskProps {
  readonly language: Signal<Language>
  readonly stage: StageLoader
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly reducedMotion: boolean
  /** The page to take home that is served with this one; null: no telephone could open it. */
  readonly takeHome: string | null
  showHost(): RunHost<never, unknown, unknown>
  open(demo: KioskDemo, seed: number, frame: DemoFrame): Promise<readonly [AnyDemo, ComponentChild]>
  onProbe(session: AnyDemo | null): void
}

/** Somebody at the screen, from the first touch until it is left alone. */
interface Visit {
  readonly name: PairName
  readonly since_ms: number
}

interface Playing {
  readonly demo: KioskDemo
  readonly session: AnyDemo
  readonly page: ComponentChild
  readonly since_ms: number
}

/** So many visits, and the idle page begins anew: whatever a browser has gathered is gone. */
const FRESH_AFTER = 30
/** The minute of the day here. */
const minuteNow = (): number => 60 * new Date().getHours() + new Date().getMinutes()
const anyLot = (): number => 1 + Math.floor(999 * Math.random())

/** The day as the shelf of the stand shows it: with what its other kiosks have made today. */
const withOthers = (day: StandDay, others: StandShelf | null): StandDay =>
  others === null || others.day !== day.day
    ? day
    : {
        ...day,
        doses: day.doses + others.doses,
        shelf: [...day.shelf, ...others.vials].sort((a, b) => a.at_min - b.at_min),
      }

/** The page of a stand: robots at work until somebody touches, a demo, a vial for the shelf, and the robots again. */
export function Kiosk(props: KioskProps) {
  const { language } = props
  const wishes = useSignal<StandWishes>(readWishes())
  const day = useSignal<StandDay>(readDay())
  const visit = useSignal<Visit | null>(null)
  const playing = useSignal<Playing | null>(null)
  const staff = useSignal(false)
  const counted = useSignal<string | null>(null)
  const visitsHere = useSignal(0)
  const others = useSignal<StandShelf | null>(null)
  /** What was touched last: a demo that opens after another touch, or after everybody has left, is closed again. */
  const asked = useRef({})

  const count = (change: (day: StandDay) => StandDay): void => {
    // The day may have turned while the page stood open.
    day.value = change(readDay())
    keepDay(day.value)
  }
  const wish = (changes: Partial<StandWishes>): void => {
    wishes.value = { ...wishes.value, ...changes }
    keepWishes(wishes.value)
    if (changes.sound !== undefined) wishSound({ on: changes.sound })
  }

  async function play(demo: KioskDemo): Promise<void> {
    if (!visit.value) {
      visit.value = { name: drawName(), since_ms: Date.now() }
      visitsHere.value++
      count((d) => ({
        ...d,
        visits: d.visits + 1,
        languages: { ...d.languages, [language.value]: d.languages[language.value] + 1 },
      }))
    }
    stop()
    const touched = (asked.current = {})
    const { stage, renderer } = props
    const [session, page] = await props.open(demo, anyLot(), {
      stage,
      renderer,
      menuAddress: location.href,
      onLanguage: (chosen) => (language.value = chosen),
      onNewLot: () => {},
    })
    if (asked.current !== touched) return session.close()
    count((d) => ({ ...d, begun: { ...d.begun, [demo]: d.begun[demo] + 1 } }))
    props.onProbe(session)
    playing.value = { demo, session, page, since_ms: Date.now() }
  }

  /** Takes the demo away; what was not worked to its end counts where it was left. */
  function stop(): void {
    asked.current = {}
    const { value } = playing
    if (!value) return
    const { demo, session } = value
    if (!session.view.value?.over) {
      const place = `${demo}.${session.beat.value + 1}`
      count((d) => ({ ...d, left: { ...d.left, [place]: (d.left[place] ?? 0) + 1 } }))
    }
    props.onProbe(null)
    session.close()
    playing.value = null
    counted.value = null
  }

  /** Nobody is here any more: as it was before anybody came. */
  function leave(): void {
    stop()
    visit.value = null
    language.value = wishes.value.languages[0]!
    wishSound({ on: wishes.value.sound })
    if (visitsHere.value >= FRESH_AFTER) location.reload()
  }

  // A lot that is over is a vial on the shelf, once.
  const here = playing.value
  const view = here?.session.view.value ?? null
  const share = view ? shareOf(view) : 0
  const doses = here ? dosesOf(here.demo, share) : 0
  const ended = here !== null && view !== null && view.over
  useEffect(() => {
    if (!here || !view || !ended || !visit.value) return
    const of = `${here.demo} ${view.seed} ${view.digest}`
    if (counted.value === of) return
    counted.value = of
    const { name } = visit.value
    const won = view.medals ?? 0
    const { demo } = here
    count((d) => ({
      ...d,
      ended: { ...d.ended, [demo]: d.ended[demo] + 1 },
      medals: d.medals.map((n, i) => (i === won ? n + 1 : n)) as unknown as StandDay['medals'],
      doses: d.doses + doses,
      played_s: d.played_s + Math.round((Date.now() - here.since_ms) / 1000),
      shelf: [...d.shelf, { demo, name, medals: won, doses, at_min: minuteNow() }],
    }))
  }, [ended, view?.digest])

  const { shelf } = wishes.value
  useEffect(() => {
    others.value = null
    return shelf === '' ? undefined : shareShelf(shelf, readDay, (heard) => (others.value = heard))
  }, [shelf])
  const together = withOthers(day.value, others.value)

  useEffect(() => onFourCorners(() => (staff.value = true)), [])
  const { for_s, touch } = useUntouched(visit.value !== null || staff.value)
  const asks = visit.value !== null && !staff.value && for_s >= ASKS_AFTER_S
  useEffect(() => {
    if (here && !ended) here.session.paused.value = asks || staff.value
  }, [asks, staff.value, here, ended])
  useEffect(() => {
    if (for_s >= ASKS_AFTER_S + COUNTS_S) {
      staff.value = false
      leave()
    }
  }, [for_s >= ASKS_AFTER_S + COUNTS_S])

  const around = useMemo(() => {
    if (!here) return null
    return {
      onHome: () => stop(),
      ended: () =>
        visit.value ? (
          <ResultCard
            language={language.value}
            demo={here.demo}
            view={here.session.view.value!}
            name={visit.value.name}
            day={withOthers(day.value, others.value)}
            takeHome={wishes.value.takeHome || props.takeHome}
            onOtherName={() => {
              const name = drawName()
              visit.value = { ...visit.value!, name }
              count((d) => ({ ...d, shelf: d.shelf.map((v, i) => (i === d.shelf.length - 1 ? { ...v, name } : v)) }))
            }}
          />
        ) : null,
      buttons: () => (
        <ResultButtons
          language={language.value}
          mayGoOn={Date.now() - (visit.value?.since_ms ?? 0) < 60_000 * wishes.value.minutes}
          onAgain={() => void play(here.demo)}
          onOther={wishes.value.demos.length > 1 ? () => stop() : null}
          onDone={leave}
        />
      ),
    }
  }, [here])

  return (
    <div
      class="kiosk"
      data-help={here !== null && for_s >= HELPS_AFTER_S && !asks ? '' : undefined}
      data-languages={wishes.value.languages.length}
    >
      {here ? (
        <AroundDemo.Provider value={around}>{here.page}</AroundDemo.Provider>
      ) : (
        <Attract
          language={language}
          wishes={wishes.value}
          day={together}
          stage={props.stage}
          renderer={props.renderer}
          reducedMotion={props.reducedMotion}
          host={props.showHost}
          anyLot={anyLot}
          onPlay={(demo) => void play(demo)}
        />
      )}
      {asks ? (
        <StillThere language={language.value} left_s={Math.max(0, ASKS_AFTER_S + COUNTS_S - for_s)} onStay={touch} />
      ) : null}
      {staff.value ? (
        <Staff
          language={language.value}
          wishes={wishes.value}
          day={day.value}
          onWish={wish}
          onReset={(empty) => count(() => empty)}
          onClose={() => (staff.value = false)}
        />
      ) : null}
    </div>
  )
}
