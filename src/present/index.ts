/** Snapshots turned into what to show or say; pure, without DOM. */
export { type AuditDay, type AuditEntry, type AuditFilter, auditOf, auditTrail } from './audit.ts'
export { type Bands, verdictOf } from './bands.ts'
export { clockOf, momentOf, secondOf } from './calendar.ts'
export {
  type ColdBeat,
  type ColdLine,
  type ColdOpen,
  coldStep_s,
  dawnOf,
  openCold,
  stepCold,
  turnCold,
} from './coldOpen.ts'
export { type ColdSight, coldView } from './coldPlant.ts'
export {
  COLD_CHART,
  FALL_MAP,
  FALL_TICKS,
  FALLS,
  type Falls,
  fallenShare,
  fallMap,
  freezingLine,
  printedTank,
  STRONG_CHART,
  TANKS,
} from './coldMap.ts'
export { type Curve, type Dossier, type DossierResult, type DossierStep } from './dossier.ts'
export type { Fraction, Fractions } from './fractions.ts'
export { type BoxEnd, LEDGER_CLASSES, type LedgerRow, type LedgerSnapshot } from './ledger.ts'
export { attributeName } from './attributes.ts'
export {
  type Bite,
  biteSentence,
  certified,
  type Ending,
  endingOf,
  exampleSentence,
  findingSentence,
  type FindingSnapshot,
  foresightSentence,
  gateSentence,
  remedySentence,
} from './ending.ts'
export type {
  CentrifugeView,
  ColumnFace,
  ColumnView,
  DepthFilterView,
  FillView,
  LineView,
  LowPhView,
  Machine,
  MachineView,
  NanofilterView,
  SeedView,
  ThawView,
  UltrafiltrationView,
  VialsView,
} from './machineView.ts'
export { plasmaSight } from './plasmaMachines.ts'
export type {
  ColdTankView,
  FilterPressView,
  FreezeDryerView,
  InspectionView,
  PasteuriserView,
  PlasmaCentrifugeView,
  PlasmaMachine,
  PlasmaThawView,
  SolventDetergentView,
  TreatmentView,
} from './plasmaView.ts'
export type {
  AavMachine,
  CellSuiteView,
  ColdStoreView,
  VectorColumnView,
  EffluentView,
  PlanView,
  VectorHoldView,
  VectorSuiteView,
} from './aavView.ts'
export {
  levelsFor,
  masteryOf,
  type Lack,
  type Mastery,
  nextFor,
  type Shown,
  shownOf,
  type Standing,
  type Trained,
} from './mastery.ts'
export { type Figure, figureOf, legSentence } from './epilogue.ts'
export { readsTheSame } from './glance.ts'
export { plantViewOf, stepInSight } from './plant.ts'
export {
  type ThawingLesson,
  thawingLessonOf,
  type ThawingMoment,
  thawingMomentOf,
  type ThawingResult,
  type ThawingSnapshot,
  thawingSnapshot,
  type ThawingStep,
  WALL_JACKET_C,
} from './thawing.ts'
export { displayed, type Foreseen, foreseen, foreseenWords } from './preview.ts'
export {
  type Compared,
  comparedWithBar,
  type GoodSizes,
  type Lesson,
  lessonOf,
  pourPace,
  type PourResult,
  type PourSnapshot,
  pourSnapshot,
  type PourStep,
} from './pour.ts'
export {
  type BreathAct,
  type BreathLesson,
  breathLessonOf,
  type BreathResult,
  type BreathSnapshot,
  breathSnapshot,
  type BreathStep,
  type OxygenWord,
  oxygenWord,
} from './breath.ts'
export type { DemoResult, DemoSnapshot, DemoStep } from './demo.ts'
export { dosesOf, shareOf } from './doses.ts'
export { formatNumber, type Language, NARROW, readNumber, typeset, WIDE } from './language.ts'
export {
  type BagsSnapshot,
  lotNumber,
  printedDate,
  roomPicture,
  type RoomItemSnapshot,
  type RoomSnapshot,
  tagText,
} from './room.ts'
export {
  alarmSentence,
  alarmTitle,
  describePlant,
  duration,
  ghostSentence,
  newsSentence,
  orderSentence,
  refusalSentence,
  rungReason,
  stamp,
  stationName,
  withUnit,
  writtenAs,
} from './say.ts'
export {
  type ActSnapshot,
  type AlarmSnapshot,
  type AssaySnapshot,
  type ControlSnapshot,
  type EntrySnapshot,
  type LineSnapshot,
  type News,
  type PanelSnapshot,
  type RecordedSnapshot,
  type ResultSnapshot,
  type BoardSnapshot,
  type Snapshot,
  snapshot,
  type Station,
  type StepSnapshot,
  type TubesSnapshot,
  digitsOf,
  digitsOfTopic,
} from './snapshot.ts'
export { lifted, noticed, plateauOf } from './notice.ts'
export {
  captionOf,
  type Cue,
  loudestAlarm,
  machinesIn,
  roomAirOf,
  soundsBetween,
  soundsOfEnding,
  soundsOfMorning,
} from './sounds.ts'
export {
  doneChoices,
  doneWords,
  measured,
  personName,
  phaseName,
  priorityWord,
  tagOf,
  thingName,
  thingsToMend,
  productName,
  topicName,
  topicsOfCall,
  topicsOfReport,
  unitName,
  unitSpoken,
  unitText,
} from './words.ts'
export type {
  AlarmView,
  BagView,
  CultureView,
  ItemArt,
  ItemView,
  PersonView,
  PlantView,
  PourView,
  RoomView,
  TransferHouse,
  TransferPicture,
  TransferThing,
  VesselView,
} from './plantView.ts'
export type { TraceSnapshot } from './trace.ts'
export { type DecidedSnapshot, type ReviewSnapshot, type VialSnapshot } from './review.ts'
export { DECISIONS, MOST_MARKED, NOT_APPLICABLE, NOTHING_MISSING, SIGNERS } from '../play/index.ts'
export { table } from './table.ts'
export type { InspectionSnapshot, QuestionSnapshot } from './inspection.ts'
export type { IncidentSnapshot, TaskSnapshot, WeekSnapshot } from './week.ts'
export {
  comparedName,
  type DossierSnapshot,
  guestName,
  type GuestSnapshot,
  type TransferEventSnapshot,
  type TransferSnapshot,
  lineAbout,
  transferPicture,
} from './transfer.ts'
export {
  pairName,
  sharedName,
  suiteName,
  taskName,
  testName,
  waitingName,
  weekday,
  weekHour,
  whyNot,
  zoneName,
} from './sayWeek.ts'
export {
  askedWords,
  bookName,
  hourOf,
  INSPECTION_MIN,
  inspectedRoom,
  itemName,
  itemWords,
  measureName,
} from './sayInspection.ts'
export { type Grade, GRADES, gradesOf } from './zones.ts'
export { type Fan, twinOf } from './twin.ts'
export { type Catch, catchesOf } from './catches.ts'
export { earnedBy, type Proof, toolName, toolSays } from './kit.ts'
export {
  type Campaign,
  EARLIER,
  fillingOf,
  KEPT,
  marginOf,
  MATCHING_RULES,
  type MatchingRule,
  stirringOf,
  studyOf,
  vesselsOf,
  weeksOf,
} from './study.ts'
