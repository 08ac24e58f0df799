import { useState } from 'preact/hooks'
import { type Snapshot, unitName } from '../../present/index.ts'
import { SheetFrame } from '../parts.tsx'
import { Refusal, type SheetOf } from '../sheet.tsx'
import { texts } from '../text.ts'
import { traceTexts } from './text.ts'
import './trace.css'

/** Which operations are held: where the recipe has lost most, or where somebody would rather see for themselves. */
export function PlanSheet(props: SheetOf & { readonly plan: NonNullable<Snapshot['plan']> }) {
  const { session, view, plan, onClose } = props
  const language = session.language.value
  const t = traceTexts[language]
  const [held, setHeld] = useState<readonly string[]>(plan.held)
  const toggle = (id: string): void => setHeld(held.includes(id) ? held.filter((other) => other !== id) : [...held, id])
  const lost: Readonly<Record<string, string>> = t.lost
  return (
    <SheetFrame title={t.planTitle} closeLabel={texts[language].close} wide kind="plan" onClose={onClose}>
      <p>{t.planLead}</p>
      <fieldset class="plan-steps">
        <legend class="unseen">{t.planTitle}</legend>
        {plan.of.map((id) => {
          const station = view.stations.find((s) => s.id === id)!
          const isHeld = held.includes(id)
          return (
            <label key={id} class={isHeld ? 'is-held' : ''}>
              <input
                type="checkbox"
                checked={isHeld}
                disabled={!isHeld && held.length >= plan.most}
                onChange={() => toggle(id)}
              />
              <b>{unitName(language, station.unit, station.place).name}</b>
              <span>{lost[id] ?? ''}</span>
            </label>
          )
        })}
      </fieldset>
      <Refusal session={session} />
      <div class="buttons">
        <span role="status">{t.planCount(held.length, plan.most)}</span>
        <button
          type="button"
          class="big"
          disabled={session.watching.value}
          onClick={() => {
            void session.decide({ slot: 'plan.hold', value: [...held] }).then((taken) => {
              if (taken) onClose()
            })
          }}
        >
          {t.planGo} <small>{t.minutes(3)}</small>
        </button>
      </div>
    </SheetFrame>
  )
}
