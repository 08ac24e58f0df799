/** A page that was packed: what it is to play, for whom, and who is told of it. Loaded by such pages only. */
import { effect } from '@preact/signals'
import { type Lms, loadLms, profileHere, type Save, type Saves, type Verdict } from '../platform/index.ts'
import type { Ending } from '../present/index.ts'
import { lotAsked, lotFor, type Pack, type PackedLot, packFile, type Scenario, scaledOf } from '../share/index.ts'
import { type Line, loadSkills, type Session } from '../ui/index.ts'

export interface Packed {
  readonly pack: Pack
  /** Null: several lots, and none is asked for yet. */
  readonly lot: PackedLot | null
  /** Null: it plays for nobody; a package for a system that was opened without one is `astray`. */
  readonly lms: Lms | null
  readonly astray: boolean
  readonly learner: string
}

/** Null: what stands in the page is no package. */
export async function unpacked(text: string): Promise<Packed | null> {
  const found = ((): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return null
    }
  })()
  const parsed = packFile.safeParse(found)
  if (!parsed.success) return null
  const pack = parsed.data
  const { kind, lots } = pack
  const lms = kind === 'single' ? null : await (await loadLms()).openLms(kind)
  const isNamed = /(?:^|[?&;\s])lot=\d/
  const asked = [lms?.launch ?? '', location.search].find((launch) => isNamed.test(launch))
  const lot = asked === undefined && kind === 'single' && lots.length > 1 ? null : lotAsked(pack, asked ?? '')
  return { pack, lot, lms, astray: kind !== 'single' && lms === null, learner: lms?.learner ?? profileHere().id }
}

/** A packed lot as it is played here: each learner's own, where that is asked for. */
export function scenarioIn(lot: PackedLot, learner: string): Scenario {
  const { title: _, ...scenario } = lot
  return { ...scenario, seed: lotFor(scenario, learner) }
}

/** What a system keeps of a finished lot. */
async function verdictOf(ending: Ending, seed: number): Promise<Verdict> {
  const { nameOf } = await loadSkills()
  const { score, pass, passed, practice, leaves } = ending
  const share = (mark: number): number => Math.round(Math.min(100, Math.max(0, mark))) / 100
  const axes = (['yield', 'purity', 'compliance'] as const).map((axis) => ({
    id: axis,
    name: axis,
    scaled: share(score[axis]),
    passed: score[axis] >= pass[axis],
  }))
  const competencies = Object.entries(practice).map(([id, worths]) => {
    const scaled = share((100 * worths.reduce((sum, worth) => sum + worth, 0)) / worths.length)
    return { id, name: nameOf('en', id), scaled, passed: scaled >= SHOWN }
  })
  const marks = { yield: score.yield, purity: score.purity, compliance: score.compliance }
  return {
    scaled: scaledOf(score, pass, passed === true),
    passed: passed === true,
    goals: [...axes, ...competencies],
    proof: { ...marks, level: leaves.level, seed, digest: leaves.record, disposition: ending.disposition },
  }
}

/** Of a competency: success in most of what a lot asked of it (gmp.md §7.5: acceptable). */
const SHOWN = 0.7

export interface Told {
  readonly saves: Saves
  /** The session that is played: its end is told. */
  follow(session: Session): void
  quit(): Promise<void>
}

/** The shelf with the system before it. `say`: how the line is. */
export async function toldTo(lms: Lms, saves: Saves, setup: Save['setup'], say: (line: Line) => void): Promise<Told> {
  const { openDesk } = await loadLms()
  // Not touched before it is needed: where storage is refused, naming it throws.
  const storage = {
    getItem: (key: string) => localStorage.getItem(key),
    setItem: (key: string, value: string) => localStorage.setItem(key, value),
    removeItem: (key: string) => localStorage.removeItem(key),
  }
  const leaving = (leave: () => void) => {
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }
  const desk = openDesk({ lms, saves, setup, say, storage, leaving })
  return {
    saves: desk.saves,
    follow(session) {
      effect(() => {
        const ending = session.ending.value
        const { seed } = session.scenario()
        // Who has read how it ends plays another game.
        if (!ending || session.watching.peek() || session.again.peek().length > 0) return
        void verdictOf(ending, seed).then((verdict) => desk.conclude(verdict))
      })
    },
    quit: () => desk.quit(),
  }
}
