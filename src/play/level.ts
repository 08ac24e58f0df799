import type { AnyStream, PlantId, Scale } from '../models/index.ts'
import type { ToolId } from './desk/kit.ts'
import type { Inspection } from './inspection/types.ts'
import type { Answer } from './state.ts'
import type { Transfer } from './transfer/types.ts'

/** A level as the run reads it: parsed, checked, without texts. The loader in `content` is the only door to it. */
export interface Level {
  readonly id: string
  readonly plant: PlantId
  readonly kind: 'demo' | 'level' | 'capstone' | 'batch'
  readonly scale_L: Scale
  /** The lots worked under one clock. Every step belongs to one of them. */
  readonly lots: readonly string[]
  readonly steps: readonly Step[]
  readonly products: readonly Product[]
  /** What the seed makes of each lot. */
  readonly draws: readonly Draw[]
  /** Hands, papers and surprises; null for a bare batch that only the crew works. */
  readonly work: Work | null
}

/** One unit operation of the flowsheet. */
export interface Step {
  readonly id: string
  readonly lot: string
  /** Which model: a key of the plant's units. */
  readonly unit: string
  /** Worked by the player, or by a colleague with the SOP policy through the same `apply`. */
  readonly mode: 'play' | 'auto'
  /** Topics of a played step that a colleague takes when their time has come: `proceed` where the date is fixed. */
  readonly crew: readonly string[]
  /** Topics that this level keeps from the player: loops that run by themselves, dates that are fixed. */
  readonly locked: readonly string[]
  /** Phases that the skid of a played step ends by itself when its method's criterion is met; left out: none. */
  readonly skid?: readonly string[]
  /** Plant seconds that pass in a real one at ×1. */
  readonly pace: number
  /** Opens with its flow stopped: whoever works it lets it go. */
  readonly waits?: true
  /** Displays that the player may standardise on a sample. */
  readonly standardises?: readonly string[] | undefined
  /** Where in the plant it works, in a plant whose units work in several places: names its printed recipe. */
  readonly place?: string
  /** The step whose product enters here, or the entry stream of a level that starts in mid-process. */
  readonly from: string | null
  /** What of it enters, where a separation has more than one outlet; left out: its product. */
  readonly outlet?: string
  readonly entry: AnyStream | null
  /** A first step may begin later than the level: plant seconds. */
  readonly begins_s: number
  /** Recipe values by setting id; what the level does not name is the unit's printed recipe. */
  readonly recipe: Readonly<Record<string, number>>
  /** Where the product of the day before has left them, for whoever takes the step in hand. */
  readonly yesterday?: Readonly<Record<string, number>> | undefined
  /** Constants of the model by parameter id, where the level's plant differs from the standard one. */
  readonly parameters: Readonly<Record<string, number>>
}

/** What the level is scored on for yield. */
export interface Product {
  readonly id: string
  readonly unit: 'g' | 'IU' | 'vg' | 'doses' | '1'
  readonly weight: number
  /** The step whose closing carries the amount: a result of the unit (`doses`) or an amount of its stream (`product_g`). */
  readonly step: string
  readonly result: string
}

/** Every seed is another lot: one factor between `low` and `high`, on all the numbers it names. */
export interface Draw {
  readonly id: string
  readonly low: number
  readonly high: number
  /** `step.parameter`, or `step.entry.amount` of a first step's stream. */
  readonly multiplies: readonly string[]
}

export type Severity = 'minor' | 'major' | 'critical'

