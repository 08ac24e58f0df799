import {
  type ControlSnapshot,
  displayed,
  foreseen,
  foreseenWords,
  formatNumber,
  type Language,
  measured,
  type PanelSnapshot,
  type Snapshot,
  type StepSnapshot,
  tagOf,
  topicName,
  verdictOf,
  withUnit,
} from '../../present/index.ts'
import { Chemical, UnitOf } from '../parts.tsx'
import type { Session } from '../session.ts'
import { texts } from '../text.ts'
import { arrowStep, detent, draft, draftOf, roundTo } from './draft.ts'
import { controlTexts } from './text.ts'

/** The display that shows what a set point does. */
const SHOWN_BY: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  pH: 'pH',
  oxygen: 'oxygen',
  air: 'airFlow',
  oxygenMax: 'oxygenFlow',
}

/** What the printed recipe asks of a control today; null: nothing. */
export function askedByRecipe({ recipe, controls }: StepSnapshot, topic: string): number | null {
  if (!recipe) return null
  const digits = controls.find((c) => c.topic === topic)?.digits ?? 0
  if (topic === 'temperature') return roundTo(recipe.temperature_C, digits)
  if (topic === 'feedRate') return roundTo(recipe.feedRate_L_h, digits)
  return topic === 'glucose' && recipe.glucose_L ? roundTo(recipe.glucose_L, digits) : null
}

