import { type Derivative, exp, log, pow, pow10, type Values } from '../../sim/index.ts'
import { hydrogenIon, strongIons } from './acidBase.ts'
import { gasTransfer, type Sparging } from './gas.ts'
import type { CultureParameters } from './parameters.ts'

/** The 21 states, in the order of mab.md §2 and of the frozen kind `cho-game-1`. */
export const STATES = [
  'volume_L',
  'viable_1e6_mL',
  'dead_1e6_mL',
  'lysed_1e6_mL',
  'glucose_mM',
  'glutamine_mM',
  'lactate_mM',
  'ammonia_mM',
  'aminoAcids_mM',
  'inhibitor',
  'antibody_g_L',
  'hcp_mg_L',
  'dna_mg_L',
  'aggregate_g_L',
  'galactosylated_g_L',
  'acidic_g_L',
  'inorganicCarbon_mM',
  'strongIons_mM',
  'otherOsmoles_mOsm_kg',
  'sodium_mM',
  'baseAdded_L',
] as const

/** Index of each state. */
export const Y = {
  volume: 0,
  viable: 1,
  dead: 2,
  lysed: 3,
  glucose: 4,
  glutamine: 5,
  lactate: 6,
  ammonia: 7,
  aminoAcids: 8,
  inhibitor: 9,
  antibody: 10,
  hcp: 11,
  dna: 12,
  aggregate: 13,
  galactosylated: 14,
  acidic: 15,
  carbon: 16,
  ions: 17,
  osmoles: 18,
  sodium: 19,
  baseAdded: 20,
} as const

/** What acts on the culture from outside, constant over a step but for the temperature, which may ramp. */
export interface Surroundings extends Sparging {
  /** Temperature at time `since_h` and its rate of change. */
  temperature_C: number
  heating_C_h: number
  since_h: number
  pHSetPoint: number
  deadBand: number
  oxygenSetPoint_pct: number
  feed_L_h: number
  /** Base beyond what the loop asks: a leak. */
  baseLeak_L_h: number
  baseGain_L_h_m3: number
  baseMax_L_h_m3: number
  carbonDioxideGain_slpm: number
  carbonDioxideMax_slpm: number
  /** A valve that no longer obeys: its flow, or null. */
  carbonDioxideStuck_slpm: number | null
  /** What the loop reads minus what is. */
  pHProbeOffset: number
  oxygenProbeOffset_pct: number
  extraDeath_per_h: number
  /** Multiplies growth: lag, mycoplasma. */
  growthFactor: number
  /** Germs, 0 (none) to 1 (as many as can be). */
  infection: number
  /** When the fast gas layer is running, its oxygen instead of the quasi-steady one. */
  followGas: boolean
  gasOxygen_pct: number
  gasOxygen_slpm: number
}

/** Everything else a derivative works out on its way: for readings and records. */
export interface Working {
  pH: number
  bicarbonate_mM: number
  pCO2_mmHg: number
  osmolality_mOsm_kg: number
  oxygen_pct: number
  oxygen_slpm: number
  carbonDioxide_slpm: number
  oxygenUptake_mmol_L_h: number
  carbonDioxideRemoval_mmol_L_h: number
  kLa_per_h: number
  entranceVelocity_m_s: number
  growth_per_h: number
  death_per_h: number
  qGlucose: number
  qLactate: number
  qGlutamine: number
  qAmmonia: number
  qAminoAcids: number
  qAntibody: number
  base_L_h: number
}

export interface CultureSystem {
  readonly surroundings: Surroundings
  readonly working: Working
  /** Of `working` it fills the two gas flows only. */
  readonly derivative: Derivative
  /** Evaluates at one state and fills all of `working`. */
  look(t_h: number, y: Float64Array): void
  readonly gas: ReturnType<typeof gasTransfer>
  /** Strong ions for a pH, at a content of inorganic carbon: for the start of a culture. */
  ionsFor(pH: number, inorganicCarbon_mM: number): number
  /** Oxygen uptake with oxygen in plenty, mmol/(L·h). */
  oxygenDemand(viable_1e6_mL: number): number
  /** Whole antibody cut by what lysed cells have let out, per hour, at the temperature of the last evaluation. */
  cutting_per_h(lysed_1e6_mL: number): number
}

const PER_LN10 = 0.4342944819032518

