import type { Finished, Made } from '../plants.ts'
import {
  isoagglutinin_log2,
  perLitre,
  type PlasmaStream,
  polymers_pct,
  protein_g,
  proteinConcentration_g_L,
  purity_pct,
} from './stream.ts'

/**
 * What the release tests of a finished product measure, by release attribute; a product is known by its name in the
 * table of limits. What the streams do not carry (aluminium, sodium, osmolality) is not tested here.
 */
export function measuredPlasma(finished: Finished<PlasmaStream>): Readonly<Record<string, number>> {
  const tests = Object.hasOwn(TESTS, finished.id) ? TESTS[finished.id]! : undefined
  if (!tests) return {}
  const values = Object.entries(tests(finished.made.product, lineOf(finished)))
  return Object.fromEntries(values.map(([test, value]) => [`${finished.id}.${test}`, value]))
}

type Line = readonly Made<PlasmaStream>[]
type Tests = (s: PlasmaStream, line: Line) => Readonly<Record<string, number>>

/** The step that made it and those it came from, the last first. */
function lineOf({ made, steps }: Finished<PlasmaStream>): Line {
  const line = [made]
  for (let last: Made<PlasmaStream> | undefined = made; last;) {
    const { from }: Made<PlasmaStream> = last
    last = steps.find((step) => step.id === from)
    if (last) line.push(last)
  }
  return line
}

/** In a millilitre: a thousandth of a litre's. */
const perMillilitre = (s: PlasmaStream, key: Parameters<typeof perLitre>[1]): number => perLitre(s, key) / 1e3
const perMilligram = (s: PlasmaStream, units: number): number => (protein_g(s) > 0 ? units / (1e3 * protein_g(s)) : 0)

/** How a cake of the line dissolves: known from the freeze-dryer. */
function cake(s: PlasmaStream, line: Line): Readonly<Record<string, number>> {
  const dried = line.find((step) => step.unit === 'freezeDryer')
  return dried ? { water: s.moisture_pct, solubility: dried.results['dissolves_min']! } : {}
}

const TESTS: Readonly<Record<string, Tests>> = {
  albumin: (s) => ({
    purity: purity_pct(s, 'ALB'),
    polymers: polymers_pct(s),
    prekallikreinActivator: perMillilitre(s, 'PKA_IU'),
    endotoxin: perMillilitre(s, 'endotoxin_IU'),
    pH: s.pH,
  }),
  igG: (s) => ({
    purity: purity_pct(s, 'IgG'),
    polymers: polymers_pct(s),
    prekallikreinActivator: perMillilitre(s, 'PKA_IU'),
    isoagglutinins: isoagglutinin_log2(s),
    // Grams in a litre are thousands of µg in a millilitre.
    solvent: 1e3 * perLitre(s, 'TnBP_g'),
    detergent: 1e3 * perLitre(s, 'detergent_g'),
    endotoxin: perMillilitre(s, 'endotoxin_IU'),
    content: proteinConcentration_g_L(s),
    pH: s.pH,
    // Milligrams in a litre are thousands of ng in a millilitre.
    factorXIa: 1e3 * perLitre(s, 'FXIa_mg'),
  }),
  factorVIII: (s, line) => ({
    specific: perMilligram(s, s.FVIII_IU),
    potency: perMillilitre(s, 'FVIII_IU'),
    ...cake(s, line),
  }),
  vonWillebrand: (s) => ({
    specific: perMilligram(s, s.vWF_IU),
    potency: perMillilitre(s, 'vWF_IU'),
  }),
  fibrinogen: (s, line) => ({
    content: proteinConcentration_g_L(s),
    clottable: purity_pct(s, 'FIB'),
    ...cake(s, line),
  }),
}
