import { type AntibodyLimitKey, antibodyLimits, plants } from '../models/index.ts'
import { type Line, modelVersionOf, readRun, type Run, type Severity, type Step, unitOf } from '../play/index.ts'
import { levelHash } from '../record/index.ts'
import { type Bands, bandsOf, readingBands, type Verdict, verdictOf } from './bands.ts'

/** What the batch record has beyond what the desk shows: every step, the crew's too, from its opening to its close. */
export interface Dossier {
  readonly model: string
  readonly hash: string
  readonly steps: readonly DossierStep[]
  readonly curves: readonly Curve[]
  /** Action limits of what was written by hand, by line, and of what was tested, by `step.assay`; none: the table has no row. */
  readonly limits: Readonly<Record<string, Bands['action']>>
  /** How quality classes each report, by the second it was written; null: about nothing that was wrong. */
  readonly classes: Readonly<Record<number, Severity | null>>
}

export interface DossierStep {
  readonly id: string
  readonly unit: string
  readonly mode: Step['mode']
  readonly opened_s: number
  /** null: never closed. */
  readonly closed_s: number | null
  readonly plan: readonly PlanLine[]
  readonly results: readonly DossierResult[]
  /** Grams of product and litres, in and out; what stayed in the equipment, what went to waste. */
  readonly balance: {
    readonly entered_g: number
    readonly made_g: number
    readonly left_g: number
    readonly held_g: number
    readonly lost_g: number
    readonly left_L: number
  } | null
}

/** A set point that the plant's table of limits knows: what the recipe asks, its range, and where it stood at the end. */
export interface PlanLine {
  readonly topic: string
  readonly unit: string
  readonly recipe: number
  readonly stood: number
  readonly range: Bands['action']
  readonly verdict: Verdict
}

export interface DossierResult {
  readonly id: string
  readonly value: number
  readonly unit: string
  readonly digits: number
  /** null: reported without a limit of its own. */
  readonly range: Bands['action'] | null
  readonly verdict: Verdict | null
  /** Part of the page on viral safety. */
  readonly viral: boolean
}

/** What the recorder kept of a display, thinned to what a printed curve can show. */
export interface Curve {
  readonly step: string
  readonly panel: string
  readonly points: readonly (readonly [t_s: number, shown: number])[]
}

type Row = readonly [id: string, unit: string, digits: number, limit: AntibodyLimitKey | null, viral?: 'viral']

