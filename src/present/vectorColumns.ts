/** What of a column of the AAV plant its room needs. */
import { seen } from './eyes.ts'
import type { VectorColumnView } from './aavView.ts'
import type { AavLook } from './aavMachines.ts'

/** Slices of the bed that are drawn. */
const SLICES = 20
/** Full scale of the skid’s own screen, and the axis of its gradient. */
const SCALE_mAU = 8
const AXIS_mS = [6, 14] as const
/** Capsids in a millilitre at which a bed of resin is coloured to its end. */
const FULL_per_mL = 1e14

/** How far down what binds has come: it fills the bed from its top. */
const filled = (share: number): readonly number[] =>
  Array.from({ length: SLICES }, (_, i) => seen(Math.min(1, Math.max(0, share * SLICES - i))))

const share = (part: number, whole: number): number => (whole > 0 ? seen(part / whole) : 0)
const along = (mS: number): number => Math.min(1, Math.max(0, (mS - AXIS_mS[0]) / (AXIS_mS[1] - AXIS_mS[0])))

/** Slices of the gradient’s axis. */
const POINTS = 64

/** The last run over the axis, slice by slice: what the light showed at the seconds of the cell, straight between them. */
export function drawn(
  axis: ReturnType<AavLook['kept']>,
  light: ReturnType<AavLook['kept']>,
): readonly (number | null)[] {
  const slices: (number | null)[] = Array.from({ length: POINTS }, () => null)
  const shown = new Map(light.map((point) => [point.t_s, point.shown]))
  let before: { readonly mS: number; readonly at: number; readonly value: number } | null = null
  for (const { t_s, shown: mS } of axis) {
    const value = shown.get(t_s) ?? null
    if (mS === null || value === null) continue
    if (before && mS < before.mS - 1) {
      slices.fill(null)
      before = null
    }
    if (mS < AXIS_mS[0] - 0.2) continue
    const at = Math.min(POINTS - 1, Math.floor(along(mS) * POINTS))
    const now = seen(value / SCALE_mAU)
    const from: number = before?.at ?? at
    for (let k = from + 1; k < at; k++)
      slices[k] = seen(before!.value + ((now - before!.value) * (k - from)) / (at - from))
    slices[at] = now
    before = { mS, at, value: now }
  }
  return slices
}

export function affinityColumn({ r, phase, entered, settings, paused }: AavLook): VectorColumnView {
  const pumps = !paused && (phase === 'load' || phase === 'wash' || phase === 'elute')
  const loaded = (r['loaded_per_mL'] ?? 0) / FULL_per_mL
  const left = phase === 'elute' ? 1 - (r['eluted_CV'] ?? 0) / Math.max(1, settings['elution'] ?? 4) : 1
  return {
    unit: 'vectorAffinity',
    feed: share(r['feed_L'] ?? 0, entered.volume_L),
    pool: share(r['pool_L'] ?? 0, 3),
    flow: pumps ? 0.5 : 0,
    inlet: phase === 'load' ? 'product' : phase === 'elute' || phase === 'hold' ? 'acid' : 'blue',
    band: phase === 'hold' || phase === 'done' ? filled(0) : filled(loaded * left),
    uv: seen((r['absorbance_AU'] ?? 0) / 2),
    pressure: pumps ? 0.3 : 0,
    cycle: r['cycle'] ?? 1,
    cycles: settings['cycles'] ?? 1,
    collecting: phase === 'elute',
    buffer: 0.7,
    tubes: [],
    acid_s: (r['acid_min'] ?? 0) > 0 || phase === 'elute' ? Math.round(60 * (r['acid_min'] ?? 0)) : null,
    bottle: r['neutraliser'] === 1 ? 'there' : (r['coming_min'] ?? 0) > 0 ? 'coming' : 'none',
    lights: null,
    cut: [0, 0],
  }
}

export function exchangeColumn({ r, phase, entered, settings, paused, shows, kept }: AavLook): VectorColumnView {
  const gradient = phase === 'gradient'
  const on = (panel: string, reading: string): number => shows(panel) ?? r[reading] ?? 0
  const mS = on('conductivity', 'cell_mS_cm')
  const pumps = !paused && (phase === 'load' || (gradient && (r['conductivity_mS_cm'] ?? 0) < (settings['to'] ?? 12)))
  return {
    unit: 'fullEmptyExchange',
    feed: share(
      entered.volume_L * (phase === 'load' ? 1 - Math.min(1, (r['loaded_CV'] ?? 0) / 3) : 0),
      entered.volume_L,
    ),
    pool: share(r['pool_L'] ?? 0, 120),
    flow: pumps ? 0.5 : 0,
    inlet: phase === 'load' ? 'product' : 'lilac',
    band: filled(gradient ? 0.4 * (1 - along(mS)) : 0.4 * Math.min(1, (r['loaded_CV'] ?? 0) / 3)),
    uv: seen(on('uv280', 'a280_mAU') / SCALE_mAU),
    pressure: pumps ? 0.35 : 0,
    cycle: 1,
    cycles: 1,
    collecting: r['collecting'] === 1 && pumps,
    buffer: gradient ? seen(1 - along(mS)) : 1,
    tubes: [],
    acid_s: null,
    bottle: 'none',
    lights: gradient
      ? {
          a260: drawn(kept('conductivity'), kept('uv260')),
          a280: drawn(kept('conductivity'), kept('uv280')),
        }
      : null,
    cut: [seen(along(settings['cut'] ?? 9)), seen(along(settings['cutEnd'] ?? 13))],
  }
}
