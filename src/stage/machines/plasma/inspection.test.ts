import { expect, test } from 'vitest'
import { isTakenOut } from './inspection.ts'

/** Of the first so many vials on the belt. */
const taken = (share: number, of: number): number =>
  Array.from({ length: of }, (_, n) => isTakenOut(n, share)).filter(Boolean).length

test('as many vials drop out as the share says, spread over the belt; of none none, of all all', () => {
  for (const share of [0, 0.06, 0.25, 0.5, 1]) expect(taken(share, 400)).toBe(Math.round(400 * share))
  // No two in a row while less than half are taken out.
  for (let n = 0; n < 400; n++) expect(isTakenOut(n, 0.3) && isTakenOut(n + 1, 0.3)).toBe(false)
})