/** The part of a level that is work: rounds, instruments, faults, record, people, and what passing means. */
export interface Work {
  readonly rounds: Rounds
  /** Plant seconds the crew has worked before the player comes: a level that starts in mid-step. */
  readonly starts_s: number
  readonly faults: readonly FaultSpec[]
  readonly alarms: readonly AlarmSpec[]
  readonly lines: readonly Line[]
  readonly questions: readonly Question[]
  readonly echoes: readonly Echo[]
  /** Line clearance, before anything is done to its step; null: no room to be cleared. */
  readonly room: Room | null
  /** Feed bags, one of them out of date; null: connected by the shift before. */
  readonly bags: Bags | null
  /** A normal variation that begs to be treated, and is to be left alone. */
  readonly decoys: readonly Decoy[]
  /** Cases that are to be investigated, by fault; left out: none. */
  readonly boards?: readonly Board[]
  /** Samples kept of what is about to be changed for good. */
  readonly samples?: readonly KeptSample[]
  /** A vial of a bank to be taken out of the cold store; left out: none is the player's. */
  readonly vials?: Vials
  /** Who decides what becomes of the lot; left out: what was made decides it. */
  readonly disposition?: DispositionSpec
  /** Inspectors come and open the papers of another lot; such a level makes nothing. Left out: nobody comes. */
  readonly inspection?: Inspection
  /** Several plants under one clock, with shared people; such a level has suites in place of steps. Left out: one plant. */
  readonly week?: Week
  /** Processes that come from another house; such a level makes them lot by lot. Left out: nothing is transferred. */
  readonly transfer?: Transfer
  /** Instruments that this level's kit does not have, by `step.instrument` or assay. */
  readonly without: readonly string[]
  /** A donor to be traced; left out: nobody has written. */
  readonly trace?: TraceSpec
  /** More operations than hands: which are held is the player's to say. */
  readonly plan?: PlanSpec
  /** `none`: the tutor answers no call, and no sheet reminds or works anything out; `oneCall`: but one; left out: all of it. */
  readonly aids?: 'none' | 'oneCall'
  /** Real minutes after which the crew takes over; kept by the page, which then says so: `shift.handOver`. */
  readonly limit_min?: number
  /** And those that only some levels have. */
  readonly with?: readonly string[]
  /** What the player has brought along; no level says so itself. */
  readonly kit?: readonly ToolId[]
  /** Parts of a case that have been taught; the rest is not asked for (see the rubric). */
  readonly unlocked: readonly string[]
  /** Release attributes that this level aims at or weighs otherwise than the plant; their limits are the plant's for all. */
  readonly quality?: Readonly<
    Record<string, { readonly target?: number | undefined; readonly weight?: number | undefined }>
  >
  /** `majors`: most major findings; `suite`: least compliance of each suite of a week. */
  readonly pass: {
    readonly yield: number
    readonly purity: number
    readonly compliance: number
    readonly majors?: number | undefined
    readonly suite?: number | undefined
  }
  /** Amounts, the mean over the products by weight, that earn one, two, three medals; null outside demos, which know no failing. */
  readonly medals: readonly [number, number, number] | null
  readonly novice: readonly NoviceError[]
  /** Groups of slots, in time order, as the debrief names them; a slot belongs to the first that claims it. */
  readonly groups: readonly Group[]
}

/** A week of a house with several suites: who works where, on which lot, and when. */
export interface Week {
  readonly hours_s: number
  /** What a day is made of, in seconds of it: presence of the early and of the late shift. */
  readonly early_s: readonly [from: number, to: number]
  readonly late_s: readonly [from: number, to: number]
  /** From the start of a task to its first valve: clearance, clothes, buffers. */
  readonly setUp_s: number
  readonly suites: readonly Suite[]
  readonly pairs: readonly CrewPair[]
  /** The printed roster: who comes late, day by day. */
  readonly late: readonly string[]
  /** What only so many can use at once: water, autoclave, the filling room. */
  readonly shared: readonly { readonly id: string; readonly capacity: number }[]
  /** The room in which two suites follow each other. */
  readonly changeover: {
    readonly room: string
    readonly clean_s: number
    readonly needs: readonly string[]
    readonly test: string
  }
  readonly tests: readonly WeekTest[]
  readonly incidents: readonly Incident[]
}

/** A lot in its own rooms: a bare batch, step by step by the printed recipe, begun task by task. */
export interface Suite {
  readonly id: string
  readonly level: Level
  readonly tasks: readonly Task[]
}

/** What one pair begins: a few steps that follow each other without anybody deciding. */
export interface Task {
  readonly id: string
  readonly steps: readonly string[]
  /** The step before, which goes on until somebody comes for it: cells that grow, a bag that waits. */
  readonly ends: string | null
  /** Hands are needed for so long; null: to the end. */
  readonly hands_s: number | null
  /** From the level's beginning: not before this. */
  readonly from_s: number
  /** When the plan has it; null: as soon as it can be. */
  readonly due_s: number | null
  readonly zone: string
  /** First task behind the viral border, and those after it. */
  readonly border?: true | undefined
  /** What it makes does not keep: the next task of the suite the same day. */
  readonly soon?: true | undefined
  /** What the plan allows for it. */
  readonly plan_s: number
  readonly needs: readonly string[]
  /** Results without which it is begun at risk. */
  readonly tests: readonly string[]
  /** What enters may wait for so long, of which it had waited `held_s` already when the week began. */
  readonly hold_s: number | null
  readonly held_s: number
}

