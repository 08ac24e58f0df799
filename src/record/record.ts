import * as z from 'zod'
import {
  asPlanned,
  type Answer,
  digestRun,
  type Hand,
  idle,
  idleHand,
  isOfClass,
  leaving,
  type Level,
  LONGEST_S,
  modelVersionOf,
  type RefusedDecision,
  type Run,
  sop,
  sopHand,
  startRun,
  type Timed,
  type Watch,
  workThrough,
} from '../play/index.ts'
import { digestOf, type Digestible, type Problem } from '../sim/index.ts'
import { patchFile } from '../content/index.ts'
import { optionsFile } from './options.ts'
import type { Setup } from './setup.ts'

/** What a learner decided and when: the shape of a record's log and of a decisions file. */
const part = z.union([z.number(), z.string().max(80)])
const logged = z
  .strictObject({
    t: z.int().min(0).max(LONGEST_S),
    slot: z.string().max(80),
    value: z.union([part, z.array(part).max(60)]),
    /** What the class did to the lot; without it: what the learner decided. */
    by: z.literal('class').optional(),
  })
  .refine(({ slot, by }) => isOfClass(slot) === (by === 'class'), { path: ['by'], message: 'not whose slot this is' })

export const decisionsFile = z.array(logged).max(100_000)

/** An attempt as data. With level and model version it can be played again to the last bit. */
export const recordFile = z.strictObject({
  format: z.literal(1),
  model: z.string(),
  /** The hash is that of the level as it was played: patch and options in it. */
  level: z.strictObject({ id: z.string(), hash: z.string(), patch: patchFile.optional() }),
  seed: z.int().min(0),
  options: optionsFile.optional(),
  /** Records of earlier levels whose ignored cases came back in this one; what they changed is in the level's patch. */
  carry: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(6)
    .optional(),
  /** Who works where the log does not decide. */
  crew: z.enum(['sop', 'idle']),
  log: decisionsFile,
  digest: z.string(),
})

export type Logged = z.infer<typeof logged>
export type RunRecord = z.infer<typeof recordFile>

/** The level as far as it can change a run: everything but its texts. */
export const levelHash = (level: Level): string => digestOf(level as unknown as Digestible)

/** Who works where a log does not decide: the printed recipe, or nobody. */
export type Crew = 'sop' | 'idle'

export interface Replay {
  readonly run: Run
  readonly crew: Crew
  /** In the order of plant time, refused decisions included: they too keep the crew's hands off their slots. */
  readonly log: readonly Logged[]
  readonly refused: readonly RefusedDecision[]
}

/**
 * Plays a log on a level to its end: the log's decisions at their seconds, everything it never touched by the crew.
 * Stops where a step never ends (a plugged filter, nobody at the controls): such steps are still in `run.running`.
 */
export function play(level: Level, seed: number, decisions: readonly Logged[], crew: Crew, watch?: Watch): Replay {
  const run = startRun(level, seed)
  for (const running of run.running) watch?.(run, running)
  const log = [...decisions].sort((a, b) => a.t - b.t)
  const taken = new Set(log.map((d) => d.slot))
  const rest: Hand = crew === 'sop' ? (view, slot) => (taken.has(slot) ? undefined : sopHand(view, slot)) : idleHand
  // Steps that are nobody's to play are always worked by the printed recipe; on a bare batch the crew is all there is.
  const colleagues = level.work ? sop : leaving(log, crew === 'sop' ? sop : idle)
  const refused = workThrough(run, rest, { crew: colleagues, watch, fixed: log })
  return { run, crew, log, refused }
}

/** Plays a level with a hand; the record says every one of its decisions. */
export function playHand(
  level: Level,
  seed: number,
  hand: Hand,
  watch?: Watch,
  /** What the class did to the lot: it comes whoever works it. */
  brought: readonly Logged[] = [],
): Replay {
  const run = startRun(level, seed)
  for (const running of run.running) watch?.(run, running)
  workThrough(run, hand, { crew: sop, watch, fixed: brought })
  const log = run.log.filter((d) => d.by !== 'crew').map(asLogged)
  return { run, crew: level.work ? 'idle' : 'sop', log, refused: [] }
}

/** A decision as a record has it. */
export const asLogged = ({ t, slot, value }: Timed): Logged => ({
  t,
  slot,
  value: plain(value),
  ...(isOfClass(slot) && { by: 'class' as const }),
})

const plain = (value: Answer): Logged['value'] => (typeof value === 'object' ? [...value] : value)

export function recordOf({ run, crew, log }: Replay, { options, patch, carry }: Setup = {}): RunRecord {
  return {
    format: 1,
    model: modelVersionOf(run.level),
    level: { id: run.level.id, hash: levelHash(asPlanned(run.level)), ...(patch && { patch }) },
    seed: run.seed,
    ...(options && Object.keys(options).length && { options }),
    ...(carry && { carry: [...carry] }),
    crew,
    log: log.map(asLogged),
    digest: digestRun(run),
  }
}

/** Problems of a decisions file, with path, code and remedy; the list itself when there are none. */
export function readDecisions(json: unknown): {
  readonly log: readonly Logged[]
  readonly problems: readonly Problem[]
} {
  const parsed = decisionsFile.safeParse(json)
  if (parsed.success) return { log: parsed.data, problems: [] }
  return {
    log: [],
    problems: parsed.error.issues.map((issue) => ({
      path: issue.path
        .map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
        .join(''),
      code: issue.code === 'unrecognized_keys' ? 'unknown_key' : issue.code,
      message: `${issue.message}.`,
      remedy: 'A decisions file is a list of {"t": plant seconds, "slot": "step.topic", "value": number}.',
    })),
  }
}
