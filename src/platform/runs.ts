import {
  advanceTo,
  apply,
  bringToCut,
  choicesOf,
  type Decision,
  deskView,
  digestRun,
  drilledOf,
  expertHand,
  explained,
  type Gate,
  goesWrongAt,
  isCut,
  isOver,
  isRoom,
  joined,
  knownOf,
  type Level,
  LONGEST_S,
  type Meetings,
  meetings,
  modelVersionOf,
  onOtherLot,
  openGroup,
  otherWay,
  outcomeOf,
  pose,
  rankedParts,
  retell,
  type Run,
  sinceAtHand_s,
  sop,
  startRun,
  takeOverAt,
  whileTold,
  whoDecides,
  withValue,
  worthsOf,
} from '../play/index.ts'
import { levelHash, playHand, referenceOf, type Setup } from '../record/index.ts'
import type { Bench, Command, Entry, Reply, Save, Telling } from './protocol.ts'

const FRAME_S = 1800
/** So many lots are looked through for one to which something happens. */
const MOST_LOTS = 30
/** So many, for one in which something is still to come from a cause that was not met. */
const MOST_UNLIKE = 8
/** What was not done within half a day was not done. */
const UNTENDED_S = 12 * 3600

/** Answers commands about one run at a time. The same function serves in a worker and in the page. */
export function serveRuns<View, Frame, Ending>(bench: Bench<View, Frame, Ending>) {
  let run: Run | null = null
  let told = 0
  let hash = ''
  let model = ''
  /** The lot that is being told once more, while questions are asked about it. */
  let retold: { readonly of: string; readonly met: Meetings } | null = null

  function meetingsOf({ level, seed, log, setup }: Save, tell: Telling = () => {}): Meetings {
    const of = JSON.stringify([level, seed, log, setup])
    if (retold?.of !== of) {
      const begun = begin(level, seed, setup)
      retold = { of, met: meetings(retell(begun.level, seed, log, expertHand, sop, (share) => tell(whileTold(share)))) }
    }
    return retold.met
  }

  function begin(levelId: string, seed: number, setup?: Setup): Run {
    const level = bench.level(levelId, setup)
    if (!level?.work) throw new Error(`no level '${levelId}' to play`)
    const begun = startRun(level, seed)
    advanceTo(begun, level.work.starts_s, sop)
    run = begun
    hash = levelHash(level)
    model = modelVersionOf(level)
    told = 0
    return begun
  }

  function reply(more: Partial<Reply<View, Frame, Ending>> = {}): Reply<View, Frame, Ending> {
    if (!run) throw new Error('no run has been started')
    const entries = run.log.slice(told).flatMap((d): Entry[] => (d.by === 'crew' ? [] : [entryOf(d)]))
    told = run.log.length
    return {
      view: bench.view(run),
      refusal: null,
      gate: null,
      entries,
      at_s: run.t_s,
      hash,
      model,
      stopped: false,
      frames: [],
      ending: null,
      digest: null,
      lost: 0,
      drifted: false,
      parts: [],
      course: null,
      lotStopped: null,
      choices: [],
      otherWay: null,
      ownWay: null,
      slots: [],
      worths: [],
      otherLot: null,
      drilled: null,
      posed: null,
      ...more,
    }
  }

  return (command: Command, tell: Telling = () => {}): Reply<View, Frame, Ending> => {
    switch (command.kind) {
      case 'start': {
        begin(command.level, command.seed, command.setup)
        return reply()
      }
      case 'takeOver': {
        const { level, at, setup } = command
        const handOver = (seed: number): boolean => {
          const begun = begin(level, seed, setup)
          // Of a room nothing has been done yet.
          if ('drill' in at && isRoom(at.drill)) return true
          const expert = playHand(begun.level, seed, expertHand)
          if ('drill' in at && isCut(at.drill)) return bringToCut(begun, expert.log)
          const from_s = 'drill' in at ? goesWrongAt(expert.run, at.drill) : takeOverAt(expert.run, at.minutes)
          if (from_s === null) return false
          for (const { t, ...decision } of expert.log.filter((d) => d.t < from_s)) {
            advanceTo(begun, t, sop)
            apply(begun, decision, 'player')
          }
          advanceTo(begun, from_s, sop)
          return true
        }
        const unlike = 'unlike' in at ? at.unlike : undefined
        // Who has met all causes there are meets one of them once more.
        const isWanted = (seed: number, done?: Run): boolean =>
          unlike === undefined ||
          seed >= command.seed + MOST_UNLIKE ||
          isNew(bench.level(level, setup)!, seed, unlike, done)
        for (let seed = command.seed; seed < command.seed + MOST_LOTS; seed++) {
          if (!isWanted(seed) || !handOver(seed) || !isWanted(seed, need(run))) continue
          if ('drill' in at && !isRoom(at.drill) && !isCut(at.drill)) {
            advanceTo(need(run), need(run).t_s + UNTENDED_S, sop)
            if (!isAbout(need(run), at.drill)) continue
            handOver(seed)
          }
          return reply()
        }
        throw new Error(`'${level}' has no lot with ${JSON.stringify(at)}`)
      }
      case 'judge': {
        const here = need(run)
        const drilled = drilledOf(here, command.drill)
        if (drilled) return reply({ drilled })
        advanceTo(here, here.t_s + UNTENDED_S, sop)
        return reply({ ending: bench.ending(here, referenceOf(here.level, here.seed, here.log)) })
      }
      case 'pose': {
        const { level } = begin(command.level, command.seed)
        return reply({ posed: pose(command.drill, level, command.seed) })
      }
      case 'watch': {
        const { level } = begin(command.level, command.seed)
        return reply({ entries: playHand(level, command.seed, expertHand).log.map(entryOf) })
      }
      case 'resume': {
        const { save } = command
        const begun = begin(save.level, save.seed, save.setup)
        let lost = 0
        for (const { t, ...decision } of save.log) {
          if (!isOver(begun)) advanceTo(begun, t, sop)
          if (isOver(begun) || apply(begun, decision, whoDecides(decision.slot))) lost++
        }
        settle(begun, save.log.at(-1))
        if (!isOver(begun)) advanceTo(begun, Math.max(begun.t_s, save.at_s), sop)
        told = begun.log.length
        const drifted = save.model !== model || save.hash !== hash
        return reply({ lost, drifted })
      }
      case 'decide': {
        const here = need(run)
        const mayClose = PROVES.includes(command.decision.slot.split('.')[0]!)
        const before = mayClose ? gatesOf(here) : []
        // What came to an end takes no more: a replay would not either.
        const refusal = isOver(here) ? { code: 'run_over' } : (apply(here, command.decision, 'player') ?? null)
        if (refusal) return reply({ refusal })
        const gate = (mayClose && gatesOf(here).find((g) => !before.includes(g))) || null
        settle(here, command.decision)
        bridge(here)
        return reply({ gate })
      }
      case 'class': {
        const here = need(run)
        const { slot, value } = command.decision
        const said = Array.isArray(value) ? (value as readonly (number | string)[]) : []
        const fault = slot === 'class.fault' && here.level.work!.faults.find((f) => f.id === said[0])
        // In other hands it comes as long after its step came to hand.
        const whole = fault ? [...said, sinceAtHand_s(here, fault.step)] : said
        const refusal = isOver(here) ? { code: 'run_over' } : apply(here, { slot, value: whole }, 'class')
        return reply({ refusal: refusal ?? null })
      }
      case 'advance': {
        const stopped = pass(need(run), command.seconds)
        // Whatever follows is news.
        const bridged = bridge(need(run))
        return reply({ stopped: stopped || bridged })
      }
      case 'night': {
        const here = need(run)
        const refusal = apply(here, { slot: 'shift.leave', value: 1 }, 'player') ?? null
        if (refusal) return reply({ refusal })
        const frames = sleep(here, (r) => bench.frame(r))
        bridge(here)
        return reply({ frames, stopped: true })
      }
      case 'explain': {
        return reply({ worths: worthsOf(meetingsOf(command.save, tell), command.ways, tell) })
      }
      case 'parts': {
        const met = meetingsOf(command.save)
        const choices = choicesOf(met.told.level, met.told.log)
        return reply({ parts: rankedParts(explained(met, joined(command.pieces))), choices })
      }
      case 'open': {
        const met = meetingsOf(command.save)
        const known = knownOf(met.told)
        return reply({ slots: openGroup(met, command.group, (share) => tell({ share, known })) })
      }
      case 'ownWay':
        return reply({ ownWay: withValue(meetingsOf(command.save).told, command.index, command.value) })
      case 'relive': {
        const { course, stopped } = meetingsOf(command.save, tell).told
        return reply({ course, lotStopped: stopped })
      }
      case 'otherWay':
        return reply({ otherWay: otherWay(meetingsOf(command.save).told, command.group) })
      case 'otherLot':
        return reply({ otherLot: onOtherLot(meetingsOf(command.save).told, command.group, command.seed) })
      case 'finish': {
        const here = need(run)
        const frames = toTheVial(here, (r) => bench.frame(r))
        const ending = bench.ending(here, referenceOf(here.level, here.seed, here.log), command.since_s)
        return reply({ frames, ending, digest: digestRun(here) })
      }
    }
  }
}