const above = (x: number, limit: number): number => (x > limit ? x - limit : 0)
const held = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x)
/** Share of full effect at x, half at √k2, with exponent 2. */
const saturating2 = (x: number, k2: number): number => (x * x) / (k2 + x * x)
/** x^n, the sheet's exponents without the general power. */
function raised(x: number, n: number): number {
  if (n === 2) return x * x
  if (n === 3) return x * x * x
  if (n === 4) return x * x * (x * x)
  return pow(x, n)
}

export const newSurroundings = (): Surroundings => ({
  temperature_C: 36.8,
  heating_C_h: 0,
  since_h: 0,
  pHSetPoint: 7.05,
  deadBand: 0.05,
  oxygenSetPoint_pct: 40,
  feed_L_h: 0,
  baseLeak_L_h: 0,
  baseGain_L_h_m3: 10,
  baseMax_L_h_m3: 2,
  carbonDioxideGain_slpm: 60,
  carbonDioxideMax_slpm: 20,
  carbonDioxideStuck_slpm: null,
  pHProbeOffset: 0,
  oxygenProbeOffset_pct: 0,
  extraDeath_per_h: 0,
  growthFactor: 1,
  infection: 0,
  followGas: false,
  gasOxygen_pct: 0,
  gasOxygen_slpm: 0,
  air_slpm: 12,
  oxygenMax_slpm: 70,
  power_W_m3: 25,
  kLaFactor: 1,
  crossSection_m2: (Math.PI * 1.22 * 1.22) / 4,
  pressure_atm: 1.08,
  holes: 200,
  hole_m: 1e-3,
})

/**
 * Balances, growth, death, metabolism and product of a CHO fed-batch: mab.md §2.1-§2.5, the equations of the frozen kind
 * `cho-game-1`. Rates are per 1e9 cells and hour; 1e6 cells/mL is 1e9 cells/L. Made once per set of parameters; a call
 * allocates nothing and remembers nothing but functions of the temperature.
 */
