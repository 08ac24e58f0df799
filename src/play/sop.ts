import { antibodyOf, morningRound, nominalCultureRecipe, type Readings } from '../models/index.ts'
import { defaults } from '../sim/index.ts'
import type { Observation, Policy } from './observation.ts'
import type { Decision } from './state.ts'
import { unitOf } from './units.ts'

/**
 * The printed recipe, carried out by a colleague: set points stay at their recipe values, each phase ends when its
 * criterion is met, and the culture gets its daily round. Written per unit operation, not per level.
 */
export const sop: Policy = (o) => {
  // What waits for a hand, and what somebody left standing: a colleague who has the step lets it go on.
  if (o.paused) return o.age_s % 600 === 0 ? [{ slot: `${o.step.id}.pause`, value: 0 }] : []
  if (o.ready) return [{ slot: `${o.step.id}.proceed`, value: 1 }, ...(REFUSED[o.step.unit]?.(o) ?? [])]
  return [...(ROUNDS[o.step.unit]?.(o) ?? []), ...(hasStood(o) ? asPrinted(o) : [])]
}

/** Column volumes of the gradient between which the printed recipe of the cation exchange collects. */
export const PRINTED_CUT_CV = [9.25, 11.65] as const

/** Where going on may be refused, what puts that right: two lines of a cut that somebody has crossed hold no tube. */
const REFUSED: Readonly<Record<string, (o: Observation) => readonly Decision[]>> = {
  cationExchange: ({ phase, step }) =>
    phase === 'pool'
      ? ['poolFrom', 'poolTo'].map((topic, i) => ({ slot: `${step.id}.${topic}`, value: PRINTED_CUT_CV[i]! }))
      : [],
  solventDetergent: treatedSide,
}

/** A hose of the treated side, and one that is missing is sent for; what somebody else has hung there stays. */
function treatedSide(o: Observation): readonly Decision[] {
  const { hose } = o.settings
  if (o.phase !== 'hold' || hose! >= 1.5) return []
  const isMissing = o.age_s % 600 === 0 && o.readings()['postHose'] === 0
  return [
    ...(hose! < 0.5 ? [{ slot: `${o.step.id}.hose`, value: 1 }] : []),
    ...(isMissing ? [{ slot: 'call.maintenance', value: 'postHose' }] : []),
  ]
}

const WEEK_S = 7 * 86_400

/** No step that waits for a hand lasts a week: by these set points it never ends. */
const hasStood = (o: Observation): boolean => o.step.waits === true && o.age_s >= WEEK_S && o.age_s % 600 === 0

/** What was left elsewhere goes back to the printed recipe. */
function asPrinted({ step, settings }: Observation): readonly Decision[] {
  const printed = { ...defaults(unitOf(step).settings), ...step.recipe }
  return Object.entries(printed).flatMap(([topic, value]) =>
    settings[topic] === value ? [] : [{ slot: `${step.id}.${topic}`, value }],
  )
}

/** What a unit's recipe asks for besides waiting for the end of a phase. */
const ROUNDS: Readonly<Record<string, (o: Observation) => readonly Decision[]>> = {
  culture: morning,
  lowPhHold: (o) => pumpOn(o, 'acidFlow', 1),
  anionExchange: (o) => pumpOn(o, 'dilutionFlow', 60),
  depthFilter: (o) => whenPlugged(o, 'changeFilter', (r) => o.phase === 'load' && r['flux_LMH']! < 10),
  sterileFill: bubblePoint,
  nanofilter: (o) => whenPlugged(o, 'addFilter', (r) => o.phase === 'load' && r['fluxDecay_pct']! > 97),
  plasmaNanofilter: (o) => whenPlugged(o, 'freshFilter', (r) => o.phase === 'load' && r['fluxLeft']! < 0.03),
}

/** Where somebody dosed by hand, the crew lets the pump do it. */
function pumpOn(o: Observation, topic: string, flow: number): readonly Decision[] {
  return o.settings[topic] === 0 ? [{ slot: `${o.step.id}.${topic}`, value: flow }] : []
}

/** A look at the skid every ten minutes: a filter that hardly lets anything through gets a fresh one. */
function whenPlugged(o: Observation, act: string, plugged: (r: Readings) => boolean): readonly Decision[] {
  if (o.age_s % 600 !== 0 || !plugged(o.readings())) return []
  return [{ slot: `${o.step.id}.${act}`, value: 1 }]
}

/** A filter that fails its bubble point is wetted once more, then replaced; what it let through is filtered again. */
function bubblePoint(o: Observation): readonly Decision[] {
  const r = o.readings()
  const shown_bar = o.phase === 'preTest' ? r['preTest_bar'] : o.phase === 'postTest' ? r['postTest_bar'] : undefined
  if (shown_bar === undefined || shown_bar >= o.parameters['bubblePointLimit']!) return []
  return [{ slot: `${o.step.id}.${r['rewets']! < 1 ? 'rewet' : 'replaceFilter'}`, value: 1 }]
}

const DAY_S = 86_400

/**
 * Every morning: feed rate for the day, glucose to its target, temperature shift on its day. Until samples are decisions
 * of the run the crew reads the vessel's own glucose and volume; instruments (src/models/instruments) come between then.
 */
function morning(o: Observation): readonly Decision[] {
  if (o.age_s % DAY_S !== 0) return []
  const readings = o.readings()
  const measured = { glucose_mM: readings['glucose_mM']!, volume_L: readings['volume_L']! }
  const round = morningRound(
    nominalCultureRecipe,
    o.age_s / DAY_S,
    measured,
    antibodyOf(o.plant).vessel,
    o.parameters['glcStock']!,
  )
  const at = (topic: string, value: number): Decision => ({ slot: `${o.step.id}.${topic}`, value })
  const decisions = [at('feedRate', round.feedRate_L_h)]
  if (round.temperature_C !== o.settings['temperature']) decisions.push(at('temperature', round.temperature_C))
  if (round.glucose_L > 0) decisions.push(at('glucose', round.glucose_L))
  return decisions
}