const need = (run: Run | null): Run => {
  if (!run) throw new Error('no run has been started')
  return run
}

/** A lot that is none of those, in which something comes, or is still to come, from another cause than in them. */
function isNew(level: Level, seed: number, known: readonly number[], done?: Run): boolean {
  const causesOf = (lot: number) => startRun(level, lot).desk!.faults
  const [before, now] = [known.map(causesOf), causesOf(seed)]
  const isOver = (id: string): boolean => done?.desk!.facts.some((f) => f.kind === 'fault' && f.fault === id) ?? false
  const isOther = ({ id }: { readonly id: string }): boolean =>
    !isOver(id) && before.every((faults) => faults[id]?.cause !== now[id]?.cause)
  return !known.includes(seed) && (level.work!.faults.length === 0 || level.work!.faults.some(isOther))
}

const entryOf = ({ t, slot, value }: Entry): Entry => ({ t, slot, value })

/** Hands finish what they do: acts cost plant time, and a step handed on ends with its tick. */
function settle(run: Run, decision: Decision | undefined): void {
  if (isOver(run)) return
  if (run.t_s < run.desk!.busy_s) advanceTo(run, run.desk!.busy_s, sop)
  if (!decision?.slot.endsWith('.proceed')) return
  const step = decision.slot.slice(0, decision.slot.indexOf('.'))
  const running = run.running.find((r) => run.level.steps[r.index]!.id === step)
  if (!running) return
  const facts = run.desk!.facts.length
  // A skid that counts seconds is through with its phase at its next tick, and every minute more would be nobody's.
  const most_s = running.tick_s <= QUICK_S ? 2 * running.tick_s : HANDED_ON_S
  advanceTo(run, run.t_s + most_s, sop, undefined, () => run.desk!.facts.length > facts)
}

