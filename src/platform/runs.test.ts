import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel, loadTraining } from '../content/index.ts'
import { digestRun, expertHand, goesWrongAt, outcomeOf, type Reference, type Run, startRun } from '../play/index.ts'
import { play, playHand, practiceOf, recordOf } from '../record/index.ts'
import type { Command, Entry, Save } from './protocol.ts'
import { serveRuns } from './runs.ts'

const file = new URL('../../levels/antibody/M2/level.json', import.meta.url)
const level = loadLevel(JSON.parse(readFileSync(file, 'utf8'))).level!

interface Shown {
  readonly digest: string
  readonly t_s: number
  readonly steps: readonly string[]
}
const bench = {
  level: (id: string) => (id === level.id ? level : undefined),
  view: (run: Run): Shown => ({
    digest: digestRun(run),
    t_s: run.t_s,
    steps: run.running.map((r) => level.steps[r.index]!.id),
  }),
  frame: (run: Run): number => run.t_s,
  ending: (_: Run, reference: Reference) => reference.amounts,
}

/** A player who waits in odd pieces, reads, feeds, sleeps, and is refused now and then. */
function playSome(serve: (c: Command) => ReturnType<ReturnType<typeof serveRuns<Shown, number, unknown>>>) {
  const log: Entry[] = []
  const send = (command: Command) => {
    const reply = serve(command)
    log.push(...reply.entries)
    return reply
  }
  let reply = send({ kind: 'start', level: 'M2', seed: 4 })
  send({ kind: 'decide', decision: { slot: 'seed.assay', value: ['viability'] } })
  expect(send({ kind: 'decide', decision: { slot: 'seed.wishes', value: 1 } }).refusal?.code).toBe('unknown_topic')
  for (let day = 0; day < 9; day++) {
    for (const seconds of [11, 977, 3600]) send({ kind: 'advance', seconds })
    const [step] = reply.view.steps
    if (step === 'culture') {
      send({ kind: 'decide', decision: { slot: 'culture.look', value: 'oxygen' } })
      send({ kind: 'decide', decision: { slot: 'culture.feedRate', value: 0.1 + 0.01 * day } })
      send({
        kind: 'decide',
        decision: { slot: 'night.orders', value: ['culture.foam', 40, 'culture.antifoam', 8, 'me'] },
      })
    }
    reply = send({ kind: 'night' })
  }
  return { log, reply, send }
}

test('a run played through the host is the record of its decisions, to the last bit', () => {
  const { log, send } = playSome(serveRuns(bench))
  send({ kind: 'decide', decision: { slot: 'culture.proceed', value: 1 } })
  const end = send({ kind: 'finish' })
  expect(end.view.steps).toEqual([])
  expect(end.frames.length).toBeGreaterThan(5)
  expect(end.ending).toHaveLength(1)
  // What comes after the end is refused, as the replay would refuse it.
  const late = { slot: 'night.orders', value: ['culture.foam', 40, 'culture.antifoam', 8, 'me'] }
  expect(send({ kind: 'decide', decision: late }).refusal?.code).toBe('run_over')
  const replayed = play(level, 4, JSON.parse(JSON.stringify(log)) as Parameters<typeof play>[2], 'idle')
  expect(replayed.refused).toEqual([])
  expect(recordOf(replayed).digest).toBe(end.view.digest)
}, 20_000)

test('a save resumes at its second with nothing lost; under another model it says so', () => {
  const { log, reply } = playSome(serveRuns(bench))
  const save: Save = { format: 1, level: 'M2', hash: reply.hash, model: reply.model, seed: 4, log, at_s: reply.at_s }
  const resumed = serveRuns(bench)({ kind: 'resume', save })
  expect(resumed.view).toEqual(reply.view)
  expect([resumed.lost, resumed.drifted]).toEqual([0, false])
  const old = serveRuns(bench)({ kind: 'resume', save: { ...save, model: '0.0.1' } })
  expect([old.lost, old.drifted]).toEqual([0, true])
}, 20_000)

