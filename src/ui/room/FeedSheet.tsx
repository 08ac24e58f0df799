import { useEffect, useRef, useState } from 'preact/hooks'
import { formatNumber, type Language, measured, type Snapshot, tagOf, withUnit } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { SheetFrame, UnitOf } from '../parts.tsx'
import { Refusal, type SheetOf } from '../sheet.tsx'
import { texts } from '../text.ts'
import { roomTexts } from './text.ts'

/** Kilos a second out of the bag while the hand holds: a recipe's dose in about four. */
const FLOW_KG_S = 0.25
const STEP_KG = 0.05
const FULLEST_KG = 5
const toStep = (kg: number): number => Math.round(kg / STEP_KG) * STEP_KG

/** What the scale showed last: by hand today, or its recorder. */
function scaleNow(view: Snapshot, stepId: string): number | null {
  const panel = view.steps.find((s) => s.id === stepId)?.panels.find((p) => p.id === 'feedScale')
  const last = panel?.history.at(-1)
  if (panel?.seen && (!last || panel.seen.t_s >= last[0])) return panel.seen.value
  return last?.[1] ?? null
}

/** The recipe's dose as the scale weighs it; null: nothing today. */
export function recipeDose_kg(view: Snapshot, stepId: string): number | null {
  const recipe = view.steps.find((s) => s.id === stepId)?.recipe
  if (!recipe || recipe.feedPercent === 0) return null
  return (recipe.startVolume_L * recipe.feedPercent * (view.bags?.density_kg_L ?? 1)) / 100
}

