export type {
  AlarmSpec,
  Board,
  Cause,
  DispositionSpec,
  Draw,
  FaultSpec,
  Group,
  Level,
  Line,
  NoviceAnswer,
  NoviceError,
  Product,
  Question,
  Severity,
  Step,
  Suite,
  Task,
  TraceSpec,
  Week,
  WeekInput,
  Work,
} from './level.ts'
export { modelVersionOf } from './version.ts'
export {
  type Answer,
  type ClosedStep,
  type Decision,
  isOfClass,
  type Run,
  type RunningStep,
  type Stamped,
  whoDecides,
} from './state.ts'
export { idle, leaving } from './policy.ts'
export {
  advanceTo,
  apply,
  checkDecision,
  costOf,
  digestRun,
  isOver,
  type Observation,
  observe,
  type Policy,
  query,
  startRun,
  trueReadings,
  tubesOf,
  type Watch,
} from './run.ts'
export { unitOf } from './units.ts'
export { productAmount, qualityAttributes } from './quality.ts'
export { type Attribute, judgeAttribute, type JudgedAttribute, type Purity, purity } from './score.ts'
export { sop } from './sop.ts'
export {
  type AlarmId,
  ALARMS,
  lostBy,
  MOST_LOOKS,
  NEAR_POINTS,
  OXYGEN_CAUSES,
  type OxygenCause,
  pose,
  poseCauses,
  poseTriage,
  POSED,
  type Posed,
  type PosedAlarm,
  type PosedDrill,
  type Seen,
  type Sheet,
  tellsApart,
  type TenCauses,
  type Triage,
} from './posed.ts'
export { bringToCut, type Drilled, drilledOf, isCut, isRoom, type Pool, type Tube } from './drill.ts'
export { expertHand } from './hands/expert.ts'
export { idleHand, noviceHand, randomHand } from './hands/others.ts'
export { shortcutBots } from './hands/bots.ts'
export { sopHand } from './hands/sop.ts'
export { boughtOf, type DeskView, deskView, type StepView, type TraceView } from './desk/view.ts'
export type { AlarmState, DeskState, Fact, FaultState, ProposedFact, Tile } from './desk/state.ts'
export { BOARD_MIN, boardsOf, type BoardView, type FactView } from './desk/board.ts'
export { firstRound } from './desk/days.ts'
export { cards } from './cards.ts'
export { bringable, thingsToMend } from './desk/faults.ts'
export { dressFault } from './desk/room.ts'
export {
  canBeWritten,
  deskTopics,
  mayNotApply,
  MOST_TUBES,
  NOT_APPLICABLE,
  readTiles,
  standardisedOn,
  STEP_VERBS,
} from './desk/verbs.ts'
export { instrumentsOf, resultsOf, shown, VOLUME } from './desk/instruments.ts'
export { instrumentationOf } from './desk/instrumentation.ts'
export { kit, MOST_TOOLS, SAMPLER, showsOn, type ToolId, toolOf, TOOLS, toolsFor } from './desk/kit.ts'
export {
  LONGEST_S,
  openSlots,
  type Hand,
  type RefusedDecision,
  sinceAtHand_s,
  type Timed,
  workThrough,
} from './work.ts'
export {
  blankLine,
  DECISIONS,
  type Judged,
  judge,
  lastProposal,
  missingOf,
  MOST_MARKED,
  NOTHING_MISSING,
  type Proposal,
  type ReviewLine,
  reviewOf,
  type Right,
  rightOf,
  type Signer,
  SIGNERS,
  type Verdict,
  worthOf,
} from './disposition.ts'
export { asPlanned, linesOf } from './desk/plan.ts'
export {
  DOCUMENTS,
  type Document,
  isHeldBack,
  isOfficial,
  knownUnits,
  officialAt_s,
  PALLET,
  type Placed,
  POOLS,
  TRACE_S,
  type Traced,
  tracedOf,
  tubeOf,
  type TubeSays,
  unitHere,
} from './desk/trace.ts'
export { inspectedFile } from './inspection/file.ts'
export {
  ANSWER_S,
  askedAt,
  DUE_D,
  inspectionView,
  type InspectionView,
  type Measure,
  MOST_OWED,
  MEASURES,
  type QuestionView,
  VISIT_S,
} from './inspection/day.ts'
export { type Asked, inspectionOf } from './inspection/questions.ts'
export { answersOf } from './inspection/judge.ts'
export {
  type AskedKind,
  ASKED_KINDS,
  type Book,
  BOOKS,
  type Flaw,
  type InspectedFile,
  type InspectedRoom,
  INSPECTED_ROOMS,
  type Item,
} from './inspection/types.ts'
export {
  slotsOfWeek,
  weekView,
  type IncidentView,
  type PairView,
  type TaskView,
  type TestView,
  type WeekView,
} from './week/view.ts'
export { CLEANING, isLate, shiftOf, suiteOfTask, variantOf, weekOf, WEEK_S } from './week/week.ts'
export { type SuiteMark, suiteMarks } from './week/judge.ts'
export { lotsOfWeek } from './week/lots.ts'
export {
  slotsOfTransfer,
  transferView,
  type ComparedView,
  type LineView,
  type GuestView,
  type TransferEventView,
  type TransferView,
} from './transfer/view.ts'
export { processOf, TRANSFER_S, transferOf, costOfTransfer } from './transfer/transfer.ts'
export { slotsOfCase } from './transfer/judge.ts'
export { lotsOfTransfer } from './transfer/lots.ts'
export { withPuts } from './transfer/lot.ts'
export { type Report, REPORTS } from './transfer/state.ts'
export type { DossierLine, LotKind, Process, Transfer } from './transfer/types.ts'
export { isOrdered, labelOf, barcodeOf, type VialState } from './desk/vial.ts'
export type { Example } from './example.ts'
export {
  type Explanation,
  explain,
  explained,
  joined,
  type Meetings,
  meetings,
  type Part,
  PIECES,
  rankedParts,
  type SoFar,
  knownOf,
  openGroup,
  type SlotPart,
  whileTold,
  type Ways,
  type Worths,
  worthsOf,
} from './attribution.ts'
export {
  groupOf,
  onOtherLot,
  type OtherLot,
  otherWay,
  type OtherWay,
  QUALITY_ACTS,
  retell,
  type Retelling,
} from './retelling.ts'
export type { Course, Curve, Cut, Point, Trouble } from './course.ts'
export {
  EPILOGUE_S,
  NIGHT_S,
  OCCUPATIONS,
  type Pace,
  leastSeconds,
  paceOf,
  type Script,
  goesWrongAt,
  takeOverAt,
} from './pace.ts'
export { type Variants, variantsOf } from './variants.ts'
export { repliesInTurn } from './replies.ts'
export { type Read, readRun } from './demands.ts'
export { type Outcome, outcomeOf, rate, type Rating, type Reference } from './rating.ts'
export { BANDS, type CasePart, type Compliance, type Finding, type Gate, RESIDUE } from './rubric/index.ts'
export { type Choice, choicesOf, type OwnWay, withValue } from './whatIf.ts'
export { type Stopped } from './stopped.ts'
export { lotFactors } from './lots.ts'
