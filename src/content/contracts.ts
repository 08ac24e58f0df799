import * as z from 'zod'
import type { Level } from '../play/index.ts'
import type { Problem } from '../sim/index.ts'

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/)
const place = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}\.[A-Za-z][A-Za-z0-9_]{0,39}$/)
const bounds = { atLeast: z.number().optional(), atMost: z.number().optional() }

/** One thing that the record of a lot says in numbers. */
const clause = z.union([
  /** How many times the player decided about a slot. */
  z.strictObject({ slot: place, ...bounds }),
  /** A mark out of 100. */
  z.strictObject({ mark: z.enum(['yield', 'purity', 'compliance']), ...bounds }),
  /** How many findings there are. */
  z.strictObject({ findings: z.enum(['all', 'minor', 'major', 'critical']), ...bounds }),
  /** What the record of a step ends on. */
  z.strictObject({ result: place, ...bounds }),
])

/**
 * Three ways to play a level once more, as clauses over the record of a lot that has passed: all of a contract's must hold.
 * Beside the level as contracts.json: the level itself, its hash and its sweep stay what they are.
 */
const contractsFile = z.strictObject({
  format: z.literal(1),
  contracts: z.array(z.strictObject({ id: name, all: z.array(clause).min(1).max(4) })).length(3),
})

export type Contract = z.infer<typeof contractsFile>['contracts'][number]
export type Clause = Contract['all'][number]

export function loadContracts(json: unknown): {
  readonly contracts: readonly Contract[]
  readonly problems: readonly Problem[]
} {
  const parsed = contractsFile.safeParse(json)
  if (parsed.success) return { contracts: parsed.data.contracts, problems: [] }
  const problems = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    message: `${issue.message}.`,
    remedy: 'See docs/writing-levels.md for the shape of contracts.json.',
  }))
  return { contracts: [], problems }
}

/** What is wrong with a contracts.json beside its level. */
export function contractProblems(json: unknown, level: Level): readonly Problem[] {
  const { contracts, problems } = loadContracts(json)
  const played = level.steps.filter(({ mode }) => mode === 'play').map(({ id }) => id)
  const places = [
    ...played,
    'call',
    'case',
    'night',
    'room',
    'bag',
    'board',
    ...(level.work?.inspection ? ['visit'] : []),
    ...(level.work?.week ? ['roster', 'clean', 'lab', 'check', 'answer'] : []),
    ...(level.work?.transfer ? ['gap', 'fit', 'change', 'protocol', 'trial', 'gmp', 'verify', 'word', 'report'] : []),
  ]
  const dangling = (path: string, what: string, known: readonly string[]): Problem => ({
    path,
    code: 'dangling',
    message: `The level has no '${what}' to be played.`,
    remedy: `Name one of: ${known.join(', ')}.`,
  })
  return [
    ...problems,
    ...contracts.flatMap(({ id, all }, i): readonly Problem[] => [
      ...(contracts.findIndex((c) => c.id === id) === i
        ? []
        : [
            {
              path: `contracts[${i}].id`,
              code: 'duplicate',
              message: `Two are called '${id}'.`,
              remedy: 'Rename one.',
            },
          ]),
      ...all.flatMap((c, j): readonly Problem[] => {
        const path = `contracts[${i}].all[${j}]`
        if (c.atLeast === undefined && c.atMost === undefined)
          return [{ path, code: 'bound', message: 'Nothing is asked for.', remedy: 'Write atLeast or atMost.' }]
        if ('slot' in c && !places.includes(c.slot.split('.')[0]!)) return [dangling(`${path}.slot`, c.slot, places)]
        if ('result' in c && !played.includes(c.result.split('.')[0]!))
          return [dangling(`${path}.result`, c.result, played)]
        return []
      }),
    ]),
  ]
}