/** Hold to pour: one decision when the hand lets go. What drips after is the plant's, and the scale's to tell. */
export function FeedSheet({ session, view, onClose, step }: SheetOf & { step: string }) {
  const language = session.language.value
  const t = roomTexts[language]
  const before = useRef(scaleNow(view, step))
  const [held_kg, setHeld] = useState<number | null>(null)
  const [asked_kg, setAsked] = useState(0)
  const [short, setShort] = useState(false)
  const [poured_kg, setPoured] = useState<number | null>(null)
  const hold = useRef<{ request: number; kg: number } | null>(null)
  const density = view.bags?.density_kg_L ?? 1
  const kilos = (kg: number): string => withUnit(language, kg, 2, 'kg')
  const dose = recipeDose_kg(view, step)

  const stopFlow = (): void => {
    if (hold.current) cancelAnimationFrame(hold.current.request)
    hold.current = null
    session.frame.value = null
  }
  useEffect(() => stopFlow, [])

  /** The stage pours along: the hose runs and the scale's own figures move while the hand holds. */
  const show = (kg: number): void => {
    setHeld(kg)
    const { plant } = view
    if (plant.kind !== 'culture' || before.current === null) return
    session.frame.value = {
      t_s: view.t_s,
      plant: {
        ...plant,
        vessel: { ...plant.vessel, feeding: 1 },
        scale_kg: formatNumber(language, toStep(before.current - kg), 2),
      },
      at: 0,
      done: [],
      figure: null,
    }
  }
  const press = (): void => {
    if (hold.current || session.watching.value || poured_kg !== null) return
    setShort(false)
    session.forgive()
    const started = performance.now()
    const flow = { request: 0, kg: 0 }
    hold.current = flow
    const run = (now: number): void => {
      flow.kg = Math.min(FULLEST_KG, (FLOW_KG_S * (now - started)) / 1000)
      show(flow.kg)
      flow.request = requestAnimationFrame(run)
    }
    flow.request = requestAnimationFrame(run)
  }
  const release = (): void => {
    if (!hold.current) return
    const kg = toStep(hold.current.kg)
    stopFlow()
    setHeld(null)
    if (kg < 2 * STEP_KG) setShort(true)
    else void pour(kg)
  }
  const pour = async (kg: number): Promise<void> => {
    if (!(await session.decide({ slot: `${step}.feed`, value: kg / density }))) return
    // Reading the scale after the drip is part of the gesture, and the evidence of the line.
    await session.decide({ slot: `${step}.look`, value: 'feedScale' })
    setPoured(kg)
  }

  if (poured_kg !== null) {
    const now = scaleNow(view, step)
    const gone_kg = before.current === null || now === null ? null : before.current - now
    const again = (): void => {
      before.current = now
      setAsked(0)
      setPoured(null)
    }
    return <Poured {...{ session, view, onClose, step, gone_kg, again }} kg={poured_kg} now={now} />
  }
  const nudge = (by: number): void => {
    setShort(false)
    setAsked((now) => Math.min(FULLEST_KG, Math.max(0, Math.round((now + by) * 10) / 10)))
  }
  const shown = before.current === null ? null : before.current - (held_kg ?? asked_kg)
  return (
    <SheetFrame title={t.doseTitle} closeLabel={texts[language].close} onClose={onClose}>
      <ScaleDisplay language={language} value={shown} note={`${t.asked} ${kilos(toStep(held_kg ?? asked_kg))}`} />
      <p>{dose === null ? t.doseNone : t.doseRecipe(withUnit(language, dose, 1, 'kg'))}</p>
      <button
        type="button"
        class={`hold${held_kg === null ? '' : ' held'}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          press()
        }}
        onPointerUp={release}
        onPointerCancel={release}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== ' ' && event.key !== 'Enter') return
          event.preventDefault()
          if (!event.repeat) press()
        }}
        onKeyUp={(event) => {
          if (event.key === ' ' || event.key === 'Enter') release()
        }}
        onBlur={release}
      >
        <Icon name="feedRate" size={32} /> {held_kg === null ? t.hold : t.release}
      </button>
      <p class="hint">{t.holdLead}</p>
      {short ? (
        <p class="refusal" role="status">
          {t.tooShort}
        </p>
      ) : null}
      <div class="twin" role="group" aria-label={t.twin}>
        <p>{t.twin}</p>
        <div class="twin-row">
          <button
            type="button"
            class="nudge"
            aria-label={t.less(withUnit(language, 0.1, 1, 'kg'))}
            disabled={held_kg !== null}
            onClick={() => nudge(-0.1)}
          >
            −
          </button>
          <output aria-live="polite" aria-label={t.amount}>
            {withUnit(language, asked_kg, 1, 'kg')}
          </output>
          <button
            type="button"
            class="nudge"
            aria-label={t.more(withUnit(language, 0.1, 1, 'kg'))}
            disabled={held_kg !== null}
            onClick={() => nudge(0.1)}
          >
            +
          </button>
          <button
            type="button"
            class="second"
            disabled={asked_kg === 0 || held_kg !== null || session.watching.value}
            onClick={() => void pour(asked_kg)}
          >
            {t.pour(withUnit(language, asked_kg, 1, 'kg'))} <small>{t.pourCost}</small>
          </button>
        </div>
      </div>
      <Refusal session={session} />
    </SheetFrame>
  )
}

function ScaleDisplay({ language, value, note }: { language: Language; value: number | null; note: string }) {
  return (
    <div class="display">
      <span class="display-tag">{tagOf('feedScale')}</span>
      <span class="display-when">{measured(language, 'feedScale').name}</span>
      <span class="display-figure">
        {value === null ? '– – –' : formatNumber(language, toStep(value), 2)} <UnitOf language={language} unit="kg" />
      </span>
      <span class="display-when wide-note">{note}</span>
    </div>
  )
}

interface Gone {
  readonly step: string
  /** Where the hand let go, what has gone from the bag since, and where the scale stands. */
  readonly kg: number
  readonly gone_kg: number | null
  readonly now: number | null
  readonly again: () => void
}

/** After the drip: what the scale says, and the pen beside it. */
function Poured({ session, view, onClose, step, kg, gone_kg, now, again }: SheetOf & Gone) {
  const language = session.language.value
  const t = roomTexts[language]
  const { moments } = session.text.value
  const line = view.lines.find((l) => l.panel === 'feedScale' && l.step === step && l.state === 'due')
  const says = [moments?.['drip'], line && moments?.['ink']].flatMap((m) => m?.says ?? []).join(' ')
  const kilos = (value: number | null): string => withUnit(language, value, 2, 'kg')
  return (
    <SheetFrame title={t.doseTitle} closeLabel={texts[language].close} onClose={onClose}>
      <ScaleDisplay language={language} value={now} note={t.dripped(kilos(kg), kilos(gone_kg))} />
      {says ? (
        <p class="says">
          <b>{texts[language].says('Nadia')}</b> {says}
        </p>
      ) : null}
      <div class="buttons">
        {line ? (
          <button type="button" class="big" onClick={() => (session.sheet.value = { kind: 'write', line: line.id })}>
            <Icon name="pen" /> {t.write}
          </button>
        ) : null}
        <button type="button" class="second" onClick={again}>
          {t.again}
        </button>
        <button type="button" class="second" onClick={onClose}>
          {line ? t.later : texts[language].close}
        </button>
      </div>
    </SheetFrame>
  )
}
