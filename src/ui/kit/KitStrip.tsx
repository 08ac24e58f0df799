import { Fragment } from 'preact'
import {
  duration,
  type Fan,
  formatNumber,
  type Language,
  measured,
  type PanelSnapshot,
  type Snapshot,
  type StepSnapshot,
  toolName,
  toolSays,
  withUnit,
  twinOf,
} from '../../present/index.ts'
import { SAMPLER, type ToolId } from '../../play/index.ts'
import { newest } from '../lanes.ts'
import { Chemical, UnitOf } from '../parts.tsx'
import type { Session } from '../session.ts'
import { openPanel } from '../StageArea.tsx'
import { texts } from '../text.ts'
import './kit.css'
import { kitTexts } from './text.ts'

interface Of {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
}

/** What was brought along to this step: each instrument with what it shows, in one row. */
export function KitStrip({ session, view, step }: Of) {
  const language = session.language.value
  const t = kitTexts[language]
  const here = view.kit.filter((tool) => step.panels.some((p) => p.tool === tool) || ofCulture(tool, step))
  if (here.length === 0) return null
  return (
    <section class="kit-strip" aria-label={t.title}>
      {here.map((tool) => (
        <Fragment key={tool}>
          <span class="unseen">{`${toolName(language, tool)}. ${toolSays(language, tool)}`}</span>
          {tool === 'autoSampler' ? <p>{t.nights(step.nightDraws, SAMPLER.most)}</p> : null}
          {tool === 'forecastTwin' ? <Twin language={language} fans={twinOf(view, step)} /> : null}
          {/* Which place that is shows in the rack itself. */}
          {step.panels
            .filter((p) => p.tool === tool && p.id !== 'mapPlace')
            .map((panel) => (
              <Reading key={panel.id} session={session} view={view} step={step} panel={panel} />
            ))}
        </Fragment>
      ))}
    </section>
  )
}

/** Two have no display of their own. */
const ofCulture = (tool: ToolId, { unit }: StepSnapshot): boolean =>
  unit === SAMPLER.unit && (tool === 'autoSampler' || tool === 'forecastTwin')

function Reading({ session, view, step, panel }: Of & { readonly panel: PanelSnapshot }) {
  const language = session.language.value
  const { value, age_s } = panel.now === null ? newest(panel, view.t_s) : { value: panel.now, age_s: null }
  const { name, short } = measured(language, panel.id)
  const figure = value === null ? '–' : formatNumber(language, value, panel.digits)
  const when = age_s === null ? '' : `, ${texts[language].ago(duration(language, age_s))}`
  // The unit stands in the close-up: beside the trends there is one row for it all.
  const says = value === null ? '' : `, ${withUnit(language, value, panel.digits, panel.unit)}${when}`
  return (
    <button
      type="button"
      class="wait"
      aria-label={`${kitTexts[language].read(name)}${says}`}
      title={`${name}${says}`}
      disabled={session.watching.value}
      onClick={() => openPanel(session, step, panel.id)}
    >
      <span>
        <Chemical text={short} />
      </span>
      <b>{figure}</b>
    </button>
  )
}

function Twin({ language, fans }: { readonly language: Language; readonly fans: readonly Fan[] }) {
  const t = kitTexts[language]
  if (fans.length === 0) return <p>{t.few}</p>
  const say = (x: number): string => formatNumber(language, x, 1)
  return (
    <p>
      {fans.map((f) => (
        <span key={f.in} class={f.in === 1 ? '' : 'unseen'}>
          {t.morning[f.in - 1]} <b>{t.between(say(f.low), say(f.high))}</b> <UnitOf language={language} unit="1e6/mL" />
        </span>
      ))}
    </p>
  )
}