/** A set point or a dose as an analogue indicator: a native slider on its bands, its marks, what it would do, one verb. */
export function Indicator(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly control: ControlSnapshot
  /** Opens the exact figure; absent where that is shown already. */
  readonly onExact?: () => void
  readonly onSet?: () => void
}) {
  const { session, view, step, control, onExact, onSet } = props
  const language = session.language.value
  const t = controlTexts[language]
  const { topic, low, high, digits, unit, bands } = control
  const name = topicName(language, topic, step.unit)
  const mine = draftOf(step.id, topic)
  const value = mine ?? roundTo(control.value, digits)
  const span = high - low
  const resolution = 10 ** -digits
  const recipe = askedByRecipe(step, topic)
  const panel = step.panels.find((p) => p.id === SHOWN_BY[topic])
  const reading = panel ? newest(panel) : null
  const still = session.watching.value
  const say = (x: number): string => withUnit(language, x, digits, unit).replace('×10^6', '×10⁶')
  const verdict = bands ? verdictOf(bands, value) : null
  const put = (wanted: number): void => {
    const held = roundTo(Math.min(control.max, high, Math.max(control.min, low, wanted)), digits)
    const standing = control.kind === 'setting' && held === roundTo(control.value, digits)
    draft.value = standing ? null : { step: step.id, topic, value: held }
  }
  const set = (): void => {
    void session.decide({ slot: `${step.id}.${topic}`, value }).then((taken) => {
      if (!taken) return
      draft.value = null
      onSet?.()
    })
  }
  const at = (x: number) => {
    const share = Math.min(1, Math.max(0, (x - low) / span)).toFixed(4)
    return { left: `calc(${share} * 100%)`, '--at': share }
  }
  const id = `set-${step.id}-${topic}`
  const says = [say(value), verdict ? t[verdict] : '', recipe === value ? t.recipe : '']
    .filter((word) => word !== '')
    .join(', ')
  return (
    <div class={`indicator${mine === null ? '' : ' moved'}${verdict && verdict !== 'asked' ? ` past-${verdict}` : ''}`}>
      <div class="indicator-head">
        <label for={id}>
          <Chemical text={name.short} /> {panel ? <code>{tagOf(panel.id)}</code> : null}
        </label>
        {onExact ? (
          <button type="button" class="indicator-value" disabled={still} onClick={onExact}>
            <b>{formatNumber(language, value, digits)}</b> <UnitOf language={language} unit={unit} />
            <span class="unseen">, {t.exact(name.name)}</span>
          </button>
        ) : (
          <span class="indicator-value">
            <b>{formatNumber(language, value, digits)}</b> <UnitOf language={language} unit={unit} />
          </span>
        )}
      </div>
      <div class="gauge-line">
        <span class="gauge-bed" aria-hidden="true">
          {bands ? <Zone kind="alert" low={bands.action.low} high={bands.action.high} from={low} to={high} /> : null}
          {bands ? <Zone kind="asked" low={bands.alert.low} high={bands.alert.high} from={low} to={high} /> : null}
          {bands ? <Ticks ends={[bands.action.low, bands.action.high]} from={low} to={high} /> : null}
        </span>
        {reading === null ? null : (
          <span class="gauge-now" style={at(reading)} title={measured(language, panel!.id).name} aria-hidden="true" />
        )}
        {control.before === null ? null : <span class="gauge-before" style={at(control.before)} aria-hidden="true" />}
        {mine === null || control.kind === 'act' ? null : (
          <span class="gauge-standing" style={at(control.value)} aria-hidden="true" />
        )}
        {recipe === null ? null : <span class="gauge-recipe" style={at(recipe)} aria-hidden="true" />}
        <input
          id={id}
          type="range"
          aria-label={name.name}
          aria-valuetext={says}
          min={low}
          max={high}
          step={resolution}
          value={value}
          disabled={still}
          onInput={(event) => {
            const marks = [...(recipe === null ? [] : [recipe]), control.value]
            put(detent(event.currentTarget.valueAsNumber, marks, span))
          }}
          onKeyDown={(event) => {
            const way = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key]
            if (event.key === 'Enter' && mine !== null) set()
            else if (event.key === 'Escape' && mine !== null) draft.value = null
            else if (way !== undefined) put(value + way * (event.shiftKey ? 5 : 1) * arrowStep(span, resolution))
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
      </div>
      {mine === null ? null : (
        <div class="indicator-draft">
          <p class="indicator-verdict">
            {recipe === value ? t.recipe : verdict ? t[verdict] : t.noBand}
            {control.kind === 'setting' ? `, ${t.stands(say(control.value))}` : ''}
          </p>
          <Likely language={language} view={view} step={step} topic={topic} value={value} />
          <div class="indicator-go">
            <button type="button" class="big" disabled={still} onClick={set}>
              {control.kind === 'setting' ? t.put(say(value)) : `${texts[language].add} ${say(value)}`}{' '}
              <small>{texts[language].minutes(Math.round(control.cost_s / 60))}</small>
            </button>
            <button type="button" class="quiet" onClick={() => (draft.value = null)}>
              {t.back}
            </button>
          </div>
        </div>
      )}
    </div>
  )
}

/** What a colleague could work out; nothing of what the run hides. */
function Likely(props: {
  readonly language: Language
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly topic: string
  readonly value: number
}) {
  const { language, view, step, topic, value } = props
  const t = controlTexts[language]
  const found = foreseen(displayed(view, step), topic, value)
  if (found.length === 0) return null
  const unpointed = topic === 'temperature' && found.every((f) => f.what !== 'count')
  return (
    <div class="likely" role="group" aria-label={t.likely} title={t.likelyFrom}>
      <dl>
        {found.map((f) => {
          const { label, figure } = foreseenWords(language, f)
          return (
            <div key={f.what} class={f.what === 'room' && f.high < 0 ? 'too-full' : ''}>
              <dt>
                <Chemical text={label} />
              </dt>
              <dd>
                {figure} <UnitOf language={language} unit={f.unit} />
              </dd>
            </div>
          )
        })}
      </dl>
      {unpointed ? <p>{t.setPointFirst}</p> : null}
    </div>
  )
}

function newest(panel: PanelSnapshot): number | null {
  const last = panel.history.at(-1)
  if (panel.seen && (!last || panel.seen.t_s >= last[0])) return panel.seen.value
  return last?.[1] ?? null
}

interface Ends {
  readonly from: number
  readonly to: number
}

function Zone(props: Ends & { readonly kind: string; readonly low: number | null; readonly high: number | null }) {
  const { kind, from, to } = props
  const low = Math.min(to, Math.max(from, props.low ?? from))
  const high = Math.min(to, Math.max(from, props.high ?? to))
  if (high <= low || (props.low === null && props.high === null)) return null
  const left = (100 * (low - from)) / (to - from)
  const width = (100 * (high - low)) / (to - from)
  return <span class={`zone ${kind}`} style={{ left: `${left}%`, width: `${width}%` }} />
}

function Ticks({ ends, from, to }: Ends & { readonly ends: readonly (number | null)[] }) {
  return ends.flatMap((x, i) =>
    x === null || x <= from || x >= to
      ? []
      : [<span key={i} class="gauge-limit" style={{ left: `${(100 * (x - from)) / (to - from)}%` }} />],
  )
}
