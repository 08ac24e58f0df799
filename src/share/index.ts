/** What leaves this browser and comes back: codes of lots, links, pictures of links. */
export { type CodeRefusal, codeOf, hideable, LARGEST_SEED, type Lot, uncodable } from './code.ts'
export { type Card, cardAddress, KIOSK_DEMOS, type KioskDemo, readCard } from './card.ts'
export { MOST_SHARED, STAND_CODE, type StandShelf, type StandVial, vialsIn } from './stand.ts'
export { proofCode } from './proofs.ts'
export { qrPath } from './qr.ts'
export {
  fileOf,
  isChanged,
  LARGEST_SCENARIO,
  LONGEST_LINK,
  lotFor,
  type Scenario,
  scenarioOf,
  textOf,
} from './scenario.ts'
export { PASS_SCALED, scaledOf } from './mark.ts'
export { escaped, IRI } from './manifest.ts'
export { isGraded, lotAsked, type Pack, PACK_KINDS, packFile, type PackKind, type PackedLot } from './pack.ts'
export { packageOf, packId, packName, pageOf } from './package.ts'
export { ADL_VERBS, EXTENSION, uuidOf } from './xapi.ts'
export { type Cell, csvOf } from './csv.ts'
export { type HandedFile, handedIn, LARGEST_ZIP } from './handedIn.ts'
export { LARGEST_RESULT, type Result, resultCode, resultFile, resultIn, type ResultRefusal } from './result.ts'
export {
  asCode,
  type Assignment,
  type BoardFault,
  type BoardLearner,
  type BoardProgress,
  type BoardResult,
  type BroughtState,
  CLASS_CODE,
  type ClassBoard,
  type ClassMember,
  type ClassMessage,
  PSEUDONYM,
  type ReplayedResult,
  type ResultJudged,
  type ResultState,
  runName,
  type SentFault,
  type Signature,
  type SignatureState,
  type Whereabouts,
} from './classroom.ts'
