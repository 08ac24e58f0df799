import { useEffect, useState } from 'preact/hooks'
import {
  formatNumber,
  type Language,
  measured,
  readNumber,
  type Snapshot,
  topicName,
  withUnit,
} from '../present/index.ts'
import { InvestigationSheet } from './board/Investigation.tsx'
import { CloseUp } from './CloseUp.tsx'
import { arrowStep, draft, draftOf, roundTo } from './controls/draft.ts'
import { Indicator } from './controls/Indicator.tsx'
import { RecipeSheet } from './controls/RecipeSheet.tsx'
import { AlarmSheet, BoardSheet, BookSheet, TrendsSheet } from './controls/sheets.tsx'
import { GlossarySheet } from './glossary/GlossarySheet.tsx'
import { OrdersSheet } from './Orders.tsx'
import { Chemical, SheetFrame, UnitOf } from './parts.tsx'
import { Refusal, type SheetOf } from './sheet.tsx'
import { RecordSheet } from './Record.tsx'
import { ClassSheet, DeviationSheet, PhoneSheet } from './Reports.tsx'
import { FeedSheet } from './room/FeedSheet.tsx'
import { hasFirstOrders, NightSheet } from './room/NightSheet.tsx'
import type { Session } from './session.ts'
import { PlanSheet } from './trace/PlanSheet.tsx'
import { TraceSheet } from './trace/TraceSheet.tsx'
import { texts } from './text.ts'
import { ReviewSheet } from './release/ReviewSheet.tsx'
import { WriteSheet } from './Write.tsx'

/** The sheet that lies open, if one does. */
export function Sheets({ session }: { session: Session }) {
  const sheet = session.sheet.value
  const language = session.language.value
  const t = texts[language]
  const close = (): void => {
    session.sheet.value = null
    session.forgive()
  }
  // Entries are made at the second it is.
  const view = sheet && session.view.value
  if (!sheet || !view) return null
  const common = { session, view, onClose: close }
  switch (sheet.kind) {
    case 'control':
      if (sheet.topic === 'feed' && view.bags) return <FeedSheet {...common} step={sheet.step} />
      return <ControlSheet key={sheet.topic} {...common} step={sheet.step} topic={sheet.topic} />
    case 'sample':
      return <SampleSheet {...common} step={sheet.step} />
    case 'panel':
      return <CloseUp key={sheet.panel} {...common} step={sheet.step} panel={sheet.panel} />
    case 'write':
      return <WriteSheet key={sheet.line} {...common} line={sheet.line} fromDesk={sheet.fromDesk === true} />
    case 'record':
      return <RecordSheet {...common} />
    case 'orders':
      return view.room && hasFirstOrders(view) ? <NightSheet {...common} /> : <OrdersSheet {...common} />
    case 'phone':
      return <PhoneSheet {...common} />
    case 'deviation':
      return <DeviationSheet {...common} />
    case 'class':
      return <ClassSheet {...common} />
    case 'investigation':
      return <InvestigationSheet key={sheet.fault} {...common} fault={sheet.fault} />
    case 'trace':
      return view.trace ? <TraceSheet {...common} trace={view.trace} /> : null
    case 'plan':
      return view.plan ? <PlanSheet {...common} plan={view.plan} /> : null
    case 'review':
      return view.review ? <ReviewSheet {...common} review={view.review} /> : null
    case 'recipe':
      return <RecipeSheet {...common} />
    case 'trends':
      return <TrendsSheet {...common} />
    case 'board':
      return <BoardSheet {...common} step={sheet.step} />
    case 'alarms':
      return <AlarmSheet {...common} />
    case 'book':
      return <BookSheet {...common} />
    case 'glossary':
      return <GlossarySheet session={session} onClose={close} />
    case 'leave': {
      const due = view.lines.filter((l) => l.state === 'due')
      return (
        <SheetFrame title={t.leaveAsk} closeLabel={t.close} onClose={close}>
          <p>{t.leaveWith(due.length)}</p>
          <ul class="plain">
            {due.map((l) => (
              <li key={l.id}>{measured(language, l.panel).name}</li>
            ))}
          </ul>
          <div class="buttons">
            <button type="button" class="big" onClick={() => (session.sheet.value = { kind: 'record' })}>
              {t.write}
            </button>
            <button
              type="button"
              class="second"
              onClick={() => {
                close()
                void session.leave()
              }}
            >
              {t.leaveGo}
            </button>
          </div>
        </SheetFrame>
      )
    }
    case 'proceed': {
      const step = view.steps.find((s) => s.id === sheet.step)
      if (!step) return null
      const label = t.proceed[step.unit] ?? topicName(language, 'proceed').name
      const due = view.lines.filter((l) => l.step === step.id && l.state === 'due')
      return (
        <SheetFrame title={label} closeLabel={t.close} onClose={close}>
          <p>{t.proceedAsk[step.unit] ?? ''}</p>
          {due.length ? <p class="refusal">{t.leaveWith(due.length)}</p> : null}
          <Refusal session={session} />
          <div class="buttons">
            <button
              type="button"
              class="big"
              onClick={() => {
                void session.decide({ slot: `${step.id}.proceed`, value: 1 }).then((taken) => {
                  if (taken) close()
                })
              }}
            >
              {label} <small>5 min</small>
            </button>
            <button type="button" class="second" onClick={close}>
              {t.cancel}
            </button>
          </div>
        </SheetFrame>
      )
    }
  }
}

