/** Where a code is typed: loaded by whoever has one. */
export { CodeDialog } from './CodeDialog.tsx'
export { codeOf, lotFor, scenarioOf } from '../../share/index.ts'
export { Ticket } from './ShareLot.tsx'
