import { exp, log } from '../sim/index.ts'
import { formatNumber, type Language, typeset } from './language.ts'
import type { Snapshot, StepSnapshot } from './snapshot.ts'

/**
 * What a colleague could work out before a set point is changed: SOP arithmetic from the last displayed figures, the
 * plant's labels and the nominal cell line, with its uncertainty. It is given displays only: runs that show the same are
 * foreseen the same, whatever goes on inside them.
 */
export interface Displayed {
  readonly aids: boolean
  readonly t_s: number
  readonly round: number
  readonly roundLength_s: number
  readonly panels: readonly Pick<StepSnapshot['panels'][number], 'id' | 'seen' | 'history'>[]
  readonly assays: readonly Pick<StepSnapshot['assays'][number], 'id' | 'results' | 'error'>[]
  readonly controls: readonly Pick<StepSnapshot['controls'][number], 'topic' | 'value'>[]
  readonly forecasts: StepSnapshot['forecasts']
  readonly recipe: Pick<NonNullable<StepSnapshot['recipe']>, 'workingVolume_L'> | null
  readonly labels: StepSnapshot['labels']
}

export interface Foreseen {
  readonly what: 'fed' | 'volume' | 'room' | 'osmolality' | 'glucose' | 'slower' | 'count' | 'deadBand' | 'reserve'
  readonly low: number
  readonly high: number
  readonly unit: string
  readonly digits: number
}

export const displayed = (view: Snapshot, step: StepSnapshot): Displayed => ({
  aids: view.aids,
  t_s: view.t_s,
  round: view.round,
  roundLength_s: view.roundLength_s,
  panels: step.panels,
  assays: step.assays,
  controls: step.controls,
  forecasts: step.forecasts,
  recipe: step.recipe,
  labels: step.labels,
})

/** A lot's feed may be so much weaker or stronger than its label, its growth so much slower or faster than the line's. */
const FEED_SPREAD = 0.15
const GROWTH_SPREAD = 0.1
/** Two standard deviations of an assay. */
const SURE = 2

export function foreseen(now: Displayed, topic: string, value: number): readonly Foreseen[] {
  if (!now.aids) return []
  switch (topic) {
    case 'feedRate':
      return feeding(now, value * hoursToMorning(now))
    case 'feed':
      return feeding(now, value)
    case 'glucose':
      return sugar(now, value)
    case 'temperature':
      return growth(now, value)
    case 'pH':
      return value > 0 && now.labels['deadBand']
        ? [
            {
              what: 'deadBand',
              low: value - now.labels['deadBand'],
              high: value + now.labels['deadBand'],
              unit: '',
              digits: 2,
            },
          ]
        : []
    case 'oxygenMax': {
      const flow = shown(now, 'oxygenFlow')
      if (flow === null || value <= 0) return []
      const share = (100 * flow) / value
      return [{ what: 'reserve', low: share, high: share, unit: '%', digits: 0 }]
    }
    default:
      return []
  }
}

const hoursToMorning = ({ t_s, round, roundLength_s }: Displayed): number =>
  Math.max(0, (round + 1) * roundLength_s - t_s) / 3600

/** The newest figure of a display: its recorder's, or one's own look at it. */
function shown({ panels }: Displayed, id: string): number | null {
  const panel = panels.find((p) => p.id === id)
  const kept = panel?.history.at(-1)
  if (panel?.seen && (!kept || panel.seen.t_s >= kept[0])) return panel.seen.value
  return kept?.[1] ?? null
}

const results = ({ assays }: Displayed, id: string) => assays.find((a) => a.id === id)?.results ?? []

function erring({ assays }: Displayed, id: string, value: number): number {
  const error = assays.find((a) => a.id === id)?.error
  return error ? SURE * (error.absolute + error.relative * value) : 0
}

/** Litres in the vessel: a kilogram is a litre here, as on the recipe's own line. */
function rooms(now: Displayed, added_L: number): readonly Foreseen[] {
  const volume = shown(now, 'weight')
  if (volume === null) return []
  const later = volume + added_L
  const out: Foreseen[] = [{ what: 'volume', low: later, high: later, unit: 'L', digits: 1 }]
  if (!now.recipe) return out
  const left = now.recipe.workingVolume_L - later
  return [...out, { what: 'room', low: left, high: left, unit: 'L', digits: 1 }]
}