/** One set point or one dose: its indicator, its exact figure, its cost, and one verb. */
function ControlSheet({ session, view, onClose, step: stepId, topic }: SheetOf & { step: string; topic: string }) {
  const language = session.language.value
  const t = texts[language]
  const step = view.steps.find((s) => s.id === stepId)
  const control = step?.controls.find((c) => c.topic === topic)
  const suggested = topic === 'glucose' && step?.recipe?.glucose_L ? step.recipe.glucose_L : undefined
  const [typed, setTyped] = useState<string | null>(null)
  const single = control?.kind === 'act' && control.min === control.max
  // A dose is at hand as soon as its sheet lies open; a set point only once it has been moved.
  useEffect(() => {
    if (control?.kind === 'act' && !single)
      draft.value = { step: stepId, topic, value: roundTo(suggested ?? control.value, control.digits) }
    return () => void (draft.value = null)
  }, [])
  if (!step || !control) return null
  const name = topicName(language, topic, step.unit)
  const value = draftOf(stepId, topic) ?? roundTo(control.value, control.digits)
  const show = (x: number): string => withUnit(language, x, control.digits, control.unit).replace('×10^6', '×10⁶')
  const put = (x: number): void => {
    const held = roundTo(Math.min(control.max, Math.max(control.min, x)), control.digits)
    draft.value = { step: stepId, topic, value: held }
  }
  const nudge = arrowStep(2.5 * (control.high - control.low), 10 ** -control.digits)
  return (
    <SheetFrame title={name.name} closeLabel={t.close} onClose={onClose}>
      {control.kind === 'setting' ? <p class="stands">{t.stands(show(control.value))}</p> : null}
      {single ? (
        <div class="buttons">
          <button
            type="button"
            class="big"
            onClick={() => {
              void session.decide({ slot: `${step.id}.${topic}`, value: 1 }).then((taken) => {
                if (taken) onClose()
              })
            }}
          >
            {t.doIt} <small>{t.minutes(Math.round(control.cost_s / 60))}</small>
          </button>
        </div>
      ) : (
        <>
          <div class="tilt">
            <button
              type="button"
              class="nudge"
              aria-label="−"
              onClick={() => {
                setTyped(null)
                put(value - nudge)
              }}
            >
              −
            </button>
            <label class="dial">
              <span class="unseen">{`${t.range}, ${name.name}`}</span>
              <input
                type="text"
                inputMode="decimal"
                value={typed ?? formatNumber(language, value, control.digits)}
                onInput={(event) => {
                  setTyped(event.currentTarget.value)
                  const read = readNumber(event.currentTarget.value)
                  if (read !== undefined) draft.value = { step: stepId, topic, value: read }
                }}
                onBlur={() => setTyped(null)}
              />
              <UnitOf language={language} unit={control.unit} />
            </label>
            <button
              type="button"
              class="nudge"
              aria-label="+"
              onClick={() => {
                setTyped(null)
                put(value + nudge)
              }}
            >
              +
            </button>
          </div>
          <RecipeHint view={view} step={stepId} topic={topic} language={language} />
          {topic === 'feedRate' && step.recipe ? (
            <p>{t.perDay(formatNumber(language, (value * 24 * 100) / step.recipe.startVolume_L, 1))}</p>
          ) : null}
          {control.kind === 'act' && topic !== 'glucose' ? <p>{t.usual(show(control.value))}</p> : null}
          <Indicator session={session} view={view} step={step} control={control} onSet={onClose} />
        </>
      )}
      <Refusal session={session} />
    </SheetFrame>
  )
}

