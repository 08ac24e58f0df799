import {
  clockOf,
  describePlant,
  duration,
  ghostSentence,
  measured,
  newsSentence,
  type Snapshot,
  stamp,
  tagOf,
} from '../present/index.ts'
import { Next } from './controls/Next.tsx'
import { Chemical, Value } from './parts.tsx'
import type { Session } from './session.ts'
import { openPanel } from './StageArea.tsx'
import { texts } from './text.ts'

/** The hall in words: what eyes see, every display, and what has happened. The same acts as by the picture. */
export function TextPlant({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = texts[language]
  const step = view.steps[0]
  const ghost = session.ghost.value
  // While a tape runs, what it shows is the present.
  const frame = session.tape.value ? session.frame.value : null
  const heard = view.news
    .filter((n) => frame === null || n.t_s <= frame.t_s)
    .map((n) => ({ n, line: newsSentence(language, n, view) }))
    .filter((x) => x.line !== undefined)
    .slice(-8)
    .reverse()
  return (
    <section class="text-plant" aria-label={t.stageName}>
      {step ? <Next session={session} view={view} step={step} most={4} id="next-title" /> : null}
      <p class="seen">{describePlant(language, frame ? { ...view, plant: frame.plant } : view)}</p>
      {ghost && step?.unit === 'culture' ? <p>{ghostSentence(language, view, ghost)}</p> : null}
      {step ? (
        <>
          <h2>{t.instruments}</h2>
          <ul class="displays" role="list">
            {step.panels.map((panel) => (
              <li key={panel.id}>
                <span class="display-name">
                  <Chemical text={measured(language, panel.id).name} /> <code>{tagOf(panel.id)}</code>
                </span>
                <span class="display-value">
                  {panel.seen ? (
                    <>
                      <Value language={language} value={panel.seen.value} digits={panel.digits} unit={panel.unit} />{' '}
                      <span class="age">{t.ago(duration(language, view.t_s - panel.seen.t_s))}</span>
                    </>
                  ) : (
                    <span class="age">{t.notRead}</span>
                  )}
                </span>
                <button
                  type="button"
                  class="second"
                  aria-label={`${measured(language, panel.id).name}, ${t.readCost}`}
                  disabled={session.watching.value}
                  onClick={() => openPanel(session, step, panel.id)}
                >
                  {t.read} <small>1 min</small>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>{t.shiftLog}</h2>
      <ul class="log" role="list">
        {heard.map(({ n, line }, i) => (
          <li key={`${n.t_s}.${n.kind}.${heard.length - i}`}>
            <code>{stamp(language, view, n.t_s)}</code> {line}
          </li>
        ))}
      </ul>
      <p class="unseen">{clockOf(view.t_s)}</p>
    </section>
  )
}