/** From salts alone, all that is food being eaten, to all of it staying where it was put. */
function feeding(now: Displayed, litres: number): readonly Foreseen[] {
  const fed: Foreseen = { what: 'fed', low: litres, high: litres, unit: 'L', digits: 2 }
  const out = [fed, ...rooms(now, litres)]
  const last = results(now, 'osmolality').at(-1)
  const volume = shown(now, 'weight')
  const { feedOsm = 0, feedGlc = 0, feedGln = 0, feedNut = 0 } = now.labels
  if (!last || volume === null || volume <= 0) return out
  const error = erring(now, 'osmolality', last.value)
  const mixed = (osmoles: number): number => (last.value * volume + litres * osmoles) / (volume + litres)
  const low = mixed((1 - FEED_SPREAD) * feedOsm) - error
  const high = mixed((1 + FEED_SPREAD) * (feedOsm + feedGlc + feedGln + feedNut)) + error
  return [...out, { what: 'osmolality', low, high, unit: 'mOsm/kg', digits: 0 }]
}

function sugar(now: Displayed, litres: number): readonly Foreseen[] {
  const last = results(now, 'glucose').at(-1)
  const volume = shown(now, 'weight')
  const { glcStock = 0 } = now.labels
  const room = rooms(now, litres)
  if (!last || volume === null || volume <= 0) return room
  const error = erring(now, 'glucose', last.value)
  const mixed = (value: number): number => (value * volume + litres * glcStock) / (volume + litres)
  return [
    {
      what: 'glucose',
      low: mixed(Math.max(0, last.value - error)),
      high: mixed(last.value + error),
      unit: 'mM',
      digits: 0,
    },
    ...room,
  ]
}

/** How fast the nominal line grows at a temperature, of its fastest. */
function share(now: Displayed, temperature_C: number): number {
  const { Topt = 0, sT = 1 } = now.labels
  const off = (temperature_C - Topt) / sT
  return exp(-off * off)
}

/**
 * Growth by the nominal line's temperature alone: what the last two counts grew, times what the new temperature leaves
 * of it once the vessel has got there. The count itself only when one's own point for tomorrow is set: foreseeing it is
 * the player's.
 */
function growth(now: Displayed, wanted_C: number): readonly Foreseen[] {
  const standing = now.controls.find((c) => c.topic === 'temperature')?.value
  if (standing === undefined) return []
  const here = shown(now, 'temperature') ?? standing
  const hours = hoursToMorning(now)
  if (hours === 0) return []
  const { rampRate = 1 } = now.labels
  const travel_h = Math.min(hours, Math.abs(wanted_C - here) / Math.max(rampRate, 0.01))
  // On its way it is half-way on average.
  const mean = (travel_h * share(now, (here + wanted_C) / 2) + (hours - travel_h) * share(now, wanted_C)) / hours
  const ratio = mean / share(now, standing)
  const low = 100 * ratio * (1 - GROWTH_SPREAD)
  const high = 100 * ratio * (1 + GROWTH_SPREAD)
  const out: Foreseen[] = [{ what: 'slower', low, high, unit: '%', digits: 0 }]
  const [before, last] = results(now, 'viableCells').slice(-2)
  const mine = now.forecasts.at(-1)
  const set = mine !== undefined && mine.set_s >= now.round * now.roundLength_s
  if (!set || !before || !last || last.drawn_s < now.round * now.roundLength_s || last.drawn_s <= before.drawn_s)
    return out
  if (before.value <= 0 || last.value <= 0) return out
  const grew = (3600 * log(last.value / before.value)) / (last.drawn_s - before.drawn_s)
  const blur = (erring(now, 'viableCells', last.value) / last.value) * 1.4
  const later = (percent: number): number => last.value * exp((grew * hours * percent) / 100)
  const ends = [later(low) * (1 - blur), later(high) * (1 + blur)]
  return [...out, { what: 'count', low: Math.min(...ends), high: Math.max(...ends), unit: '1e6/mL', digits: 1 }]
}

const SAYS: Readonly<Record<Foreseen['what'], readonly [fr: string, en: string]>> = {
  fed: ['D’ici demain matin', 'By tomorrow morning'],
  volume: ['Volume alors', 'Volume then'],
  room: ['Place restante', 'Room left'],
  osmolality: ['Osmolalité, selon ce qui est mangé', 'Osmolality, by what is eaten'],
  glucose: ['Glucose après l’ajout', 'Glucose after it'],
  slower: ['Croissance, de celle d’aujourd’hui', 'Growth, of today’s'],
  count: ['Cellules demain, lignée nominale', 'Cells tomorrow, nominal line'],
  deadBand: ['Base en dessous, CO2 au-dessus', 'Base below, CO2 above'],
  reserve: ['Vanne ouverte à', 'Valve open at'],
}

/** A label and its figure; the unit is printed apart. */
export function foreseenWords(language: Language, f: Foreseen): { readonly label: string; readonly figure: string } {
  const label = SAYS[f.what][language === 'fr' ? 0 : 1]
  const low = formatNumber(language, f.low, f.digits)
  const high = formatNumber(language, f.high, f.digits)
  const range = low === high ? low : language === 'fr' ? `${low} à ${high}` : `${low} to ${high}`
  return { label: typeset(language, label), figure: range }
}
