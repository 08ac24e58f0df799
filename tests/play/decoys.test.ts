/** What looks like a fault and is none: whoever treats it has a finding, whoever leaves it alone has recognised it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { type Answer, type DeskView, expertHand, type Hand, outcomeOf, type Run } from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'

/** The decoy of a level, and who falls for it: a slot, and what is done there when. */
type Row = readonly [
  level: string,
  seed: number,
  decoy: string,
  slot: string,
  does: (view: DeskView) => Answer | undefined,
]

const step = (view: DeskView, id: string) => view.steps.find((s) => s.step.id === id)
const ROWS: readonly Row[] = [
  // Four per cent less in the eluate is the lot and its load, not the acid.
  [
    'M4',
    2,
    'paler',
    'capture.elutionPh',
    (view) => (step(view, 'capture')?.settings['elutionPh'] === 3.1 ? undefined : 3.1),
  ],
  // A virus filter slows down as it fills: pressure packs what slows it.
  [
    'M5',
    5,
    'decay',
    'nanofiltration.pressure',
    (view) => {
      const filter = step(view, 'nanofiltration')
      const bar = filter?.paused ? 2 : 3
      return filter?.settings['pressure'] === bar ? undefined : bar
    },
  ],
  // Foam below its alert is a culture at work; antifoam takes oxygen from it.
  [
    'M6',
    1,
    'froth',
    'culture.antifoam',
    (view) => (step(view, 'culture')?.day === 10 && view.today('culture.antifoam').length === 0 ? 100 : undefined),
  ],
]

test.each(ROWS)(
  '%s, lot %i, %s: treated it is a finding, left alone it counts',
  { timeout: 60_000 },
  (id, seed, decoy, slot, does) => {
    const level = loadLevel(JSON.parse(readFileSync(`levels/antibody/${id}/level.json`, 'utf8'))).level!
    const played = (hand: Hand): Run => playHand(level, seed, hand).run
    const judged = (run: Run) => outcomeOf(run).compliance!
    const about = (run: Run): readonly string[] =>
      judged(run).findings.flatMap((f) => (f.code === 'R-DECOY' ? [f.subject.id] : []))
    const expert = played(expertHand)
    const treats = played((view, asked) => (asked === slot ? does(view) : expertHand(view, asked)))
    expect([about(expert), about(treats)]).toEqual([[], [decoy]])
    expect(judged(expert).parts.justified).toBeGreaterThan(judged(treats).parts.justified)
    expect(judged(treats).score).toBeLessThan(judged(expert).score)
  },
)
