/**
 * Plays the committed record of a whole batch again, from its level, seed and decisions, beside the page's own thread:
 * the curves are the model's, calculated here and now, and the digest proves that they are the recorded ones.
 */
import level from '../../levels/antibody/batch/level.json'
import record from '../../levels/antibody/batch/runs/sop.json'
import { loadLevel } from '../content/index.ts'
import { plants } from '../models/index.ts'
import { observe } from '../play/index.ts'
import { play, recordOf } from '../record/index.ts'
import { CURVES, type RecordedBatch } from './recordedBatch.ts'

const HOUR_S = 3600

function replay(): RecordedBatch {
  const loaded = loadLevel(level)
  if (!loaded.level) throw new Error(loaded.problems.map((p) => `${p.path}: ${p.message}`).join(' '))
  const hours: number[] = []
  const series = CURVES.map(({ key, unit }) => ({ key, unit, values: [] as number[] }))
  const replayed = play(loaded.level, record.seed, record.log, 'sop', (r, running) => {
    const age_s = r.t_s - running.opened_s
    if (r.level.steps[running.index].unit !== 'culture' || age_s % HOUR_S !== 0) return
    const readings = observe(r, running).readings()
    hours.push(age_s / HOUR_S)
    CURVES.forEach(({ reading }, i) => series[i].values.push(readings[reading]))
  })
  const { run } = replayed
  const closed = (unit: string) => run.closed.find((c) => run.level.steps[c.index].unit === unit)
  const harvest = closed('culture')
  const filled = closed('sterileFill')
  if (!harvest || !filled) throw new Error('the recorded batch has no harvest or no vials')
  const { mass_g } = plants[run.level.plant]
  return {
    id: run.level.id,
    digest: recordOf(replayed).digest,
    recordedDigest: record.digest,
    hours,
    series,
    harvested_g: mass_g(harvest.product),
    doses: filled.results['doses'],
    yield_pct: (100 * mass_g(filled.product)) / mass_g(harvest.product),
  }
}

postMessage(replay())