export interface CrewPair {
  readonly id: string
  /** Suites they are qualified for. */
  readonly suites: readonly string[]
}

/** What the laboratory is asked for; one thing after the other, in the order it was asked. */
export interface WeekTest {
  readonly id: string
  readonly takes_s: number
  /** The task whose sample it is; null: it lies there on Monday. `cleaned`: the swab of the shared room. */
  readonly of: string | null
}

/** Something happens, for one of several reasons. */
export interface Incident {
  readonly id: string
  readonly severity: Severity
  readonly who: string
  /** Seconds of the week between which it comes; or, with a task, after its first valve. */
  readonly from_s: number
  readonly to_s: number
  readonly task: string | null
  readonly test: string | null
  readonly card: string | null
  readonly window_s: number
  readonly variants: readonly IncidentVariant[]
  /** How long it takes to look closer; null: there is nothing to look at, it is told and that is all. */
  readonly look_s: number | null
}

export interface IncidentVariant {
  readonly id: string
  readonly weight: number
  /** What happens in the plant by itself. */
  readonly does: readonly WeekInput[]
  /** Pair that does not come that day. */
  readonly ill: string | null
  readonly replies: readonly IncidentReply[]
}

export interface IncidentReply {
  readonly quality: 'best' | 'acceptable' | 'wrong'
  readonly finding?: Severity | undefined
  readonly gate?: 'G1' | 'G4' | 'G6' | undefined
  readonly does: readonly WeekInput[]
  /** A test is done again, and takes so long. */
  readonly again_s: number
}

/** A setting or an act of a suite's step, so many seconds later. */
export interface WeekInput {
  readonly slot: string
  readonly value: number
  readonly after_s: number
}

/** A long step runs in rounds that end in a night: one a plant day. */
export interface Rounds {
  readonly length_s: number
  /** Round after which the level is over for the player: the last night lies behind. */
  readonly count: number
  /** Mornings of a step, counted from its opening, on which nobody comes in unless somebody rings. */
  readonly away?: { readonly step: string; readonly days: readonly number[] }
}

/** A fault that the seed may put into the plant: one of several causes, at a second within the window. */
export interface FaultSpec {
  readonly id: string
  readonly step: string
  /** Counted from the opening of the step; or, where a phase is named, from when the step first reaches it. */
  readonly from_s: number
  readonly to_s: number
  readonly phase?: string
  /** It is there when the step opens, before anybody can look. */
  readonly there?: true
  readonly causes: readonly Cause[]
  /** The event card whose recogniser reads what the player does about it. */
  readonly card: string
}

export interface Cause {
  readonly id: string
  /** Relative to the others of this fault. */
  readonly weight: number
  /** Members of the unit's upsets, and factors on its parameters, while the fault lasts. */
  readonly upsets: Readonly<Record<string, number>>
  readonly factors: Readonly<Record<string, number>>
  /** Factors on amounts of the step's entry stream: a lot that came in like this. */
  readonly entry: Readonly<Record<string, number>>
  /** What displays and assays of the step show too much while the fault lasts, by their names. */
  readonly shows?: Readonly<Record<string, number>>
  /** What the plant does by itself when it comes: a valve passes, somebody has poured. Acts of the unit, with amounts. */
  readonly acts?: Readonly<Record<string, number>>
  /** What a hand's act gives of what it is asked, while the fault lasts. */
  readonly gains?: Readonly<Record<string, number>>
  /** Germs in a millilitre that come in with it. */
  readonly germs_per_mL?: number
  /** Factors on the parameters of an earlier step: what is found now was made there. */
  readonly upstream?: { readonly step: string; readonly factors: Readonly<Record<string, number>> }
  /** A lot with this cause cannot be saved by anybody: rejecting it is no failure. */
  readonly lost?: true
  /** It is in the papers alone: nothing in the plant is different. */
  readonly paper?: true
  /** What maintenance has to be called to; null: nothing to mend. */
  readonly thing: string | null
  /** Ends by itself after so many seconds; null: lasts until mended. */
  readonly lasts_s: number | null
  /** Not before a true reading of the step is below this. */
  readonly below?: { readonly reading: string; readonly limit: number } | undefined
  /** A machine that maintenance takes on it: the step that cannot run, until so long after the next morning. */
  readonly stops?: { readonly step: string; readonly until_s: number } | undefined
  /** The flow of its step stands at once, and cannot be let go for so many seconds: the power has gone. */
  readonly halts_s?: number | undefined
  /** Act of its step that puts an end to it: fresh medium, another passage. */
  readonly cured?: string | undefined
  /** What maintenance does to the unit when it mends it: acts that no hand at the desk has, with amounts. */
  readonly mends?: Readonly<Record<string, number>> | undefined
}

