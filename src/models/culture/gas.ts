import { exp, pow, type Values } from '../../sim/index.ts'
import type { CultureParameters } from './parameters.ts'

/**
 * Gas side of the culture: bubbles rise through the liquid as a plug and exchange on the way (mab.md §2.4). Oxygen
 * transfer is limited by kLa (NTU about 0.1-0.2), carbon dioxide removal by the gas flow (NTU about 3): a microsparger
 * cures the first and causes the second (Gray 1996).
 */

/** What is blown in and how: one object per culture, rewritten, never replaced. */
export interface Sparging {
  air_slpm: number
  oxygenMax_slpm: number
  power_W_m3: number
  /** Sparger factor times antifoam, fouling …: multiplies kLa. */
  kLaFactor: number
  crossSection_m2: number
  pressure_atm: number
  holes: number
  hole_m: number
}

/** mol/h in a standard litre a minute. */
const MOL_H = 60 / 22.414
/** m³/s of gas at 37 °C and 1 atm in a standard litre a minute. */
const WARM_M3_S = 310.15 / 273.15 / 60000
/** Slowest gas, m/s, at which the correlation for kLa is read. */
const SLOWEST_M_S = 1e-7

export function gasTransfer(p: Values<CultureParameters>, g: Sparging) {
  const { jetMost, HeO2, HeCO2, kLaFactor, kLaPower, kLaVelocity, kLaCO2, yO2air, KO2 } = p
  /** Oxygen in medium at 100 % of air saturation and 1 atm, mM. */
  const saturation_mM = (1000 * yO2air) / HeO2
  const perPercent_mM = saturation_mM / 100

  /** Functions of vessel and stirring, worked out again only when one of these changes. */
  const still = { power_W_m3: NaN, pressure_atm: NaN, crossSection_m2: NaN, kLa: 0, slowest: 0 }
  function settle(): void {
    still.power_W_m3 = g.power_W_m3
    still.pressure_atm = g.pressure_atm
    still.crossSection_m2 = g.crossSection_m2
    // The velocity is that at 37 °C: the correlation is not known any finer.
    const velocity_m_s = WARM_M3_S / (g.pressure_atm * g.crossSection_m2)
    still.kLa = 3600 * kLaFactor * pow(g.power_W_m3, kLaPower) * pow(velocity_m_s, kLaVelocity)
    still.slowest = SLOWEST_M_S / velocity_m_s
  }

  /** 1/h, van 't Riet's form. */
  function kLa(flow_slpm: number): number {
    if (
      g.power_W_m3 !== still.power_W_m3 ||
      g.pressure_atm !== still.pressure_atm ||
      g.crossSection_m2 !== still.crossSection_m2
    )
      settle()
    const flow = flow_slpm > still.slowest ? flow_slpm : still.slowest
    return g.kLaFactor * still.kLa * (kLaVelocity === 0.5 ? Math.sqrt(flow) : pow(flow, kLaVelocity))
  }

  /**
   * Oxygen transfer is exchange · (share of oxygen in the gas − share in balance with the liquid): this is the exchange,
   * in mmol/(L·h).
   */
  function oxygenExchange(volume_L: number, flow_slpm: number): number {
    if (!(flow_slpm > 0)) return 0
    const through = (1000 * MOL_H * flow_slpm) / volume_L
    return through * (1 - exp((-1000 * kLa(flow_slpm) * g.pressure_atm) / (HeO2 * through)))
  }

  /** Share of oxygen in a gas that is in balance with the liquid, per % dissolved oxygen. */
  const shareInBalance = (oxygen_pct: number): number => (((oxygen_pct * perPercent_mM) / 1000) * HeO2) / g.pressure_atm

  /**
   * Dissolved oxygen x (%) that solves supply − loss · x = demand · x / (x + KO2): a quadratic. The same equation serves
   * the quasi-steady state and one implicit step of the fast layer.
   */
  function respiringBalance(supply: number, loss: number, demand: number): number {
    if (!(supply > 0)) return 0
    const b = loss * KO2 + demand - supply
    const root = Math.sqrt(b * b + 4 * loss * supply * KO2)
    return b > 0 ? (2 * supply * KO2) / (b + root) : (root - b) / (2 * loss)
  }

  /** What the last `cascade` and the last `strip` found. */
  const settled = {
    oxygen_pct: 0,
    oxygen_slpm: 0,
    kLa_per_h: 0,
    carbonDioxideRemoval_mmol_L_h: 0,
    entranceVelocity_m_s: 0,
  }

  /**
   * Oxygen flow that transfers `needed` at a dissolved oxygen whose share in balance is `balance`, from none to `most`.
   *
   * Where the search begins: with 1 - e^-n = n / (1 + n/2 + n²/12), right to n⁴/720, the balance is a quadratic in the
   * root of the flow but for its last term, which takes the root found without it. Transfer rises with the flow along a
   * concave curve: Newton's steps come up to the solution from below, and a start above it falls below at the first
   * step. As a rule one step is enough, and with it one exponential.
   */
  function oxygenFlowFor(needed: number, balance: number, volume_L: number, carbonDioxide_slpm: number, most: number) {
    const other = g.air_slpm + carbonDioxide_slpm
    /** The part of the gas that is no oxygen. */
    const scarce = other - yO2air * g.air_slpm
    const needed_slpm = (needed * volume_L) / (1000 * MOL_H)
    const perNtu = (g.pressure_atm * volume_L) / (HeO2 * MOL_H)
    const open = 1 - balance
    let oxygen = 0
    if (kLaVelocity === 0.5 && needed > 0 && open > 0) {
      const ntu1 = perNtu * kLa(1)
      const slope = needed_slpm / ntu1
      const square = slope * slope
      const c = 4 * open * (scarce + 0.5 * needed_slpm)
      const rough = slope + Math.sqrt(square + c)
      // With a divisor of zero (no stirring) the root is infinite, and the flow the most there is.
      const root = (slope + Math.sqrt(square + c + (2 * open * open * needed_slpm * ntu1) / (3 * rough))) / (2 * open)
      oxygen = root * root - other
    }
    for (let i = 0; i < 12; i++) {
      oxygen = oxygen > 0 ? (oxygen < most ? oxygen : most) : 0
      const flow = other + oxygen
      const ntu = flow > 0 ? (perNtu * kLa(flow)) / flow : Number.POSITIVE_INFINITY
      const left = exp(-ntu)
      const drive = flow * open - scarce
      const missing = (1 - left) * drive - needed_slpm
      if (missing >= 0 && oxygen === 0) return 0
      if (missing < 0 && oxygen === most) return most
      const rise = (1 - left) * open + (left > 0 ? (((kLaVelocity - 1) * ntu * left) / flow) * drive : 0)
      if (!(rise > 0)) return most
      oxygen -= missing / rise
      // Steps square the error: what is left after this one is below 1e-10.
      if (missing <= 1e-5 * needed_slpm && missing >= -1e-5 * needed_slpm) break
    }
    return oxygen > 0 ? (oxygen < most ? oxygen : most) : 0
  }

  /**
   * Where the oxygen loop comes to rest: air alone if it is enough (then diluted, so that the set point is held), else
   * as much oxygen as it takes, else all there is and less dissolved oxygen. `demand` is the uptake with oxygen in plenty.
   */
  function cascade(volume_L: number, carbonDioxide_slpm: number, demand: number, setPoint_pct: number): void {
    const most = g.oxygenMax_slpm
    const needed = demand * (setPoint_pct / (setPoint_pct + KO2))
    const balance = shareInBalance(setPoint_pct)
    settled.oxygen_pct = setPoint_pct
    settled.oxygen_slpm = oxygenFlowFor(needed, balance, volume_L, carbonDioxide_slpm, most)
    if (settled.oxygen_slpm < most) return
    const flow = g.air_slpm + most + carbonDioxide_slpm
    const exchange = oxygenExchange(volume_L, flow)
    const share = flow > 0 ? (yO2air * g.air_slpm + most) / flow : 0
    if (exchange * (share - balance) >= needed) return
    settled.oxygen_pct = respiringBalance(exchange * share, exchange * shareInBalance(1), demand)
  }

  /** Carbon dioxide that leaves with all the gas, and the speed at the sparger holes: above 30 m/s the jets kill cells. */
  function strip(volume_L: number, carbonDioxide_slpm: number, pCO2_mmHg: number): void {
    const flow = g.air_slpm + settled.oxygen_slpm + carbonDioxide_slpm
    settled.kLa_per_h = kLa(flow)
    settled.carbonDioxideRemoval_mmol_L_h = 0
    settled.entranceVelocity_m_s = 0
    if (!(flow > 0)) return
    const through = (1000 * MOL_H * flow) / volume_L
    const left = exp((-1000 * kLaCO2 * settled.kLa_per_h * g.pressure_atm) / (HeCO2 * through))
    const drive = pCO2_mmHg / (760 * g.pressure_atm) - carbonDioxide_slpm / flow
    settled.carbonDioxideRemoval_mmol_L_h = through * drive * (1 - left)
    const velocity = (4 * WARM_M3_S * flow) / (g.pressure_atm * g.holes * Math.PI * g.hole_m * g.hole_m)
    settled.entranceVelocity_m_s = velocity < jetMost ? velocity : jetMost
  }

  return { perPercent_mM, settled, oxygenExchange, shareInBalance, respiringBalance, cascade, strip }
}
