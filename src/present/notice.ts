import { type Language, typeset } from './language.ts'
import { withUnit } from './say.ts'
import type { Snapshot, StepSnapshot } from './snapshot.ts'
import { phaseName } from './words.ts'

type Points = NonNullable<StepSnapshot['chromatogram']>

/** The feed has pushed the buffer out, and nobody is far enough yet for anything else to come through. */
const PLATEAU_CV = [1.8, 4] as const
const LATEST = 4

/** What UV shows while nothing but the unbound runs through, and how much it wavers; null: not long enough yet. */
export function plateauOf(points: Points): { readonly uv: number; readonly noise: number } | null {
  const flat = points.filter(({ cv }) => cv >= PLATEAU_CV[0] && cv <= PLATEAU_CV[1]).map(({ uv }) => uv)
  if (flat.length < 4 || points.at(-1)!.cv < PLATEAU_CV[1]) return null
  const uv = flat.reduce((sum, x) => sum + x, 0) / flat.length
  const noise = Math.sqrt(flat.reduce((sum, x) => sum + (x - uv) * (x - uv), 0) / flat.length)
  return { uv, noise }
}

/** The last points stand above the plateau by more than eyes would put down to noise. */
export function lifted(points: Points): boolean {
  const plateau = plateauOf(points)
  if (!plateau) return false
  const latest = points.slice(-LATEST)
  const mean = latest.reduce((sum, { uv }) => sum + uv, 0) / latest.length
  return latest.length === LATEST && mean > plateau.uv + Math.max(0.006, 4 * plateau.noise)
}

/** Where the probe came into what is asked or left it since the last look: by two points in a row, noise says nothing. */
function crossings(
  was: StepSnapshot,
  is: StepSnapshot,
): readonly { readonly inside: boolean; readonly value: number }[] {
  const panel = is.panels.find((p) => p.id === 'poolPh')
  if (!panel?.bands) return []
  const { low, high } = panel.bands.action
  const known = was.panels.find((p) => p.id === 'poolPh')?.history.length ?? 0
  const values = panel.history.flatMap(([, value]) => (value === null ? [] : [value]))
  const inside = values.map((value) => value >= (low ?? -Infinity) && value <= (high ?? Infinity))
  return values.flatMap((value, i) =>
    i >= Math.max(2, known) && inside[i] === inside[i - 1] && inside[i] !== inside[i - 2]
      ? [{ inside: inside[i]!, value }]
      : [],
  )
}

/** What who watches the screens of a skid would notice between two looks, in sentences for who does not see them. */
export function noticed(language: Language, before: Snapshot, after: Snapshot): readonly string[] {
  const [was, is] = [before.steps[0], after.steps[0]]
  if (!was || !is || was.id !== is.id || before.t_s > after.t_s) return []
  const fr = language === 'fr'
  const out: string[] = []
  if (was.phase !== is.phase) {
    const name = phaseName(language, is.unit, is.phase)
    if (name !== is.phase) out.push(`${name}.`)
  }
  if (is.unit === 'proteinA' && is.phase === 'load' && is.chromatogram && was.phase === 'load') {
    if (lifted(is.chromatogram) && !(was.chromatogram && lifted(was.chromatogram)))
      out.push(fr ? 'L’UV quitte son palier.' : 'UV leaves its plateau.')
  }
  if (is.unit === 'lowPhHold' && (is.phase === 'acidify' || is.phase === 'hold')) {
    const last = crossings(was, is).at(-1)
    const figure = last ? withUnit(language, last.value, 2, 'pH') : ''
    if (last?.inside === true)
      out.push(fr ? `Le pH est dans la bande : ${figure}.` : `pH is inside the band: ${figure}.`)
    if (last?.inside === false)
      out.push(fr ? `Le pH est sorti de la bande : ${figure}.` : `pH has left the band: ${figure}.`)
  }
  for (const { tube, hmw_pct } of is.tubes?.bought ?? []) {
    const known = was.tubes?.bought.find((b) => b.tube === tube)?.hmw_pct ?? null
    if (hmw_pct === null || known !== null) continue
    const figure = withUnit(language, hmw_pct, 2, '%')
    out.push(fr ? `Fraction ${tube + 1} : agrégats ${figure}.` : `Tube ${tube + 1}: aggregates ${figure}.`)
  }
  return out.map((line) => typeset(language, line))
}
