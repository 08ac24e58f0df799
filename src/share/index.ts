/** What leaves this browser and comes back: codes of lots, links, pictures of links. */
export { type CodeRefusal, codeOf, hideable, LARGEST_SEED, type Lot, uncodable } from './code.ts'
export { type Card, cardAddress, KIOSK_DEMOS, type KioskDemo, readCard } from './card.ts'
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
export { type Cell, csvOf } from './csv.ts'
export { LARGEST_RESULT, readResult, type Result, resultFile, type ResultRefusal } from './result.ts'