/** What is reported of a step when it closes. */
// oxfmt-ignore
const REPORTED: Readonly<Record<string, readonly Row[]>> = {
  // What the laboratory measured of cells and culture stands with the samples; of the harvest comes the titre.
  culture: [['titre_g_L', 'g/L', 2, null]],
  centrifuge: [['centrate_NTU', 'NTU', 0, 'harvest.centrateTurbidity'], ['yield_pct', '%', 1, null]],
  depthFilter: [
    ['load_L_m2', 'L/m²', 0, 'harvest.depthLoad'], ['highestPressure_bar', 'bar', 2, 'harvest.depthPressure'],
    ['filtrate_NTU', 'NTU', 1, 'harvest.turbidity'], ['yield_pct', '%', 1, null],
  ],
  proteinA: [
    ['cycles', '1', 0, null], ['resinCycles', '1', 0, 'capture.resinCycles'],
    ['resinCapacity_pct', '%', 0, 'capture.resinCapacity'], ['highestPressure_bar', 'bar', 2, 'capture.pressure'],
    ['pool_g_L', 'g/L', 1, null], ['hcp_ppm', 'ppm', 0, null], ['yield_pct', '%', 1, null],
  ],
  lowPhHold: [
    ['hold_min', 'min', 0, 'lowPhHold.time', 'viral'], ['claimRetro_log10', 'log10', 1, null, 'viral'],
    ['hmw_pct', '%', 2, null], ['pH', 'pH', 2, 'lowPhHold.neutralPh'],
  ],
  cationExchange: [
    ['cycles', '1', 0, null], ['hmw_pct', '%', 2, 'nanofilter.hmw'], ['hcp_ppm', 'ppm', 1, null],
    ['yield_pct', '%', 1, null],
  ],
  anionExchange: [
    ['highestConductivity_mS_cm', 'mS/cm', 1, 'anion.conductivity', 'viral'], ['load_g_L', 'g/L', 0, 'anion.load'],
    ['reductionRetro_log10', 'log10', 1, null, 'viral'], ['reductionParvo_log10', 'log10', 1, null, 'viral'],
    ['hcp_ppm', 'ppm', 1, null], ['yield_pct', '%', 1, null],
  ],
  nanofilter: [
    ['load_L_m2', 'L/m²', 0, 'nanofilter.load', 'viral'], ['fluxDecay_pct', '%', 0, 'nanofilter.fluxDecay', 'viral'],
    ['longestPause_min', 'min', 0, 'nanofilter.pause', 'viral'], ['integrity_pass', '1', 0, null, 'viral'],
    ['claimRetro_log10', 'log10', 1, null, 'viral'], ['claimParvo_log10', 'log10', 1, null, 'viral'],
    ['yield_pct', '%', 1, null],
  ],
  ultrafiltration: [
    ['diavolumes', '1', 1, 'ufdf.diavolumes'], ['product_g_L', 'g/L', 1, 'ufdf.concentration'], ['pH', 'pH', 2, null],
    ['polysorbate_pct', '%', 3, 'fill.polysorbate'], ['hmw_pct', '%', 2, null], ['yield_pct', '%', 1, null],
  ],
  sterileFill: [
    ['preTest_pass', '1', 0, null], ['postTest_pass', '1', 0, null], ['sinceFiltration_h', 'h', 1, 'fill.time'],
    ['vials', '1', 0, null], ['rejects', '1', 0, null], ['interventions', '1', 0, null], ['doses', '1', 0, null],
    ['yield_pct', '%', 1, null],
  ],
}

/** The plant's action limit of what a step reports; null: it has none. */
export function limitOfReport(
  run: Run,
  unit: string,
  result: string,
): (Bands['action'] & { readonly unit: string }) | null {
  const row = REPORTED[unit]?.find(([id]) => id === result)
  return row?.[3] ? { ...antibodyLimits(run.level.scale_L)[row[3]].action, unit: row[1] } : null
}

/** Points a printed curve is drawn from. */
const CURVE_POINTS = 160

export function dossierOf(run: Run): Dossier {
  return {
    model: modelVersionOf(run.level),
    hash: levelHash(run.level),
    steps: run.level.steps.flatMap((step, index) => stepOf(run, step, index) ?? []),
    curves: Object.entries(run.desk?.historian ?? {}).map(([name, points]): Curve => {
      const dot = name.indexOf('.')
      const read = points.flatMap((p) => (p.shown === null ? [] : [[p.t_s, p.shown] as const]))
      const every = Math.max(1, Math.ceil(read.length / CURVE_POINTS))
      return { step: name.slice(0, dot), panel: name.slice(dot + 1), points: read.filter((_, i) => i % every === 0) }
    }),
    limits: limitsOf(run),
    classes: classesOf(run),
  }
}

function classesOf(run: Run): Dossier['classes'] {
  if (!run.desk) return {}
  const { demands, events } = readRun(run)
  return Object.fromEntries(
    events.flatMap((e) =>
      e.kind === 'deviation' ? [[e.t_s, demands.cases.find((c) => c.id === e.about)?.severity ?? null]] : [],
    ),
  )
}

function limitsOf(run: Run): Dossier['limits'] {
  const limits: Record<string, Bands['action']> = {}
  const unitAt = (id: string): string => run.level.steps.find((s) => s.id === id)!.unit
  for (const line of run.level.work?.lines ?? []) {
    const bands = bandsOfLine(run, line, unitAt(line.step))
    if (bands) limits[line.id] = bands.action
  }
  for (const { step, assay } of run.desk?.samples ?? []) {
    const bands = readingBands(run, unitAt(step), assay, null)
    if (bands) limits[`${step}.${assay}`] = bands.action
  }
  return limits
}

