import { expertHand, explain, sop } from '../play/index.ts'
import { isInspected, play, recordFile, verify } from '../record/index.ts'
import { proofCode } from '../share/index.ts'
import { type Command, InputError } from './command.ts'
import { parseArguments, readJson } from './files.ts'
import { levelOf } from './levels.ts'

function namedRecord(args: readonly string[], command: string) {
  const { positional, values } = parseArguments(args, {
    values: command === 'explain' ? ['level', 'open'] : ['level', 'carried'],
  })
  const [file, ...extra] = positional
  if (file === undefined || extra.length)
    throw new InputError('arguments', '', 'name one record.', `Example: lot ${command} record.json`)
  return { ...readRecord(file, values.get('level')), open: values.get('open') }
}

/** A record and the level it was played on. */
export const readRecord = (file: string, name?: string) => recordIn(file, readJson(file), name)

function recordIn(file: string, json: unknown, name?: string) {
  const parsed = recordFile.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new InputError(
      file,
      issue!.path.join('.'),
      `${issue!.message}.`,
      'Give a record written by lot play --record.',
    )
  }
  const record = parsed.data
  const level = levelOf(name ?? record.level.id, { options: record.options, patch: record.level.patch })
  return { record, level }
}

export const verifyCommand: Command = {
  name: 'verify',
  usage: '<record.json | proofs.json> [--level LEVEL] [--carried RECORD]',
  summary: 'replays a record: verified, drifted (another model version) or mismatch',
  details: [
    'Prints {verdict, level, seed, digest, replayed, firstWrong_s}. Exit code 0 only for verified.',
    'drifted: the record was made with another model version or level file; its digest cannot be expected to come again.',
    'mismatch: same model, same level, another result: the record was changed. firstWrong_s is the first decision that',
    'could not be taken as recorded, or null when only the digest differs.',
    'Of an inspection of an own lot, carried says whether its papers are those of the record that --carried names: same,',
    'another, or missing where none is named; another is no verified record.',
    'A list of records (the proofs of a certificate) gives {proof, records}: proof is the code that the certificate must bear.',
  ].join('\n'),
  run(args, io) {
    const { positional, values } = parseArguments(args, { values: ['level', 'carried'] })
    const json = positional.length === 1 ? readJson(positional[0]!) : undefined
    if (!Array.isArray(json)) {
      const named = namedRecord(args, 'verify')
      const carried = carriedBy(named, values.get('carried'))
      const verdict = { ...verdictOn(named), ...(carried && { carried }) }
      io.print(`${JSON.stringify(verdict, null, 2)}\n`)
      return verdict.verdict === 'verified' && carried?.is !== 'another' ? 0 : 1
    }
    const records = json.map((one) => verdictOn(recordIn(positional[0]!, one, values.get('level'))))
    const proof = proofCode(records.map(({ replayed }) => replayed))
    io.print(`${JSON.stringify({ proof, records }, null, 2)}\n`)
    return records.length > 0 && records.every(({ verdict }) => verdict === 'verified') ? 0 : 1
  },
}

/** The lot that an inspection was held on, and whether the papers are its own. */
function carriedBy({ record, level }: ReturnType<typeof recordIn>, file: string | undefined) {
  const digest = record.carry?.[0]
  if (!level.work?.inspection || digest === undefined) return undefined
  if (file === undefined) return { record: digest, is: 'missing' as const }
  const named = readRecord(file)
  const { run } = play(named.level, named.record.seed, named.record.log, named.record.crew)
  const same = named.record.digest === digest && isInspected(level, run)
  return { record: digest, is: same ? ('same' as const) : ('another' as const) }
}

function verdictOn({ record, level }: ReturnType<typeof recordIn>) {
  const { verdict, digest, firstWrong_s } = verify(level, record)
  return { verdict, level: level.id, seed: record.seed, digest: record.digest, replayed: digest, firstWrong_s }
}

export const explainCommand: Command = {
  name: 'explain',
  usage: '<record.json> [--level LEVEL] [--open GROUP,…]',
  summary: 'which decisions cost what: the gap to the expert, split over groups of slots',
  details: [
    'Prints {gap, parts, runs}: yield in per cent of the expert’s product, purity in points of the uncapped index.',
    'Parts are exact Shapley values over the groups in which the player decided otherwise than the expert would have there,',
    'slots inside a group Owen values;',
    'they add up to the gap. Every coalition costs most of a replay of the batch, so only the groups named by --open are split',
    'over their slots (all: every one of them).',
  ].join('\n'),
  run(args, io) {
    const { record, level, open } = namedRecord(args, 'explain')
    if (!level.work)
      throw new InputError(level.id, '', 'has no work for a player.', 'Explain a record of a level that is played.')
    const opened = open === 'all' ? level.work.groups.map((g) => g.id) : (open?.split(',') ?? [])
    io.say('replaying hybrids of the record and the expert …')
    io.print(`${JSON.stringify(explain(level, record.seed, record.log, expertHand, sop, opened), null, 2)}\n`)
    return 0
  },
}
