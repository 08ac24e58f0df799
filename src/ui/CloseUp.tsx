import { clockOf, formatNumber, measured, tagOf, withUnit } from '../present/index.ts'
import { useState } from 'preact/hooks'
import { laneOf } from './lanes.ts'
import { SheetFrame, UnitOf } from './parts.tsx'
import type { Session } from './session.ts'
import { NumberField, Refusal, type SheetOf } from './sheet.tsx'
import { texts } from './text.ts'
import { Trends } from './Trends.tsx'
import { openLine } from './Write.tsx'

/** Displays that the laboratory's analyser can check. */
const CHECKED_BY: Readonly<Record<string, string>> = { oxygen: 'gasAnalyserOxygen', pH: 'gasAnalyserPh' }

/** A display close up, as it was read; its recorder below; the pen, where a line is due. */
export function CloseUp({
  session,
  view,
  onClose,
  step: stepId,
  panel: id,
}: SheetOf & { step: string; panel: string }) {
  const language = session.language.value
  const t = texts[language]
  const step = view.steps.find((s) => s.id === stepId)
  const panel = step?.panels.find((p) => p.id === id)
  if (!step || !panel?.seen) return null
  const line = view.lines.find((l) => l.panel === id && l.step === stepId && l.state === 'due')
  const lane = laneOf(view, step, id, language)
  const analyser = step.assays.find((a) => a.id === CHECKED_BY[id])
  const checked = analyser?.results.filter((r) => r.drawn_s >= panel.seen!.t_s - 1800).at(-1)
  return (
    <SheetFrame title={measured(language, id).name} closeLabel={t.close} onClose={onClose}>
      <div class="display">
        <span class="display-tag">{tagOf(id)}</span>
        <span class="display-figure">
          {panel.seen.value === null ? '– – –' : formatNumber(language, panel.seen.value, panel.digits)}{' '}
          <UnitOf language={language} unit={panel.unit} />
        </span>
        <span class="display-when">{t.displayAt(clockOf(panel.seen.t_s))}</span>
      </div>
      {lane && lane.data.line.length > 1 ? <Trends session={session} view={view} lanes={[lane]} tall /> : null}
      {analyser && checked ? (
        <p class="state" role="status">
          {measured(language, analyser.id).name}
          {language === 'fr' ? '\u00a0: ' : ': '}
          {withUnit(language, checked.value, analyser.digits, analyser.unit)}
        </p>
      ) : null}
      {step.standardises.includes(id) ? (
        <Standardise session={session} step={step.id} panel={id} reads={panel.seen.value} digits={panel.digits} />
      ) : null}
      <div class="buttons">
        {line ? (
          <button type="button" class="big" onClick={() => openLine(session, view, line, true)}>
            {t.write}
          </button>
        ) : null}
        <button
          type="button"
          class="second"
          onClick={() => void session.decide({ slot: `${step.id}.look`, value: id })}
        >
          {t.readFirst}
        </button>
        {analyser ? (
          <button
            type="button"
            class="second"
            onClick={() => void session.decide({ slot: `${step.id}.assay`, value: [analyser.id] })}
          >
            {t.check}
          </button>
        ) : null}
      </div>
    </SheetFrame>
  )
}

/** The display is set to a figure: which one is for the hand to say. */
function Standardise(props: {
  readonly session: Session
  readonly step: string
  readonly panel: string
  readonly reads: number | null
  readonly digits: number
}) {
  const { session, step, panel, reads, digits } = props
  const language = session.language.value
  const t = texts[language]
  const [figure, setFigure] = useState<number | null>(null)
  const still = session.watching.value
  return (
    <div class="standardise" role="group" aria-label={t.standardise}>
      <span>{t.standardiseTo}</span>
      <NumberField
        label={t.standardiseTo}
        language={language}
        value={figure ?? reads ?? 0}
        digits={digits}
        unit=""
        onChange={setFigure}
      />
      <button
        type="button"
        class="second"
        disabled={still || figure === null}
        onClick={() => {
          void session.decide({ slot: `${step}.standardise`, value: [panel, figure!] }).then((taken) => {
            if (taken) void session.decide({ slot: `${step}.look`, value: panel })
          })
        }}
      >
        {t.standardise} <small>{t.minutes(10)}</small>
      </button>
      <Refusal session={session} />
    </div>
  )
}
