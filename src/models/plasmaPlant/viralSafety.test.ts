import { expect, test } from 'vitest'
import { envelopeOnly, NOTHING, viralLedger, type ViralStep } from './viralSafety.ts'

const sd: ViralStep = { step: 'solvent/detergent', mechanism: 'envelope', reductions: envelopeOnly(6), claimable: true }
const caprylate: ViralStep = { ...sd, step: 'caprylate' }
const nano: ViralStep = {
  step: 'nanofiltration',
  mechanism: 'size',
  reductions: { virusEnveloped: 6, virusResistant: 6, virusHAV: 5.9, virusB19: 5.2 },
  claimable: true,
}
const heat: ViralStep = {
  ...nano,
  mechanism: 'heat',
  reductions: { ...NOTHING, virusEnveloped: 6, virusHAV: 2.4, virusB19: 0.4 },
}

test('two effective steps of different means for enveloped virus; two that both open the envelope are one', () => {
  expect(viralLedger([sd, caprylate]).virusEnveloped).toEqual({ sum_log10: 6, effective: 1, enough: false })
  expect(viralLedger([sd, nano]).virusEnveloped).toEqual({ sum_log10: 12, effective: 2, enough: true })
})

test('naked virus: one effective step and 6 logs in all; what is below 1 log does not count (plasma.md §3.14)', () => {
  const ledger = viralLedger([sd, nano, heat])
  expect(ledger.virusHAV.sum_log10).toBeCloseTo(8.3, 9)
  expect(ledger.virusHAV.enough).toBe(true)
  expect(ledger.virusB19).toEqual({ sum_log10: 5.2, effective: 1, enough: false })
})

test('T28: solvent/detergent gives no non-enveloped virus, exactly (V6)', () => {
  expect(sd.reductions.virusHAV).toBe(0)
  expect(sd.reductions.virusB19).toBe(0)
})

test('§6 no. 18: outside its validated box a step counts nothing, whatever it killed', () => {
  expect(viralLedger([{ ...sd, claimable: false }, nano]).virusEnveloped.effective).toBe(1)
})