export interface AlarmSpec {
  readonly id: string
  readonly step: string
  readonly instrument: string
  /** Only in this phase of the step; left out: in all. */
  readonly phase?: string
  readonly side: 'low' | 'high'
  readonly limit: number
  readonly deadBand: number
  /** The value must stay outside so long. */
  readonly delay_s: number
  readonly priority: 1 | 2 | 3
}

/** A hand-written line of the batch record: an obligation. */
export interface Line {
  readonly id: string
  readonly step: string
  /** Rounds after the step began in which it is due; it closes with the round. */
  readonly day: number
  readonly weight: 1 | 2 | 3
  /** Panel that must have been opened; its display then is the truth of the line. */
  readonly panel: string
  /** What is written may differ from it by so much. */
  readonly tolerance: number
  /** A critical process parameter: made-up values are falsification. */
  readonly critical: boolean
  readonly missed: Severity
  readonly second: boolean
  /** Act of the step that comes first: what was done is written once it is done. */
  readonly after: string | null
  /** The hour that belongs on the line is that of this act of the step, whoever did it: a blank somebody left. */
  readonly hourOf?: string
  /** It is about this act of the step: of a lot in which nobody did that, the line is not applicable, and says so. */
  readonly about?: string
}

/** A person asks something; at most three replies, each with what it is worth. */
export interface Question {
  readonly id: string
  readonly who: string
  readonly step: string
  /** Rounds after the step began in which it is asked; or, with a fault, the round in which that becomes a case. */
  readonly day: number | null
  readonly fault?: string | undefined
  readonly severity: Severity
  /** Not before this act of the step has been done, by whoever. */
  readonly after?: string | undefined
  /** It does not wait for the morning: at the opening of the step the night crew rings about this instrument. */
  readonly rings?: string | undefined
  readonly replies: readonly Reply[]
}

/** Rules that are broken by saying yes to somebody. */
export type ReplyRule = 'R-BADGE' | 'R-FABRIC' | 'R-BACKDATE' | 'R-ZONE' | 'R-REL'

export interface Reply {
  readonly quality: 'best' | 'acceptable' | 'wrong'
  readonly finding?: Severity | undefined
  readonly gate?: 'G1' | 'G2' | 'G3' | 'G4' | 'G5' | 'G6' | 'G7' | 'G8' | undefined
  /** The rule of the rubric's catalogue it breaks; left out: a wrong decision, or a name lent to a colleague (`demands.ts`). */
  readonly rule?: ReplyRule | undefined
  /** What whoever asked does on it at once: turns a set point to so many times what it was, or takes a decision. */
  readonly does?: Done | undefined
}

export type Done = { readonly slot: string } & ({ readonly times: number } | { readonly value: Answer })

/** Somebody says so when a result is first beyond a limit. It costs nothing and changes nothing: a nudge of the level. */
export interface Echo {
  readonly id: string
  readonly step: string
  readonly assay: string
  readonly side: 'low' | 'high'
  readonly limit: number
}

/** A room with objects in areas; some may belong to the batch before. */
export interface Room {
  readonly step: string
  /** Most that are wrong in one lot; none is as likely as any number. */
  readonly most: number
  readonly items: readonly RoomItem[]
  /** Put on before one goes in, each over what it has to come after; none: the crew is dressed. */
  readonly dress?: readonly { readonly id: string; readonly after: readonly string[] }[] | undefined
}

export interface RoomItem {
  readonly id: string
  readonly area: string
  /** May be wrong; the others only look as if. */
  readonly suspect: boolean
  /** It stands beyond the zone's border: who goes to it has left the zone and comes back without its clothing. */
  readonly beyond?: true | undefined
  /** On parameters of the step, when it was left there. */
  readonly factors: Readonly<Record<string, number>>
}