/** A step that moves by the minute, and the most it takes one that moves by the hour to be handed on. */
const QUICK_S = 60
const HANDED_ON_S = 720

/** Waits, until something happens that a person turns to; says whether it did. */
function pass(run: Run, seconds: number): boolean {
  if (isOver(run)) return true
  const news = run.desk!.facts.length
  const stop = (): boolean => happened(run, news)
  advanceTo(run, Math.min(LONGEST_S, run.t_s + Math.max(0, Math.floor(seconds))), sop, undefined, stop)
  return stop()
}

function happened(run: Run, since: number): boolean {
  const { facts, night } = run.desk!
  for (let i = since; i < facts.length; i++) {
    const { kind } = facts[i]!
    if (kind === 'morning' || kind === 'rung' || kind === 'opened' || kind === 'closed') return true
    if ((kind === 'alarm' || kind === 'result' || kind === 'week') && !night) return true
  }
  return false
}

/**
 * Where a lot is decided about, days on which nothing is the player's are nobody's wait: on to the next step that is, or
 * to what the crew asks on the way. Says whether it went anywhere.
 */
function bridge(run: Run): boolean {
  const { steps, work } = run.level
  const isMine = (): boolean => run.running.some((r) => steps[r.index]!.mode === 'play')
  const comes = steps.some((s, i) => s.mode === 'play' && !run.closed.some((c) => c.index === i))
  const isAsked = (): boolean => deskView(run).questions.length > 0
  if (!work?.disposition || isOver(run) || isMine() || !comes || isAsked()) return false
  while (!isOver(run) && !isMine() && !isAsked() && run.t_s < LONGEST_S) {
    const news = run.desk!.facts.length
    advanceTo(run, run.t_s + FRAME_S, sop, undefined, () => isMine() || run.desk!.facts.length > news)
  }
  return true
}

