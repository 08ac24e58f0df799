import type { FirstTry, Settings, Tally } from '../../platform/index.ts'
import { catchesOf } from '../../present/index.ts'
import { IN_A_ROW, standingOf } from '../drill/tally.ts'
import { proofsIn } from '../kit/earned.ts'

/** Good catches that each thing takes. */
export const TAKES = { pen: 2, mug: 3, stamp: 1 } as const

/** Stickers by what the drills are about: each is for one of them, held. */
export const STICKERS = {
  room: ['M1.room', 'P1.room', 'A1.room'],
  probe: ['P1.poolReads', 'P2.lance', 'M3.probe', 'M4.holdPh'],
  alarm: ['M2.lowOxygen', 'M2.tenCauses', 'M2.triage'],
  peak: ['M4.cut'],
  drop: ['P3.froth', 'P4.cold'],
  pump: ['M2.feedPump', 'A2.hose', 'M5.flowPause'],
} as const
export type Sticker = keyof typeof STICKERS

type Lanyard = NonNullable<Settings['lanyard']>
const PLANTS: Readonly<Record<string, Lanyard>> = { M: 'antibody', P: 'plasma', A: 'aav' }

/** What hangs in one's locker, from what was played here: nothing of it is kept by itself, so nothing of it is lost. */
export interface Locker {
  readonly lanyards: readonly Lanyard[]
  readonly catches: Readonly<Record<keyof typeof TAKES, number>>
  readonly stickers: readonly Sticker[]
}

export function lockerOf(firsts: readonly FirstTry[], tallies: readonly Tally[]): Locker {
  const proofs = proofsIn(firsts)
  const held = tallies.filter((tally) => standingOf(tally).best >= IN_A_ROW).map(({ drill }) => drill)
  const stickers = Object.keys(STICKERS) as readonly Sticker[]
  return {
    lanyards: [...new Set(catchesOf(proofs, 'room').flatMap((level) => PLANTS[level.slice(0, 1)] ?? []))],
    catches: {
      pen: catchesOf(proofs, 'line').length,
      mug: catchesOf(proofs, 'alarm').length,
      stamp: catchesOf(proofs, 'name').length,
    },
    stickers: stickers.filter((id) => STICKERS[id].some((drill) => held.includes(drill))),
  }
}

export const has = ({ catches }: Locker, thing: keyof typeof TAKES): boolean => catches[thing] >= TAKES[thing]