export interface Bags {
  readonly step: string
  readonly ids: readonly string[]
  readonly goodFor_d: number
  /** The clip of a bag out of date does not close. */
  readonly refuses: boolean
  /** On parameters of the step, when the one out of date is used. */
  readonly factors: Readonly<Record<string, number>>
}

/** The vial that was pulled, as its label reads by the cause of a fault (left out: as ordered; '': not to be read). */
export interface Vials {
  readonly step: string
  readonly fault: string
  readonly ordered: string
  readonly labels: Readonly<Record<string, string>>
  /** Factors on parameters of the step when another bank's vial goes in. */
  readonly factors: Readonly<Record<string, number>>
}

/** Review and decision at the end: where the lot waits for it, and what the crew has to have on paper by then. */
export interface DispositionSpec {
  readonly step: string
  /** A line of the crew's, with the result of the step it reports; `blank`: how often it was left empty, out of `outOf`. */
  readonly lines: readonly CrewLine[]
  readonly outOf: number
  /** Who releases is not who certifies: how long an authority takes, and what asking it to hurry spares. */
  readonly official?: { readonly from_s: number; readonly to_s: number; readonly priority_s: number }
}

/** A letter about a donor: faults that say what is behind it and behind a missing line, steps that wait for an answer. */
export interface TraceSpec {
  readonly fault: string
  readonly sample: string
  readonly gates: readonly string[]
  /** A tube tested by itself takes so long. */
  readonly tube_s: number
}

export interface PlanSpec {
  readonly of: readonly string[]
  readonly most: number
  readonly usual: readonly string[]
}

export interface CrewLine {
  readonly id: string
  readonly step: string
  readonly result: string
  readonly blank: number
  /** Without it a step that protects from viruses is not proven, and nothing can take its place. */
  readonly proof?: true | undefined
}

/** An investigation: four causes of a case, what speaks for each, and what would put it right. */
export interface Board {
  /** The fault it is about: its causes are among these. */
  readonly fault: string
  readonly causes: readonly string[]
  readonly facts: readonly BoardFact[]
  /** What may be done so that it does not come back, each against some of the causes. */
  readonly measures: readonly { readonly id: string; readonly against: readonly string[] }[]
}

/**
 * What can be found out. `gap`, `seen`, `fell` are about displays and results as they were looked at: how far one stands
 * above another, whether one is beyond a limit, whether a trend has fallen. `told`: a person saw something, by the cause
 * it was; `*` for the rest.
 */
export type BoardFact = { readonly id: string } & (
  | ({ readonly kind: 'gap'; readonly of: string; readonly over: string; readonly beyond: number } & Speaks)
  | ({ readonly kind: 'seen'; readonly of: string; readonly side: 'low' | 'high'; readonly limit: number } & Speaks)
  | ({ readonly kind: 'fell'; readonly of: string; readonly by: number; readonly within_s: number } & Speaks)
  | { readonly kind: 'told'; readonly who: string; readonly tells: Readonly<Record<string, readonly string[]>> }
)

/** Causes a fact speaks for when it is so, and when it is not. */
interface Speaks {
  readonly yes: readonly string[]
  readonly no: readonly string[]
}

export interface Decoy {
  readonly id: string
  readonly step: string
  readonly day: number
  /** Setting this, or giving of it, beyond what that day calls for is treating what is well. One of the two. */
  readonly slot: string
  readonly most?: number | undefined
  readonly least?: number | undefined
  /** No normal variation any more: a display beyond this. */
  readonly unless?: { readonly panel: string; readonly limit: number } | undefined
}

/** A sample that must be drawn before its step is let go: an obligation. */
export interface KeptSample {
  readonly id: string
  readonly step: string
  readonly assays: readonly string[]
  readonly weight: 1 | 2 | 3
  readonly missed: Severity
}

/** A typical error: named slots answered differently from the SOP. */
export interface NoviceError {
  readonly id: string
  readonly group: string
  readonly answers: readonly NoviceAnswer[]
}

export interface NoviceAnswer {
  readonly slot: string
  /** The SOP's number times this, this instead of it, or not at all. */
  readonly times?: number | undefined
  readonly instead?: number | undefined
  readonly never?: boolean | undefined
  /** Of an inspector's questions: said without looking, the fault not owned up to, more shown than was asked. */
  readonly manner?: 'guess' | 'hide' | 'talk' | undefined
}

export interface Group {
  readonly id: string
  /** `step.topic`, or `step.*` for all the rest of a step. */
  readonly slots: readonly string[]
}