/** A night, in pictures of half an hour. */
function sleep<Frame>(run: Run, frame: (run: Run) => Frame): Frame[] {
  const frames = [frame(run)]
  const { length_s } = run.level.work!.rounds
  const morning_s = (Math.floor(run.t_s / length_s) + 1) * length_s
  const news = run.desk!.facts.length
  const woken = (): boolean => run.desk!.facts.slice(news).some((f) => f.kind === 'rung' || f.kind === 'morning')
  const playing = (): boolean =>
    run.level.work!.week !== undefined ||
    run.level.work!.transfer !== undefined ||
    run.level.steps.some((s, index) => s.mode === 'play' && !run.closed.some((c) => c.index === index))
  // The morning comes with a tick, at most a few minutes after its hour.
  const { away } = run.level.work!.rounds
  // A morning on which nobody comes in is one more night.
  const goesOn = (): boolean => run.t_s < morning_s + FRAME_S || (away !== undefined && run.desk!.night)
  while (goesOn() && !isOver(run) && !woken() && playing()) {
    const until_s = run.t_s < morning_s ? Math.min(morning_s, run.t_s + FRAME_S) : run.t_s + FRAME_S
    advanceTo(run, until_s, sop, undefined, woken)
    frames.push(frame(run))
  }
  return frames
}

/** Pictures of one step at most, and how far apart they are at first. */
const MOST_PICTURES = 24
const FIRST_GAP_S = 60

/**
 * From the player's last act to the vial, step by step. Nobody knows beforehand how long a step takes: when it has too
 * many pictures, every other one goes, and from then on they are taken half as often.
 */
function toTheVial<Frame>(run: Run, frame: (run: Run) => Frame): Frame[] {
  const frames = [frame(run)]
  while (!isOver(run) && run.t_s < LONGEST_S) {
    const closed = run.closed.length
    let pictures: Frame[] = []
    let gap_s = FIRST_GAP_S
    while (run.closed.length === closed && !isOver(run) && run.t_s < LONGEST_S) {
      const next_s = run.t_s + gap_s
      advanceTo(run, LONGEST_S, sop, undefined, () => run.closed.length > closed || run.t_s >= next_s)
      if (run.closed.length > closed) break
      pictures.push(frame(run))
      if (pictures.length <= MOST_PICTURES) continue
      pictures = pictures.filter((_, i) => i % 2 === 1)
      gap_s *= 2
    }
    frames.push(...pictures, frame(run))
  }
  return frames
}

/** Something of a case is not as it should be. */
const isAbout = (run: Run, fault: string): boolean =>
  outcomeOf(run).compliance?.findings.some((f) => f.subject.kind === 'case' && f.subject.id === fault) ?? false

/** What is written, said, connected: on these a gate may close. */
const PROVES: readonly string[] = ['record', 'reply', 'bag', 'room', 'case', 'vial']
const gatesOf = (run: Run): readonly Gate[] => outcomeOf(run).compliance?.gates ?? []
