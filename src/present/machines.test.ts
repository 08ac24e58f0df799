import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../content/index.ts'
import { advanceTo, isOver, sop, startRun } from '../play/index.ts'
import { figureOf, legSentence } from './epilogue.ts'
import type { MachineView } from './machineView.ts'
import { plantViewOf } from './plant.ts'
import { describeMachine } from './sayMachine.ts'

test(
  'after the harvest every step is seen in its own room, changing, and ends with a figure',
  { timeout: 120_000 },
  () => {
    const { level } = loadLevel(JSON.parse(readFileSync('levels/antibody/M1/level.json', 'utf8')))
    const run = startRun(level!, 11)
    const views = new Map<string, Set<string>>()
    const figures: string[] = []
    let closed = 0
    let next_s = 0
    const look = (view: MachineView): void => {
      const { unit } = view.machine
      const said = views.get(unit) ?? new Set()
      views.set(unit, said.add(JSON.stringify(view.machine)))
      for (const language of ['fr', 'en'] as const) {
        expect(describeMachine(language, view)).not.toMatch(/NaN|undefined/)
        const { does, gave } = legSentence(language, unit, figureOf(run))
        expect(`${does} ${gave}`.trim().split(/\s+/).length).toBeLessThanOrEqual(12)
      }
      const shares = JSON.stringify(view.machine).match(/-?\d+(\.\d+)?(e-?\d+)?/g) ?? []
      for (const share of shares) expect(share.length, `${unit} ${share}`).toBeLessThanOrEqual(4)
    }
    advanceTo(run, 9e6, sop, () => {
      if (run.closed.length > closed) {
        closed = run.closed.length
        const figure = figureOf(run)
        if (figure) figures.push(figure.unit)
      }
      if (run.t_s < next_s) return
      next_s = run.t_s + 600
      const view = plantViewOf(run)
      if (view.kind === 'machine') look(view)
    })
    expect(isOver(run)).toBe(true)
    const end = plantViewOf(run)
    expect(end.kind === 'machine' && end.machine.unit).toBe('vials')
    const units = level!.steps.map((s) => s.unit)
    expect([...figures, figureOf(run)?.unit]).toEqual(units)
    for (const unit of units.slice(1)) expect(views.get(unit)!.size, unit).toBeGreaterThan(2)
  },
)
