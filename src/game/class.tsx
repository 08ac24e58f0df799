import { computed, effect, signal } from '@preact/signals'
import { render, type VNode } from 'preact'
import {
  type ClassLink,
  type ClassState,
  joinClass,
  openClassLink,
  profileHere,
  resumeClass,
  type Saves,
  type Shelf,
} from '../platform/index.ts'
import { type Language, momentOf, type Snapshot } from '../present/index.ts'
import { runName, scenarioOf, type SentFault, textOf, type Whereabouts } from '../share/index.ts'
import { loadClass, type Session } from '../ui/index.ts'

/** The class of whoever plays here; null: in none. */
export const classHere = signal<ClassState | null>(null)
let link: ClassLink | null = null

export function openClass(letCome?: (fault: SentFault) => Promise<number | null | undefined>): void {
  link?.close()
  link = openClassLink(profileHere().id, (state) => (classHere.value = state), letCome)
  classHere.value = link?.state() ?? null
}

/** The sheet of one's class, or the way into one. */
export async function openClassSheet(
  openOver: (sheet: (language: Language, close: () => void) => VNode) => void,
  shelf: Promise<Shelf>,
  code: string,
  addressOf: (code: string) => string,
): Promise<void> {
  const { ClassSheet } = await loadClass()
  const profile = profileHere().id
  const classroom = {
    state: classHere,
    async join(code: string, pseudonym: string) {
      const joining = await joinClass(profile, code, pseudonym)
      if ('joined' in joining) openClass()
      return joining
    },
    async resume(code: string, pseudonym: string, personalCode: string) {
      const joining = await resumeClass(profile, await shelf, code, pseudonym, personalCode)
      if ('joined' in joining) openClass()
      return joining
    },
    async leave(erase: boolean) {
      const left = (await link?.leave(erase)) ?? true
      if (left) openClass()
      return left
    },
    addressOf(given: string) {
      const scenario = scenarioOf(given)
      return addressOf(typeof scenario === 'string' ? given : textOf(scenario))
    },
  }
  openOver((language, close) => <ClassSheet language={language} classroom={classroom} code={code} onClose={close} />)
}

/** Saves that the class keeps too, to go on with on another machine. */
export const savesWithClass = (saves: Saves): Saves => ({
  ...saves,
  write(save) {
    link?.keepSave(save)
    return saves.write(save)
  },
})

const whereOf = (view: Snapshot): Whereabouts => {
  const now = view.stations.find((s) => s.state === 'now')
  const inks = view.lines.reduce((sum, line) => sum + line.entries.length, 0)
  const own = view.acts.filter((act) => act.by === 'player')
  return {
    level: view.level,
    seed: view.seed,
    step: now ? (now.place === undefined ? now.unit : `${now.unit}.${now.place}`) : null,
    at_s: view.t_s,
    day: Math.max(0, momentOf(view.t_s - view.dayZero_s).day),
    decisions: own.length + inks,
    alarms: view.alarms.filter((a) => a.state === 'unacknowledged' || a.state === 'acknowledged').length,
    hints: own.filter((act) => act.slot === 'call.tutor').length,
    over: view.over,
  }
}

/** A line of this lot may be signed by a classmate too; their answer is part of the record. */
function askWitness(session: Session, runHere: () => string | null): void {
  const alone = signal<readonly string[]>([])
  const mine = computed(() => (classHere.value?.member?.signatures ?? []).filter((s) => !s.ofMe && s.run === runHere()))
  const asked = computed(() =>
    Object.fromEntries<{ who: string } | 'alone'>([
      ...alone.value.map((line) => [line, 'alone'] as const),
      ...mine.value.flatMap((s) => (s.state === 'asked' ? [[s.line, { who: s.who }] as const] : [])),
    ]),
  )
  const waited = new Set<string>()
  effect(() => {
    for (const { id, line, state } of mine.value) {
      if (state === 'asked') waited.add(id)
      else if (waited.delete(id)) void session.fromClass('class.sign', [line, state])
    }
  })
  session.witness.value = {
    asked,
    ask(line, says) {
      const run = runHere()
      if (run === null) return
      alone.value = alone.value.filter((other) => other !== line)
      void link?.askSignature(run, line, says).then((found) => {
        if (!found) alone.value = [...alone.value, line]
      })
    },
  }
}

/** A lot played in a class: the board hears where it is, its end is handed in, and the class may speak or pause. */
export async function playInClass(session: Session): Promise<void> {
  const runHere = (): string | null => {
    const view = session.view.value
    return view && runName(view.level, view.seed)
  }
  openClass(async ({ run, fault, cause }) => {
    if (session.looking || session.status.value !== 'ready' || run !== runHere()) return undefined
    const refusal = await session.fromClass('class.fault', [fault, cause])
    return refusal === null ? (session.view.value?.t_s ?? 0) : null
  })
  if (!link) return
  askWitness(session, runHere)
  // What came while the lot was still being opened.
  effect(() => {
    if (session.status.value === 'ready') link?.takeFaults()
  })
  const handed = signal(false)
  const { ClassBanner } = await loadClass()
  const over = document.body.appendChild(document.createElement('div'))
  effect(() => {
    const view = session.shown.value
    if (view && !session.watching.value && !session.looking) link?.report(whereOf(view))
  })
  effect(() => {
    if (!session.ending.value || session.looking || session.lookingBack.value) return
    const result = session.handIn()
    if (!result || !classHere.value) return
    const id = classHere.value.member?.learner ?? profileHere().id
    link?.handIn({ ...result, who: classHere.value.pseudonym, id })
    handed.value = true
  })
  effect(() => {
    if (classHere.value?.paused) session.setSpeed(0)
  })
  effect(() => {
    const state = classHere.value
    render(
      state && (
        <ClassBanner
          language={session.language.value}
          state={state}
          handed={handed.value}
          onSign={(id, signed) => void link?.answerSignature(id, signed)}
        />
      ),
      over,
    )
  })
}