export function cultureSystem(p: Values<CultureParameters>): CultureSystem {
  // prettier-ignore
  const { muMax, KG, KN, KGln, glnFloor, KIL, KIA, KII, nI, qI, Topt, sT, pHopt, spH, KC, nC, Osm0, dOs, nOs } = p
  const { kd0, Q10d, kdA, KDA, kdL, KDL, kdG, KGd, kdN, KNd, kdTox, kdI, kdILevel, kdOsm, osmDeath, kdO2, hypoxia } = p
  const { kdCO2, co2Death, kdpH, pHBand, kdHot, heatDeath, kdJet, jetLimit, kdStir, stirLimit, klys } = p
  const { YXG, mG, KGu, qGex, KGex, Q10m, YXGln, mGln, KGlnU, kdegGln, Q10Gln, YLG, muL, lactatePerPh, qLhypoxia } = p
  const { qLmax, KL, muLs, KiGL, YAGln, qAN, KAN, rA, KAr, muAr, aN, mN, KNm, aNp, qO2, KO2, RQ } = p
  const { qP, qPT, qPTopt, qPTspan, qPwarm, qPcold, qPcoldFrom, qPosm, qPosmSpan, qPosmLoss, qPosmFrom } = p
  const { qPpH, qPspH, KGP, qPmu, HCPsec, HCPlys, DNAlys, agg0, kagg, ac0, kac, Q10ac, g0, KAg, gT } = p
  const { feedGlc, feedGln, feedNut, feedOsm, baseCarbonate, baseSodium, sCO2, sCO2T, Atot } = p
  const { heldTlow, heldThigh, heldPhLow, heldPhHigh, heldOsm, heldCO2, germDeath, germOxygen, germGlucose, germAcid } =
    p
  const { kcut, Q10cut } = p
  const k1 = pow10(7 - p.pK1)
  const ka = pow10(7 - p.pKa)
  const aminoAcidsPerProduct = (aNp * 1000) / 1.2
  const KDA2 = KDA * KDA
  const KDL2 = KDL * KDL
  const KNd2 = KNd * KNd
  const deadlyInhibitor2 = kdILevel * KII * (kdILevel * KII)
  const perKIL2 = 1 / (KIL * KIL)
  const perKIA2 = 1 / (KIA * KIA)
  const perKC = 1 / KC
  const perDOs = 1 / dOs
  const perKII = 1 / KII
  const perMuMax = 1 / muMax
  const perHypoxia = 1 / hypoxia
  const perYXG = 1 / YXG
  const perYXGln = 1 / YXGln
  const perMuLs = 1 / muLs
  const perMuAr = 1 / muAr
  const perJet = kdJet / jetLimit
  const perStir = kdStir / stirLimit
  const perPh2 = 1 / (spH * spH)
  const perPhProduct2 = 1 / (qPspH * qPspH)

  const x = newSurroundings()
  const gas = gasTransfer(p, x)
  const w: Working = {
    pH: 7,
    bicarbonate_mM: 0,
    pCO2_mmHg: 0,
    osmolality_mOsm_kg: 0,
    oxygen_pct: 0,
    oxygen_slpm: 0,
    carbonDioxide_slpm: 0,
    oxygenUptake_mmol_L_h: 0,
    carbonDioxideRemoval_mmol_L_h: 0,
    kLa_per_h: 0,
    entranceVelocity_m_s: 0,
    growth_per_h: 0,
    death_per_h: 0,
    qGlucose: 0,
    qLactate: 0,
    qGlutamine: 0,
    qAmmonia: 0,
    qAminoAcids: 0,
    qAntibody: 0,
    base_L_h: 0,
  }

  /** Where `look` leaves the derivative: by it `derivative` knows that it is looked at. */
  const slope = new Float64Array(STATES.length)

  /** Functions of the temperature, worked out again only when it changes. */
  const warm = {
    at_C: NaN,
    growth: 0,
    death: 0,
    metabolism: 0,
    glutamineDecay: 0,
    acidic: 0,
    cutting: 0,
    galactose: 0,
    product: 0,
    solubility: 0,
  }
  function warmTo(temperature_C: number): void {
    const T = held(temperature_C, heldTlow, heldThigh)
    const tens = (T - 37) / 10
    const hot = above(T, heatDeath)
    const cooling = qPTopt - T
    const product = 1 + qPT * held(cooling, -qPwarm, qPTspan) - qPcold * above(qPcoldFrom, T)
    warm.at_C = temperature_C
    const off = (T - Topt) / sT
    warm.growth = muMax * exp(-off * off)
    warm.death = kd0 * pow(Q10d, tens) + kdHot * hot * hot
    warm.metabolism = pow(Q10m, tens)
    warm.glutamineDecay = kdegGln * pow(Q10Gln, tens)
    warm.acidic = kac * pow(Q10ac, tens)
    warm.cutting = kcut * pow(Q10cut, tens)
    warm.galactose = g0 * (1 - gT * above(37, T))
    warm.product = qP * (product > 0 ? product : 0)
    warm.solubility = sCO2 * (1 + sCO2T * (37 - T))
  }

  function derivative(t_h: number, y: Float64Array, d: Float64Array): void {
    const temperature_C = x.temperature_C + x.heating_C_h * (t_h - x.since_h)
    if (temperature_C !== warm.at_C) warmTo(temperature_C)

    const V = y[Y.volume]!
    const viable = y[Y.viable]!
    const dead = y[Y.dead]!
    const lysed = y[Y.lysed]!
    const Glc = above(y[Y.glucose]!, 0)
    const Gln = above(y[Y.glutamine]!, 0)
    const Lac = above(y[Y.lactate]!, 0)
    const Amm = above(y[Y.ammonia]!, 0)
    const Nut = above(y[Y.aminoAcids]!, 0)
    const Inh = y[Y.inhibitor]!
    const antibody = y[Y.antibody]!
    const carbon = y[Y.carbon]!

    // Acid and base: pH, then what the pH loop does.
    const h = hydrogenIon(y[Y.ions]! - Lac + Amm, carbon, Atot, k1, ka)
    const pH = 7 - log(h) * PER_LN10
    const dissolved = (carbon * h) / (k1 + h)
    const pCO2 = dissolved / warm.solubility
    const osm = y[Y.osmoles]! + Glc + Gln + Lac + Amm + Nut + carbon + y[Y.sodium]!
    const pHSeen = pH + x.pHProbeOffset
    const pHHigh = above(pHSeen, x.pHSetPoint + x.deadBand)
    const pHLow = above(x.pHSetPoint - x.deadBand, pHSeen)
    let carbonDioxide = x.carbonDioxideGain_slpm * pHHigh
    if (carbonDioxide > x.carbonDioxideMax_slpm) carbonDioxide = x.carbonDioxideMax_slpm
    if (x.carbonDioxideStuck_slpm !== null) carbonDioxide = x.carbonDioxideStuck_slpm
    let base = x.baseGain_L_h_m3 * pHLow
    if (base > x.baseMax_L_h_m3) base = x.baseMax_L_h_m3
    base = 0.001 * base * V + x.baseLeak_L_h

    // Oxygen: quasi-steady cascade, or what the fast gas layer found.
    const demand = qO2 * warm.metabolism * viable + germOxygen * x.infection
    const { settled } = gas
    if (x.followGas) {
      settled.oxygen_pct = x.gasOxygen_pct
      settled.oxygen_slpm = x.gasOxygen_slpm
    } else gas.cascade(V, carbonDioxide, demand, above(x.oxygenSetPoint_pct, x.oxygenProbeOffset_pct))
    gas.strip(V, carbonDioxide, pCO2)
    const oxygen = settled.oxygen_pct
    const fO2 = oxygen / (oxygen + KO2)
    const uptake = demand * fO2
    const removal = settled.carbonDioxideRemoval_mmol_L_h
    const jet = settled.entranceVelocity_m_s

    // Growth and death. Far outside the calibrated range the multipliers are held: no biology is known there.
    const pHBio = held(pH, heldPhLow, heldPhHigh)
    const osmBio = osm < heldOsm ? osm : heldOsm
    const pCO2Bio = pCO2 < heldCO2 ? pCO2 : heldCO2
    const fC = 1 / (1 + raised(pCO2Bio * perKC, nC))
    const pHOff = pHBio - pHopt
    const pHOffProduct = pHBio - qPpH
    // One division for all that slows growth: products of what is left and of what it is left of.
    const mu =
      (warm.growth * x.growthFactor * exp(-pHOff * pHOff * perPh2) * fC * fO2 * (Glc * Nut * (glnFloor * KGln + Gln))) /
      ((KG + Glc) *
        (KN + Nut) *
        (KGln + Gln) *
        (1 + raised(above(osmBio, Osm0) * perDOs, nOs)) *
        (1 + Lac * Lac * perKIL2) *
        (1 + Amm * Amm * perKIA2) *
        (1 + raised(Inh * perKII, nI)))
    const share = mu * perMuMax
    const hunger = KGd / (KGd + Glc)
    const osmExcess = 0.01 * above(osmBio, osmDeath)
    const choking = above(hypoxia, oxygen) * perHypoxia
    const pHExcess = above(Math.abs(pHBio - 7), pHBand)
    const kd =
      warm.death +
      kdA * saturating2(Amm, KDA2) +
      kdL * saturating2(Lac, KDL2) +
      kdG * hunger * hunger +
      (kdN * KNd2) / (KNd2 + Nut * Nut) +
      kdTox * lysed +
      kdI * saturating2(Inh, deadlyInhibitor2) +
      kdOsm * osmExcess * osmExcess +
      kdO2 * choking * choking +
      0.01 * kdCO2 * above(pCO2Bio, co2Death) +
      kdpH * pHExcess * pHExcess +
      perJet * above(jet, jetLimit) +
      perStir * above(x.power_W_m3, stirLimit) +
      germDeath * x.infection +
      x.extraDeath_per_h

    // Metabolism: lactate is formed with glycolysis while growing fast, taken up when growth has slowed.
    const fGlc = Glc / (KGu + Glc)
    const fNut = Nut / (KNm + Nut)
    const qG = (mu * perYXG + mG * warm.metabolism) * fGlc + ((qGex * Glc) / (KGex + Glc)) * share
    const formed = YLG * qG * (mu / (mu + muL)) * (1 + lactatePerPh * (pHBio - 7)) + qLhypoxia * choking * fGlc
    const slow = 1 - mu * perMuLs
    const consumed = slow > 0 ? ((qLmax * KiGL * warm.metabolism * Lac) / ((KL + Lac) * (KiGL + Glc))) * slow * fO2 : 0
    const qL = formed - consumed
    const qGln = ((mu * perYXGln + mGln) * Gln) / (KGlnU + Gln)
    const resting = 1 - mu * perMuAr
    const qA =
      YAGln * qGln +
      (qAN * warm.metabolism * Nut) / (Nut + KAN) -
      (resting > 0 ? ((rA * Amm) / (KAr + Amm)) * resting : 0)
    const osmHelp = 1 + qPosm * held(osmBio - Osm0, 0, qPosmSpan) - qPosmLoss * above(osmBio, qPosmFrom)
    const q =
      warm.product *
      (osmHelp > 0 ? osmHelp : 0) *
      fC *
      fO2 *
      fNut *
      (Glc / (KGP + Glc)) *
      exp(-pHOffProduct * pHOffProduct * perPhProduct2) *
      (1 - qPmu * share)
    const qN = aN * mu + mN * warm.metabolism * fNut + aminoAcidsPerProduct * q

    const F = x.feed_L_h
    const perV = 1 / V
    const feeding = F * perV
    const basing = base * perV
    const D = feeding + basing
    const made = q * viable
    const lysis = klys * dead
    const decay = warm.glutamineDecay * y[Y.glutamine]!
    const germ = x.infection * fGlc
    d[Y.volume] = F + base
    d[Y.viable] = (mu - kd - D) * viable
    d[Y.dead] = kd * viable - lysis - D * dead
    d[Y.lysed] = lysis - D * lysed
    d[Y.glucose] = -qG * viable - germGlucose * germ + feeding * feedGlc - D * y[Y.glucose]!
    d[Y.glutamine] = -qGln * viable - decay + feeding * feedGln - D * y[Y.glutamine]!
    d[Y.lactate] = qL * viable + germAcid * germ - D * y[Y.lactate]!
    d[Y.ammonia] = qA * viable + decay - D * y[Y.ammonia]!
    d[Y.aminoAcids] = -qN * viable + feeding * feedNut - D * y[Y.aminoAcids]!
    d[Y.inhibitor] = qI * viable - D * Inh
    d[Y.antibody] = made - D * antibody
    d[Y.hcp] = HCPsec * viable + HCPlys * lysis - D * y[Y.hcp]!
    d[Y.dna] = DNAlys * lysis - D * y[Y.dna]!
    d[Y.aggregate] = agg0 * made + kagg * (antibody - y[Y.aggregate]!) - D * y[Y.aggregate]!
    d[Y.galactosylated] = (warm.galactose / (1 + Amm / KAg)) * made - D * y[Y.galactosylated]!
    d[Y.acidic] = ac0 * made + warm.acidic * (antibody - y[Y.acidic]!) - D * y[Y.acidic]!
    d[Y.carbon] = RQ * uptake - removal + basing * baseCarbonate - D * carbon
    d[Y.ions] = basing * baseSodium - D * y[Y.ions]!
    d[Y.osmoles] = feeding * feedOsm - D * y[Y.osmoles]!
    d[Y.sodium] = basing * baseSodium - D * y[Y.sodium]!
    d[Y.baseAdded] = base

    w.oxygen_slpm = settled.oxygen_slpm
    w.carbonDioxide_slpm = carbonDioxide
    // The rest is a tenth of the time of an evaluation, and most of them nobody looks at.
    if (d !== slope) return
    w.pH = pH
    w.bicarbonate_mM = carbon - dissolved
    w.pCO2_mmHg = pCO2
    w.osmolality_mOsm_kg = osm
    w.oxygen_pct = oxygen
    w.oxygenUptake_mmol_L_h = uptake
    w.carbonDioxideRemoval_mmol_L_h = removal
    w.kLa_per_h = settled.kLa_per_h
    w.entranceVelocity_m_s = jet
    w.growth_per_h = mu
    w.death_per_h = kd
    w.qGlucose = qG
    w.qLactate = qL
    w.qGlutamine = qGln
    w.qAmmonia = qA
    w.qAminoAcids = qN
    w.qAntibody = q
    w.base_L_h = base
  }

  return {
    surroundings: x,
    working: w,
    derivative,
    look: (t_h, y) => derivative(t_h, y, slope),
    gas,
    ionsFor: (pH, inorganicCarbon_mM) => strongIons(pow10(7 - pH), inorganicCarbon_mM, Atot, k1, ka),
    oxygenDemand: (viable_1e6_mL) => qO2 * warm.metabolism * viable_1e6_mL + germOxygen * x.infection,
    cutting_per_h: (lysed_1e6_mL) => warm.cutting * lysed_1e6_mL,
  }
}
