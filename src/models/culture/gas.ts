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

const MOLAR_L = 22.414

export function gasTransfer(p: Values<CultureParameters>, g: Sparging) {
  const { jetMost, HeO2, HeCO2, kLaFactor, kLaPower, kLaVelocity, kLaCO2, yO2air, KO2 } = p
  /** Oxygen in medium at 100 % of air saturation and 1 atm, mM. */
  const saturation_mM = (1000 * yO2air) / HeO2
  const perPercent_mM = saturation_mM / 100
  const stirred = { power_W_m3: -1, factor: 0 }

  /** 1/h, van 't Riet's form. The velocity is that at 37 °C: the correlation is not known any finer. */
  function kLa(flow_slpm: number): number {
    if (g.power_W_m3 !== stirred.power_W_m3) {
      stirred.power_W_m3 = g.power_W_m3
      stirred.factor = 3600 * kLaFactor * pow(g.power_W_m3, kLaPower)
    }
    const velocity_m_s = ((flow_slpm / 60000) * (310.15 / 273.15)) / (g.pressure_atm * g.crossSection_m2)
    const moving = velocity_m_s > 1e-7 ? velocity_m_s : 1e-7
    return g.kLaFactor * stirred.factor * (kLaVelocity === 0.5 ? Math.sqrt(moving) : pow(moving, kLaVelocity))
  }

  /**
   * Oxygen transfer is exchange · (share of oxygen in the gas − share in balance with the liquid): this is the exchange,
   * in mmol/(L·h).
   */
  function oxygenExchange(volume_L: number, flow_slpm: number): number {
    if (!(flow_slpm > 0)) return 0
    const mol_h = (flow_slpm * 60) / MOLAR_L
    const ntu = (kLa(flow_slpm) * volume_L * g.pressure_atm) / (HeO2 * mol_h)
    return ((1000 * mol_h) / volume_L) * (1 - exp(-ntu))
  }

  /** Share of oxygen in a gas that is in balance with the liquid, per % dissolved oxygen. */
  const shareInBalance = (oxygen_pct: number): number => (((oxygen_pct * perPercent_mM) / 1000) * HeO2) / g.pressure_atm

  function oxygenShare(oxygen_slpm: number, carbonDioxide_slpm: number): number {
    const flow = g.air_slpm + oxygen_slpm + carbonDioxide_slpm
    return flow > 0 ? (yO2air * g.air_slpm + oxygen_slpm) / flow : 0
  }

  /** mmol/(L·h) from liquid to gas. */
  function carbonDioxideTransfer(
    volume_L: number,
    flow_slpm: number,
    carbonDioxide_slpm: number,
    pCO2_mmHg: number,
    kLa_per_h: number,
  ): number {
    if (!(flow_slpm > 0)) return 0
    const mol_h = (flow_slpm * 60) / MOLAR_L
    const ntu = (kLaCO2 * kLa_per_h * volume_L * g.pressure_atm) / (HeCO2 * mol_h)
    const share = pCO2_mmHg / 760 / g.pressure_atm - carbonDioxide_slpm / flow_slpm
    return ((1000 * mol_h) / volume_L) * share * (1 - exp(-ntu))
  }

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

  /** What the last `cascade` found. */
  const settled = { oxygen_pct: 0, oxygen_slpm: 0 }

  /** The oxygen flow if transfer were kLa times the driving force of fresh gas: a quadratic in the root of the flow. */
  function unexhaustedFlow(needed: number, balance: number, other_slpm: number): number {
    if (kLaVelocity !== 0.5 || !(other_slpm > 0) || !(balance < 1)) return 0
    const perRoot = (1000 * kLa(other_slpm) * g.pressure_atm) / (HeO2 * Math.sqrt(other_slpm))
    const a = perRoot * (1 - balance)
    const root = (needed + Math.sqrt(needed * needed + 4 * a * perRoot * (other_slpm - yO2air * g.air_slpm))) / (2 * a)
    const oxygen = root * root - other_slpm
    return oxygen > 0 ? oxygen : 0
  }

  /**
   * Oxygen flow that transfers `needed` at a dissolved oxygen whose share in balance is `balance`, not above `most`.
   * Transfer rises with the flow along a concave curve, so Newton's steps come up to the root from below. They begin
   * where the root would be if bubbles were not exhausted on their way (1 - e^-NTU = NTU), which is below it.
   */
  function oxygenFlowFor(
    needed: number,
    balance: number,
    volume_L: number,
    carbonDioxide_slpm: number,
    most: number,
  ): number {
    const other = g.air_slpm + carbonDioxide_slpm
    let oxygen = unexhaustedFlow(needed, balance, other)
    for (let i = 0; i < 12; i++) {
      const flow = other + oxygen
      const perFlow = (1000 * 60) / MOLAR_L / volume_L
      const ntu =
        flow > 0 ? (kLa(flow) * volume_L * g.pressure_atm * MOLAR_L) / (HeO2 * 60 * flow) : Number.POSITIVE_INFINITY
      const left = exp(-ntu)
      const share = flow > 0 ? (yO2air * g.air_slpm + oxygen) / flow : 1
      const missing = perFlow * flow * (1 - left) * (share - balance) - needed
      if (missing >= 0) return oxygen
      const bend = left > 0 ? (kLaVelocity - 1) * ntu * left : 0
      const rise = perFlow * ((1 - left + bend) * (share - balance) + (1 - left) * (1 - share))
      if (!(rise > 0)) return most
      oxygen -= missing / rise
      if (oxygen >= most) return most
      // Steps square the error: what is left after this one is below 1e-11.
      if (missing >= -1e-6 * needed) return oxygen
    }
    return oxygen
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
    const exchange = oxygenExchange(volume_L, g.air_slpm + most + carbonDioxide_slpm)
    const share = oxygenShare(most, carbonDioxide_slpm)
    if (exchange * (share - balance) >= needed) return
    settled.oxygen_pct = respiringBalance(exchange * share, exchange * shareInBalance(1), demand)
  }

  /** m/s at the sparger holes: above 30 the jets kill cells. */
  function entranceVelocity(flow_slpm: number): number {
    const holes_m2 = (g.holes * Math.PI * g.hole_m * g.hole_m) / 4
    if (!(flow_slpm > 0)) return 0
    const velocity = ((flow_slpm / 60000) * (310.15 / 273.15)) / (g.pressure_atm * holes_m2)
    return velocity < jetMost ? velocity : jetMost
  }

  return {
    perPercent_mM,
    settled,
    kLa,
    oxygenExchange,
    shareInBalance,
    oxygenShare,
    carbonDioxideTransfer,
    respiringBalance,
    cascade,
    entranceVelocity,
  }
}
