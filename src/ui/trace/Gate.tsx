import type { Snapshot, StepSnapshot, TraceSnapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { Session } from '../session.ts'
import { traceTexts } from './text.ts'
import './trace.css'

interface GateProps {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  readonly trace: TraceSnapshot
}

export const isGate = (view: Snapshot, step: StepSnapshot | undefined): boolean =>
  step !== undefined && (view.trace?.gates.includes(step.id) ?? false)

/** A pool that waits for its papers: the search, the choice of what to hold, and the two valves. */
export function Gate({ session, view, step, trace }: GateProps) {
  const t = traceTexts[session.language.value]
  const still = session.watching.value
  const waiting = view.steps.filter((s) => s.paused && trace.gates.includes(s.id))
  const isHeld = trace.blocked.includes('poolHere')
  const names: Readonly<Record<string, string>> = t.letGo
  return (
    <section class="skid trace-gate" aria-labelledby="gate-title">
      <h2 id="gate-title" tabIndex={-1}>
        {t.title}
      </h2>
      <p class="state lead">{waiting.length === 0 && !step.paused ? t.goes : isHeld ? t.held : t.lead}</p>
      <div class="gate-acts">
        <button type="button" class="big" onClick={() => (session.sheet.value = { kind: 'trace' })}>
          <Icon name="label" /> {t.open}
        </button>
        {view.plan ? (
          <button type="button" class="second" onClick={() => (session.sheet.value = { kind: 'plan' })}>
            <Icon name="more" /> {t.plan}
          </button>
        ) : null}
        {waiting.map((s) => (
          <button
            key={s.id}
            type="button"
            class="second"
            disabled={still}
            onClick={() => void session.decide({ slot: `${s.id}.pause`, value: 0 })}
          >
            <Icon name="proceed" /> {names[s.id] ?? s.id}
          </button>
        ))}
      </div>
    </section>
  )
}

/** Certified by one, released by another: how the two stand, and what is left to ask for. */
export function Locks({ session, trace }: { readonly session: Session; readonly trace: TraceSnapshot }) {
  const t = traceTexts[session.language.value]
  const still = session.watching.value
  const act = (topic: string): void => void session.decide({ slot: `disposition.${topic}`, value: 1 })
  return (
    <section class="trace-locks" aria-labelledby="locks-title">
      <h2 id="locks-title">{t.locks}</h2>
      <ul role="list">
        <li class={trace.certified ? 'is-open' : ''}>
          <Icon name={trace.certified ? 'check' : 'pause'} size={20} /> {trace.certified ? t.certified : t.notCertified}
        </li>
        <li class={trace.official ? 'is-open' : ''}>
          <Icon name={trace.official ? 'check' : 'pause'} size={20} /> {trace.official ? t.official : t.pending}
        </li>
      </ul>
      <div class="gate-acts">
        <button
          type="button"
          class="second"
          disabled={still || trace.hurried || trace.official}
          onClick={() => act('priority')}
        >
          {trace.hurried ? t.hurried : t.hurry} <small>{t.minutes(10)}</small>
        </button>
        <button type="button" class="second" disabled={still} onClick={() => act('ship')}>
          <Icon name="proceed" /> {t.ship}
        </button>
      </div>
    </section>
  )
}