/** A line is about its step as it should be then: cooled once it was cooled on purpose, the bottles at their hold, the product at its strength. */
function bandsOfLine(run: Run, line: Line, unit: string): Bands | null {
  const written = run.log.filter((d) => d.slot === `record.${line.id}`).at(-1)
  const value = Array.isArray(written?.value) ? written.value[0] : null
  if (unit === 'culture' && line.panel === 'temperature' && typeof value === 'number' && value < SHIFTED_BELOW_C)
    return shiftBands(run)
  return readingBands(run, unit, line.panel, null, unit === 'pasteuriser' ? 'hold' : 'formulate')
}

function stepOf(run: Run, step: Step, index: number): DossierStep | null {
  const closed = run.closed.find((c) => c.index === index)
  const running = run.running.find((r) => r.index === index)
  const opened_s = closed?.opened_s ?? running?.opened_s
  if (opened_s === undefined) return null
  const { mass_g } = plants[run.level.plant]
  return {
    id: step.id,
    unit: step.unit,
    mode: step.mode,
    opened_s,
    closed_s: closed?.closed_s ?? null,
    plan: planOf(run, step),
    results: closed ? resultsOf(run, step.unit, closed.results) : [],
    balance: closed
      ? {
          entered_g: mass_g(closed.entered),
          made_g: closed.ledger.made_g,
          left_g: mass_g(closed.product),
          held_g: closed.ledger.held_g,
          lost_g: closed.ledger.lost_g,
          left_L: closed.product.volume_L,
        }
      : null,
  }
}

/** Cooled on purpose: its own row of the table. */
const SHIFTED_BELOW_C = 35
function shiftBands(run: Run): Bands {
  const { setPoint, alert, action } = antibodyLimits(run.plant.scale_L)['culture.shiftTemperature']
  return { asked: setPoint, alert, action }
}

function planOf(run: Run, step: Step): readonly PlanLine[] {
  const unit = unitOf(step)
  const nominal = unit.nominal?.(run.plant) ?? {}
  return Object.entries(unit.settings).flatMap(([topic, spec]): PlanLine[] => {
    // Acid by hand: the loop and its set point are out of use.
    if (step.unit === 'lowPhHold' && topic === 'pH' && step.recipe['acidFlow'] === 0) return []
    const set = run.log.filter((d) => d.slot === `${step.id}.${topic}` && typeof d.value === 'number').at(-1)
    const recipe = nominal[topic] ?? spec.value
    const stood = typeof set?.value === 'number' ? set.value : (step.recipe[topic] ?? recipe)
    const shifted = step.unit === 'culture' && topic === 'temperature' && stood < SHIFTED_BELOW_C
    const bands = shifted ? shiftBands(run) : bandsOf(run, step.unit, topic, null)
    if (!bands) return []
    return [{ topic, unit: spec.unit, recipe, stood, range: bands.action, verdict: verdictOf(bands, stood) }]
  })
}

function resultsOf(run: Run, unit: string, results: Readonly<Record<string, number>>): readonly DossierResult[] {
  const table = antibodyLimits(run.plant.scale_L)
  return (REPORTED[unit] ?? []).flatMap(([id, measure, digits, row, viral]): DossierResult[] => {
    const value = results[id]
    if (value === undefined) return []
    const limit = row && table[row]
    const bands = limit && { asked: limit.setPoint, alert: limit.alert, action: limit.action }
    return [
      {
        id,
        value,
        unit: measure,
        digits,
        range: bands ? bands.action : null,
        verdict: bands ? verdictOf(bands, value) : null,
        viral: viral !== undefined,
      },
    ]
  })
}