function RecipeHint(props: {
  readonly view: Snapshot
  readonly step: string
  readonly topic: string
  readonly language: Language
}) {
  const { view, step, topic, language } = props
  const t = texts[language]
  const recipe = view.steps.find((s) => s.id === step)?.recipe
  if (!recipe || !view.aids) return null
  if (topic === 'feedRate')
    return (
      <p class="hint">
        {recipe.feedRate_L_h > 0 ? t.recipeSays(withUnit(language, recipe.feedRate_L_h, 3, 'L/h')) : t.recipeNone}
      </p>
    )
  if (topic === 'temperature')
    return <p class="hint">{t.recipeSays(withUnit(language, recipe.temperature_C, 1, '°C'))}</p>
  if (topic !== 'glucose') return null
  return (
    <p class="hint">
      {recipe.glucose_L === null
        ? t.recipeLater
        : recipe.glucose_L > 0
          ? t.recipeSays(withUnit(language, recipe.glucose_L, 2, 'L'))
          : t.recipeNone}
    </p>
  )
}

/** The morning's round, ticked: what to measure costs millilitres and minutes. */
const ROUND: Readonly<Record<string, readonly string[]>> = {
  nMinus1: ['viability'],
  cellExpansion: ['viableCells', 'viability', 'clumped'],
  vectorTransfection: ['viableCells', 'viability'],
  vectorAffinity: ['capsidTitre'],
  vectorProduction: ['viableCells', 'viability'],
  vectorQuarantine: ['cellPotency', 'fullByLight', 'aggregates'],
  culture: ['viableCells', 'viability', 'glucose', 'lactate', 'osmolality'],
}

function SampleSheet({ session, view, onClose, step: stepId }: SheetOf & { step: string }) {
  const language = session.language.value
  const t = texts[language]
  const step = view.steps.find((s) => s.id === stepId)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(ROUND[step?.unit ?? ''] ?? []))
  if (!step) return null
  const mL = 20 + step.assays.filter((a) => chosen.has(a.id)).reduce((sum, a) => sum + a.volume_mL, 0)
  const toggle = (id: string): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <SheetFrame title={t.sampleTitle} closeLabel={t.close} onClose={onClose}>
      <ul class="ticks" role="list">
        {step.assays.map((a) => (
          <li key={a.id}>
            <label>
              <input type="checkbox" checked={chosen.has(a.id)} onChange={() => toggle(a.id)} />
              <span class="tick-name">
                <Chemical text={measured(language, a.id).name} />
              </span>
              <span class="tick-detail">
                {formatNumber(language, a.volume_mL, 0)} mL · {minutesOf(a.delay_s)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p>{t.sampleTakes(formatNumber(language, mL, 0))}</p>
      <Refusal session={session} />
      <div class="buttons">
        <button
          type="button"
          class="big"
          disabled={chosen.size === 0}
          onClick={() => {
            const value = step.assays.filter((a) => chosen.has(a.id)).map((a) => a.id)
            void session.decide({ slot: `${step.id}.assay`, value }).then((taken) => {
              if (taken) onClose()
            })
          }}
        >
          {t.sampleGo} <small>{step.pace === null ? t.minutes(6) : t.glance}</small>
        </button>
        <button type="button" class="second" onClick={onClose}>
          {t.cancel}
        </button>
      </div>
    </SheetFrame>
  )
}

const minutesOf = (seconds: number): string =>
  seconds < 5400 ? `${Math.round(seconds / 60)}\u202fmin` : `${Math.round(seconds / 3600)}\u202fh`
