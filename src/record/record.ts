import * as z from 'zod'
import {
  type Level,
  advanceTo,
  apply,
  digestRun,
  isOver,
  leaving,
  type Policy,
  type Run,
  startRun,
  type Watch,
} from '../play/index.ts'
import { digestOf, type Digestible, MODEL_VERSION, type Problem } from '../sim/index.ts'

/** What a learner decided and when: the shape of a record's log and of a decisions file. */
const logged = z.strictObject({ t: z.int().min(0), slot: z.string().max(80), value: z.number() })

export const decisionsFile = z.array(logged).max(100_000)

/** An attempt as data. With level and model version it can be played again to the last bit. */
export const recordFile = z.strictObject({
  format: z.literal(1),
  model: z.string(),
  level: z.strictObject({ id: z.string(), hash: z.string() }),
  seed: z.int().min(0),
  log: decisionsFile,
  digest: z.string(),
})

export type Logged = z.infer<typeof logged>
export type RunRecord = z.infer<typeof recordFile>

/** The level as far as it can change a run: everything but its texts. */
export const levelHash = (level: Level): string => digestOf(level as unknown as Digestible)

/** A decision that could not be taken when its second came. */
export interface Refused extends Logged {
  readonly code: string
}

export interface Replay {
  readonly run: Run
  readonly refused: readonly Refused[]
}

/** Longest a level may last in plant time: a run that never ends is an error of the level. */
const LONGEST_S = 90 * 86_400

/**
 * Plays a log on a level to its end: the log's decisions at their seconds, everything it never touched by `rest`.
 * Stops where a step never ends (a plugged filter, nobody at the controls): such steps are still in `run.running`.
 */
export function play(level: Level, seed: number, log: readonly Logged[], rest: Policy, watch?: Watch): Replay {
  const run = startRun(level, seed)
  for (const running of run.running) watch?.(run, running)
  const policy = leaving(log, rest)
  const refused: Refused[] = []
  for (const decision of [...log].sort((a, b) => a.t - b.t)) {
    if (!isOver(run)) advanceTo(run, decision.t, policy, watch)
    const no = isOver(run) ? { code: 'run_over' } : apply(run, decision, 'player')
    if (no) refused.push({ ...decision, code: no.code })
  }
  for (let day = Math.floor(run.t_s / 86_400) + 1; !isOver(run) && day * 86_400 <= LONGEST_S; day++)
    advanceTo(run, day * 86_400, policy, watch)
  return { run, refused }
}

export function recordOf(run: Run): RunRecord {
  const log = run.log.filter((d) => d.by === 'player').map(({ t, slot, value }) => ({ t, slot, value }))
  return {
    format: 1,
    model: MODEL_VERSION,
    level: { id: run.level.id, hash: levelHash(run.level) },
    seed: run.seed,
    log,
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