test('acts take their plant time at once, and a night ends in the morning or when somebody rings', () => {
  const serve = serveRuns(bench)
  serve({ kind: 'start', level: 'M2', seed: 4 })
  const drawn = serve({ kind: 'decide', decision: { slot: 'seed.assay', value: ['viability'] } })
  expect(drawn.at_s).toBe(360)
  const night = serve({ kind: 'night' })
  expect(night.at_s).toBe(86_400)
  expect(night.frames.length).toBeGreaterThan(40)
})

test('a lot taken over with five minutes left is the expert’s so far: brought on as the expert does, it is the expert’s lot', () => {
  const serve = serveRuns(bench)
  const handed = serve({ kind: 'takeOver', level: 'M2', seed: 4, at: { minutes: 5 } })
  const expert = playHand(level, 4, expertHand)
  const rest = expert.log.filter((d) => d.t >= handed.at_s)
  // Of thirteen minutes some are over, and enough is left to do.
  expect(handed.entries).toHaveLength(expert.log.length - rest.length)
  expect(rest.length / expert.log.length).toBeGreaterThan(0.2)
  expect(rest.length / expert.log.length).toBeLessThan(0.7)
  const { hash, model: version, entries: log, at_s } = handed
  const save: Save = { format: 1, level: 'M2', hash, model: version, seed: 4, log, at_s }
  expect(serveRuns(bench)({ kind: 'resume', save }).view).toEqual(handed.view)
  const all = [...log, ...rest] as Parameters<typeof play>[2]
  expect(digestRun(play(level, 4, all, 'idle').run)).toBe(digestRun(expert.run))
}, 20_000)

test('a second pass is another lot, in which something is still to come from another cause than in those known', () => {
  const causes = (seed: number): Readonly<Record<string, number>> =>
    Object.fromEntries(Object.entries(startRun(level, seed).desk!.faults).map(([id, { cause }]) => [id, cause]))
  const views = { ...bench, view: (run: Run) => ({ run }) }
  const serve = serveRuns(views)
  const known = [4, 5]
  const { view } = serve({ kind: 'takeOver', level: 'M2', seed: 4, at: { minutes: 4, unlike: known } })
  const { run } = view
  expect(known).not.toContain(run.seed)
  const came = run.desk!.facts.flatMap((f) => (f.kind === 'fault' ? [f.fault] : []))
  const fresh = Object.entries(causes(run.seed)).filter(([id, cause]) =>
    known.every((lot) => causes(lot)[id] !== cause),
  )
  expect(fresh.filter(([id]) => !came.includes(id))).not.toEqual([])
  // What had come up before was not one's own: in these hands it shows nothing.
  const training = loadTraining(JSON.parse(readFileSync(new URL('competencies.json', file), 'utf8'))).trains
  const whole = practiceOf(playHand(level, run.seed, expertHand).run, training)
  const since = practiceOf(playHand(level, run.seed, expertHand).run, training, run.t_s)
  const observed = (all: typeof whole): number => Object.values(all).flat().length
  expect(observed(since)).toBeGreaterThan(0)
  expect(observed(since)).toBeLessThan(observed(whole))
}, 60_000)

test('a drill begins as it happens, on a lot where doing nothing about it is wrong', () => {
  const about = (run: Run) => outcomeOf(run).compliance!.findings.filter((f) => f.subject.id === 'lowOxygen').length
  const serve = serveRuns({ ...bench, ending: about })
  // The fault of lot 2 bites days later: the next lot is taken.
  const { at_s } = serve({ kind: 'takeOver', level: 'M2', seed: 2, at: { drill: 'lowOxygen' } })
  expect(at_s).toBe(goesWrongAt(playHand(level, 3, expertHand).run, 'lowOxygen'))
  expect(serve({ kind: 'judge', drill: 'lowOxygen' }).ending).toBeGreaterThan(0)
  const best = playHand(level, 3, expertHand)
  serve({ kind: 'takeOver', level: 'M2', seed: 2, at: { drill: 'lowOxygen' } })
  let now_s = at_s
  for (const { t, ...decision } of best.log.filter((d) => d.t >= at_s && d.t < at_s + 4 * 3600)) {
    for (let i = 0; i < 40 && now_s < t; i++) now_s = serve({ kind: 'advance', seconds: t - now_s }).at_s
    serve({ kind: 'decide', decision })
  }
  expect(serve({ kind: 'judge', drill: 'lowOxygen' }).ending).toBe(0)
}, 60_000)
