/** What a decision about a lot is worth, whatever the lot: the table of shares. What is right is played in tests/play/m6.test.ts. */
import { describe, expect, test } from 'vitest'
import { judge, type Proposal, type Right, worthOf } from './disposition.ts'

const REJECT: Right = { decision: 'reject', carry: ['test.hcp.0', 'found.hcpHigh'], plant: true }
const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  decision: 'reject',
  signer: 'qa',
  missing: 'none',
  marked: ['test.hcp.0', 'found.hcpHigh'],
  ...change,
})
const worth = (change: Partial<Proposal>, missing: readonly string[] = []): number =>
  worthOf(judge(proposal(change), [REJECT], missing))

describe('a decision about a lot', () => {
  test('right, on the right lines, nothing missed, signed by quality: all of it', () => expect(worth({})).toBe(1))

  test.each([
    ['signed by production', { signer: 'production' }, [], 0.85],
    ['a missing line not seen', {}, ['crew.nanoTest'], 0.85],
    ['a line called missing that is not', { missing: 'line.store' }, [], 0.85],
    ['the missing line seen', { missing: 'crew.nanoTest' }, ['crew.nanoTest', 'line.store'], 1],
    ['one line of two', { marked: ['test.hcp.0'] }, [], 0.85],
    ['a line too many', { marked: ['test.hcp.0', 'found.hcpHigh', 'line.store'] }, [], 0.9],
    ['for a wrong reason', { marked: ['line.store'] }, [], 0.55],
    ['the wrong one on the right evidence', { decision: 'release', signer: 'pharmacist' }, [], 0.4],
    ['the wrong one on half of it', { decision: 'investigate', signer: 'production', marked: ['test.hcp.0'] }, [], 0.3],
    ['the wrong one for nothing', { decision: 'release', signer: 'production', marked: [] }, ['line.store'], 0],
  ] as const)('%s', (_, change, missing, share) => expect(worth(change, missing)).toBeCloseTo(share, 12))

  test('more marks never make up for reading: all lines marked are worth less than the two that carry it', () => {
    expect(worth({ marked: ['a', 'b', 'test.hcp.0'] })).toBeLessThan(worth({ marked: ['test.hcp.0', 'found.hcpHigh'] }))
  })

  test('where two decisions can be defended each is judged by its own lines', () => {
    const withdraw: Right = { decision: 'withdraw', carry: ['crew.holdStart'], plant: true }
    const both = [withdraw, REJECT]
    expect(worthOf(judge(proposal(), both, []))).toBe(1)
    expect(worthOf(judge(proposal({ decision: 'withdraw', marked: ['crew.holdStart'] }), both, []))).toBe(1)
    expect(worthOf(judge(proposal({ decision: 'withdraw' }), both, []))).toBe(0.55)
  })
})
