import {
  expertHand,
  type Hand,
  idleHand,
  type Level,
  noviceHand,
  outcomeOf,
  randomHand,
  rate,
  type Rating,
  type Run,
  shortcutBots,
  sopHand,
} from '../play/index.ts'
import { playHand } from './record.ts'

const HANDS: Readonly<Record<string, Hand>> = {
  idle: idleHand,
  random: randomHand,
  sop: sopHand,
  expert: expertHand,
}

/** Everybody who tries a level: the four policies, its typical errors, and the shortcuts where there is something to get through. */
export function triersOf({ work }: Level): readonly string[] {
  const errors = (work?.novice ?? []).map((error) => `novice:${error.id}`)
  const bots = work?.medals ? [] : Object.keys(shortcutBots).map((id) => `bot:${id}`)
  return [...Object.keys(HANDS), ...errors, ...bots]
}

/** The hand of that name: `sop`, `novice:noShift` (`novice`: the first error), `bot:firstReply`; undefined: there is none. */
export function handOf(name: string, level: Level): Hand | undefined {
  const [kind, id = ''] = name.split(':')
  if (kind === 'bot') return Object.hasOwn(shortcutBots, id) ? shortcutBots[id] : undefined
  const error = kind === 'novice' ? level.work?.novice.find((e) => e.id === id || id === '') : undefined
  if (error) return noviceHand(error)
  return Object.hasOwn(HANDS, name) ? HANDS[name] : undefined
}

/**
 * One lot in everybody's hands, each set against the expert's. A typical error that this lot gave no occasion for was not
 * made, and tells nothing: null.
 */
export function* tried(
  level: Level,
  seed: number,
  triers: readonly string[],
): Generator<{ readonly trier: string; readonly rating: Rating | null }> {
  const expert = playHand(level, seed, expertHand).run
  const reference = outcomeOf(expert)
  const usual = told(playHand(level, seed, sopHand).run)
  for (const trier of triers) {
    const hand = handOf(trier, level)
    if (!hand) throw new Error(`nobody is called '${trier}'`)
    const run = trier === 'expert' ? expert : playHand(level, seed, hand).run
    const isMade = !trier.startsWith('novice:') || told(run) !== usual
    yield { trier, rating: isMade ? rate(run, outcomeOf(run), reference) : null }
  }
}

/** What the player of a run decided, as one text. */
const told = (run: Run): string =>
  JSON.stringify(run.log.flatMap((d) => (d.by === 'player' ? [[d.slot, d.value]] : [])))
