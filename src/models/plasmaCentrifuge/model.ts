import { defaults, exp, pow, spec, type Specs, type Values } from '../../sim/index.ts'
import { settleInto } from '../ethanolPrecipitation/solubility.ts'
import { agePlasma } from '../plasmaPlant/ageing.ts'
import { turbidity_NTU, viscosity_mPas } from '../plasmaPlant/liquid.ts'
import {
  massOf,
  pourPlasma,
  type PlasmaStream,
  protein_g,
  proteinLedger,
  separate,
  solids_g,
  solution,
  splitPlasma,
} from '../plasmaPlant/stream.ts'
import type { PlasmaConditions, PlasmaUnit } from '../plasmaPlant/unit.ts'
import { parameters as thawing, solubleFactorVIII, solubleFibrinogen } from '../plasmaThaw/model.ts'
import type { Readings, Refusal } from '../unit.ts'
import { capturedShare, cutSize_um, settlingArea_m2 } from './sigma.ts'

const SHEET = 'plasma.md §3.4'

export const parameters = {
  discs: spec('discs in the stack', '1', 120, [20, 300], 'G', SHEET),
  speed: spec('speed of the bowl', 'rpm', 6000, [1000, 12000], 'G', SHEET),
  outer: spec('outer radius of the discs', 'm', 0.15, [0.05, 0.4], 'G', SHEET),
  inner: spec('inner radius', 'm', 0.06, [0.01, 0.3], 'G', SHEET),
  tanAngle: spec('tangent of the disc angle (40°)', '1', 0.8390996, [0.3, 3], 'G', SHEET),
  efficiency: spec('share of the settling area that works', '1', 0.55, [0.1, 1], 'V', `${SHEET}: V69`),
  densityCryo: spec('cryoprecipitate heavier than its liquid', 'kg/m³', 40, [5, 200], 'G', SHEET),
  densityEthanol: spec('ethanol precipitates heavier than theirs', 'kg/m³', 80, [5, 300], 'G', SHEET),
  sizeCryo: spec('size of cryoprecipitate', 'µm', 2, [0.2, 10], 'G', SHEET),
  spread: spec('geometric spread of sizes', '1', 2, [1.1, 4], 'G', SHEET),
  ratedFeed: spec('feed from which particles break up', 'L/h', 800, [100, 5000], 'C', 'plasma.md §3.1.5'),
  breakUp: spec('exponent of that', '1', 0.2, [0, 1], 'C', 'plasma.md §3.1.5'),
  pasteProtein: spec('protein in the paste', '1', 0.3, [0.05, 0.6], 'G', 'plasma.md §3.1.4'),
  contact: spec(
    'share of the way to equilibrium at the temperature of the bowl',
    '1',
    0.3,
    [0, 1],
    'C',
    'plasma.md §1.1: warm bowl',
  ),
} satisfies Specs

export const settings = {
  feed: spec('feed of each machine', 'L/h', 800, [0, 5000], 'G', 'plasma.md §1.1, §1.2'),
  speed: spec('speed of the bowl, of the rated', '1', 1, [0.3, 1.2], 'G', 'this plant'),
  temperature: spec('temperature of the bowl', '°C', -5, [-10, 25], 'G', 'plasma.md §1.2; cryoprecipitate +2'),
  keepPaste: spec('what goes on to the next step (1 paste, 0 liquid)', '1', 0, [0, 1], 'G', 'process graph'),
} satisfies Specs

export const acts = {
  spinAgain: spec('liquid back into the feed', 'L', 50, [0, 5000], 'G', 'plasma.md §6 no. 8'),
} satisfies Specs

type P = typeof parameters
type S = typeof settings
type C = PlasmaConditions<P, S>

/** What every separation leaves behind: the stream kept is its product, the other stays here to be taken. */
export interface PlasmaCentrifugeState {
  phase: 'feed' | 'done'
  feed: PlasmaStream
  paste: PlasmaStream
  liquid: PlasmaStream
  leaving_NTU: number
  /** Precipitate fed, and what of it was caught. */
  fed_g: number
  caught_g: number
  keepsPaste: boolean
  entered_g: number
}

const TICK_S = 60
const cryo = defaults(thawing)

