import { useEffect, useRef } from 'preact/hooks'
import { measured, personName, type Snapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { Session } from '../session.ts'
import { takeFocus } from './lamp.ts'
import { roomTexts } from './text.ts'

interface Task {
  readonly key: string
  readonly label: string
  readonly done: boolean
  readonly go: () => void
}

/** A first level says what the morning asks for, in its order; the next thing is always in sight. */
export function Today({ session, view }: { session: Session; view: Snapshot }) {
  const language = session.language.value
  const t = roomTexts[language]
  const step = view.steps[0]
  const list = useRef<HTMLOListElement>(null)
  const covered = session.sheet.value !== null || session.tape.value !== null || session.morning.value !== null
  useEffect(() => {
    if (!covered)
      takeFocus(list.current?.querySelector<HTMLElement>('.task.turn') ?? document.querySelector<HTMLElement>('.leave'))
  }, [covered])
  if (!step) return null
  const began_s = view.round * view.roundLength_s
  const today = (slot: string): boolean =>
    view.acts.some((a) => a.slot === slot && a.t_s >= began_s && a.by === 'player')
  const lines = view.lines.filter(
    (l) => l.step === step.id && (l.state === 'due' || l.entries.some((e) => e.t_s >= began_s)),
  )
  const isAssay = (panel: string): boolean => step.assays.some((a) => a.id === panel)
  const sampled = step.assays.some((a) => a.pending_s !== null || a.results.some((r) => r.drawn_s >= began_s))
  const tasks: Task[] = view.questions.map((q) => ({
    key: q.id,
    label: t.answer(personName(language, q.who).name),
    done: false,
    go: () => document.querySelector<HTMLElement>('.voice.asks button')?.focus(),
  }))
  const lineTask = (l: Snapshot['lines'][number]): Task => ({
    key: l.id,
    label: t.line(measured(language, l.panel).short),
    done: l.state === 'written',
    go: () => (session.sheet.value = { kind: 'write', line: l.id }),
  })
  if (lines.some((l) => isAssay(l.panel)))
    tasks.push({
      key: 'sample',
      label: t.count,
      done: sampled,
      go: () => (session.sheet.value = { kind: 'sample', step: step.id }),
    })
  const isThaw = step.unit === 'plasmaThaw'
  const isFlask = step.unit === 'cellExpansion' && step.phase === 'grow'
  tasks.push(...lines.filter((l) => l.panel !== 'feedScale').map(lineTask))
  const setAs = (topic: string): boolean => {
    const control = step.controls.find((c) => c.topic === topic)
    return control?.bands?.asked.high === control?.value || today(`${step.id}.${topic}`)
  }
  if (isThaw)
    tasks.push(
      {
        key: 'settings',
        label: t.thawSettings,
        done: step.phase !== 'temper' || (setAs('jacket') && setAs('end') && today(`${step.id}.stirring`)),
        go: () => document.querySelector<HTMLElement>('.skid .set-points input')?.focus(),
      },
      {
        key: 'open',
        label: t.openBottles,
        done: step.phase !== 'temper',
        go: () => document.querySelector<HTMLElement>('.skid-stop')?.focus(),
      },
    )
  if (step.unit === 'cellExpansion')
    tasks.push({
      key: 'pourAt',
      label: t.pourAt,
      done: setAs('transfectAt') || view.acts.some((a) => a.slot === `${step.id}.transfectAt` && a.by === 'player'),
      go: () => (session.sheet.value = { kind: 'control', step: step.id, topic: 'transfectAt' }),
    })
  if (isFlask)
    tasks.push({
      key: 'intoTank',
      label: t.intoTank,
      done: false,
      go: () => (session.sheet.value = { kind: 'control', step: step.id, topic: 'seed' }),
    })
  if (step.recipe && step.recipe.day === step.recipe.shiftDay)
    tasks.push({
      key: 'shift',
      label: t.shift,
      done: today(`${step.id}.temperature`),
      go: () => (session.sheet.value = { kind: 'control', step: step.id, topic: 'temperature' }),
    })
  if (step.recipe && step.recipe.feedPercent > 0)
    tasks.push({
      key: 'dose',
      label: t.dose,
      done: today(`${step.id}.feed`),
      go: () => (session.sheet.value = { kind: 'control', step: step.id, topic: 'feed' }),
    })
  tasks.push(...lines.filter((l) => l.panel === 'feedScale').map(lineTask))
  // Work of one shift leaves nothing for the night; where nothing can ring there is nothing to order.
  if (!isThaw && view.alarms.length > 0)
    tasks.push({
      key: 'night',
      label: t.night,
      done: view.orders.length > 0,
      go: () => (session.sheet.value = { kind: 'orders' }),
    })
  const next = tasks.find((task) => !task.done)?.key
  // Beside a machine worked by hand what is done takes no room.
  const shown = isThaw ? tasks.filter((task) => !task.done) : tasks
  if (shown.length === 0) return null
  return (
    <section class="today" aria-labelledby="today-title">
      <h2 id="today-title" tabIndex={-1}>
        {t.steps}
      </h2>
      <ol role="list" ref={list}>
        {shown.map(({ key, label, done, go }, i) => (
          <li key={key}>
            <button
              type="button"
              class={`task${done ? ' done' : key === next ? ' turn' : ''}`}
              disabled={session.watching.value}
              onClick={go}
            >
              <span class="task-mark" aria-hidden="true">
                {done ? <Icon name="check" size={18} /> : i + 1}
              </span>
              <span>
                {label}
                <span class="unseen">{done ? `, ${t.done}` : key === next ? `, ${t.next}` : ''}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
