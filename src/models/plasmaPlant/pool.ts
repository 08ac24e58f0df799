import { exp, normal } from '../../sim/index.ts'
import { emptyPlasma, PROTEINS, type PlasmaStream, type Protein } from './stream.ts'

/** Plasma by apheresis (source), or what is left of whole-blood donations (recovered): older, richer in IgG. */
export type PlasmaKind = 'source' | 'recovered'

/** Grams in a litre of a citrate pool (plasma.md §2; fibrinogen before the cryoprecipitate is taken). */
export const COMPOSITION_G_L: Readonly<Record<Protein, number>> = {
  ALB: 33,
  IgG: 8,
  IgA: 1.8,
  IgM: 0.9,
  FIB: 2.5,
  A1AT: 1.2,
  AT: 0.14,
  TF: 2.2,
  A2M: 2,
  HP: 1.3,
  HPX: 0.7,
  CP: 0.3,
  LPb: 1.2,
  LPa: 1.8,
  C3: 1,
  PLG: 0.12,
  FXI: 0.004,
  PK: 0.035,
  AGP: 0.7,
}

/** IgG of a recovered pool, g/L (plasma.md §2). */
const RECOVERED_IGG_G_L = 9.5
/** FVIII and vWF of a pool, IU/mL (plasma.md §2); recovered plasma has stood up to 18 h: 0.70 of it is left (V14). */
const FVIII_IU_ML = 0.8
const RECOVERED_FVIII = 0.7
const VWF_IU_ML = 1
/** log2 titre 6 in a 10 % IVIG (plasma.md §3.3) is 1:64 at 100 g/L: 5.1 in a litre of plasma of 8 g/L. */
const ISOAGGLUTININ_PER_L = 5.12
/** Germs and endotoxin of thousands of bags, and virus below the limits of the pool tests (general knowledge). */
const GERMS_CFU_L = 50
const ENDOTOXIN_IU_L = 20
const VIRUS_PER_L = { virusEnveloped: 1e2, virusResistant: 1e2, virusHAV: 1e2, virusB19: 1e5 } as const
/** Thousands of donations even out: what differs from pool to pool is a few per cent. */
const VARIATION = 0.04

/** A thawed pool of so many litres; seed 0 is the sheet's mean, others vary about it. */
export function plasmaPool(kind: PlasmaKind, volume_L: number, seed: number, temperature_C = 2): PlasmaStream {
  const s = emptyPlasma(temperature_C)
  s.volume_L = volume_L
  PROTEINS.forEach((p) => {
    const mean = kind === 'recovered' && p === 'IgG' ? RECOVERED_IGG_G_L : COMPOSITION_G_L[p]
    s[`${p}_g`] = mean * volume_L * varied(seed, p)
  })
  const ml = 1e3 * volume_L
  s.FVIII_IU = FVIII_IU_ML * ml * varied(seed, 'FVIII') * (kind === 'recovered' ? RECOVERED_FVIII : 1)
  s.vWF_IU = VWF_IU_ML * ml * varied(seed, 'vWF')
  s.isoagglutinin_units = ISOAGGLUTININ_PER_L * volume_L
  s.bioburden_CFU = GERMS_CFU_L * volume_L
  s.endotoxin_IU = ENDOTOXIN_IU_L * volume_L
  for (const [virus, perLitre] of Object.entries(VIRUS_PER_L))
    s[virus as keyof typeof VIRUS_PER_L] = perLitre * volume_L
  return s
}

function varied(seed: number, name: string): number {
  if (seed === 0) return 1
  return exp(VARIATION * Math.max(-2.5, Math.min(2.5, normal(seed, `pool.${name}`, 0))))
}

/** What the taking of cryoprecipitate leaves, by the litre of plasma: what the fractionation sheet begins with. */
export function afterCryo(volume_L: number): PlasmaStream {
  const s = plasmaPool('source', volume_L, 0)
  s.ALB_g = 32 * volume_L
  s.FIB_g = 1.4 * volume_L
  s.FVIII_IU *= 0.3
  return s
}