/** Continuous disc centrifuges side by side: cryoprecipitate and every paste of the ethanol steps. */
export const plasmaCentrifuge: PlasmaUnit<PlasmaCentrifugeState, P, S> = {
  id: 'plasmaCentrifuge',
  tick_s: TICK_S,
  parameters,
  settings,
  acts,

  open(entry, c) {
    return {
      phase: 'feed',
      feed: { ...entry },
      paste: solution(0, entry),
      liquid: solution(0, entry),
      leaving_NTU: 0,
      fed_g: 0,
      caught_g: 0,
      keepsPaste: c.settings.keepPaste >= 0.5,
      entered_g: protein_g(entry),
    }
  },

  tick(state, c) {
    agePlasma(state.feed, TICK_S)
    agePlasma(state.liquid, TICK_S)
    agePlasma(state.paste, TICK_S)
    if (state.phase === 'done' || c.paused || state.feed.volume_L <= 1e-9) return
    const volume_L = (c.settings.feed * c.plant.centrifuges * TICK_S) / 3600
    if (volume_L > 0) spin(state, Math.min(1, volume_L / state.feed.volume_L), c)
  },

  act(state, _act, amount): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    if (state.liquid.volume_L <= 0) return { code: 'nothing_there' }
    pourPlasma(state.feed, splitPlasma(state.liquid, Math.min(1, amount / state.liquid.volume_L)))
    return undefined
  },

  phase: (state) => state.phase,
  ready: (state) => state.phase === 'feed' && state.feed.volume_L <= 1e-9,

  /** Ends the run: what was not spun goes on with the liquid, precipitate and all. */
  proceed(state, c): Refusal | undefined {
    if (state.phase === 'done') return { code: 'step_closed' }
    pourPlasma(state.liquid, splitPlasma(state.feed, 1))
    state.keepsPaste = c.settings.keepPaste >= 0.5
    state.phase = 'done'
    return undefined
  },

  finished: (state) => state.phase === 'done',

  readings(state, c): Readings {
    const runs = state.phase === 'feed' && !c.paused && state.feed.volume_L > 1e-9
    return {
      feed_L_h: runs ? c.settings.feed * c.plant.centrifuges : 0,
      feed_L: state.feed.volume_L,
      liquid_L: state.liquid.volume_L,
      leaving_NTU: state.leaving_NTU,
      liquid_NTU: turbidity_NTU(state.liquid),
      paste_kg: state.paste.volume_L + protein_g(state.paste) / 1e3,
      temperature_C: state.feed.temperature_C,
    }
  },

  ledger: ({ phase, keepsPaste, entered_g, feed, paste, liquid }) => {
    if (phase !== 'done') return proteinLedger(entered_g, 0, undefined, feed, paste, liquid)
    const [kept, other] = keepsPaste ? [paste, liquid] : [liquid, paste]
    return proteinLedger(entered_g, 0, kept, other, feed)
  },

  close(state) {
    const { paste, liquid } = state
    return {
      product: state.keepsPaste ? paste : liquid,
      outlets: { paste, liquid },
      results: {
        captured_pct: state.fed_g > 0 ? (100 * state.caught_g) / state.fed_g : 0,
        liquid_NTU: turbidity_NTU(liquid),
        liquid_L: liquid.volume_L,
        paste_kg: paste.volume_L + protein_g(paste) / 1e3,
        pasteProtein_kg: protein_g(paste) / 1e3,
        pasteIgG_kg: massOf(paste, 'IgG') / 1e3,
        pasteAlbumin_kg: massOf(paste, 'ALB') / 1e3,
        pasteFactorVIII_IU: paste.FVIII_solid_IU + paste.FVIII_IU,
      },
    }
  },
}

/** Without ethanol what precipitates is cryoprecipitate: light and fine. */
const isCryo = (s: PlasmaStream): boolean => s.ethanol_pct < 2

/** Share of the precipitate that a machine catches at this feed. */
export function captured(slurry: PlasmaStream, feed_L_h: number, speed: number, p: Values<P>): number {
  if (feed_L_h <= 0) return 1
  const area = p.efficiency * settlingArea_m2(p.discs, p.speed * speed, p.outer, p.inner, p.tanAngle)
  const density = isCryo(slurry) ? p.densityCryo : p.densityEthanol
  const whole = isCryo(slurry) ? p.sizeCryo : slurry.particle_um
  const size = whole * pow(Math.max(1, feed_L_h / p.ratedFeed), -p.breakUp)
  return capturedShare(cutSize_um(feed_L_h, area, density, viscosity_mPas(slurry.ethanol_pct)), size, p.spread)
}

function spin(state: PlasmaCentrifugeState, fraction: number, c: C): void {
  const { parameters: p, settings: s } = c
  const part = splitPlasma(state.feed, fraction)
  warm(part, s.temperature, p)
  const share = captured(part, s.feed, s.speed, p)
  const solid_g = solids_g(part) + part.denatured_g
  state.fed_g += solid_g
  state.caught_g += solid_g * share
  const { paste, liquid } = separate(part, share, p.pasteProtein)
  state.leaving_NTU = turbidity_NTU(liquid)
  pourPlasma(state.paste, paste)
  pourPlasma(state.liquid, liquid)
}

/** In the bowl the slurry takes the bowl's temperature, and part of what dissolves there does. */
function warm(part: PlasmaStream, bowl_C: number, p: Values<P>): void {
  const before_C = part.temperature_C
  part.temperature_C += (bowl_C - before_C) * (1 - exp(-1))
  if (!isCryo(part)) {
    settleInto(part, part, p.contact)
    return
  }
  if (part.temperature_C <= before_C) return
  const dissolve = (
    share: (T: number) => number,
    solid: 'FVIII_solid_IU' | 'FIB_solid_g',
    liquid: 'FVIII_IU' | 'FIB_g',
  ): void => {
    const more = Math.min(1, Math.max(0, share(part.temperature_C) - share(before_C)) * p.contact)
    const moved = part[solid] * more
    part[solid] -= moved
    part[liquid] += moved
  }
  dissolve((T) => solubleFactorVIII(T, cryo), 'FVIII_solid_IU', 'FVIII_IU')
  dissolve((T) => solubleFibrinogen(T, cryo), 'FIB_solid_g', 'FIB_g')
}
