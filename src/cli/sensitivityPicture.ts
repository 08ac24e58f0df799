import type { Curve, Point, Sensitivity } from './sensitivity.ts'

const COLUMNS = 3
const [WIDE, HIGH] = [330, 210]
/** Of a plot inside its cell. */
const [LEFT, TOP, ACROSS, DOWN] = [38, 50, 270, 116]
/** More than the expert makes is seen, up to here. */
const MOST = 120
const AXES = [
  ['yield', '#1f4fd8', ''],
  ['purity', '#0e7f8b', '6 3'],
  ['compliance', '#be1139', '2 3'],
] as const

const dashed = (dash: string): string => (dash ? ` stroke-dasharray="${dash}"` : '')
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const shown = (x: number): string =>
  Math.abs(x) < 1e5 ? String(Number(x.toPrecision(3))) : x.toExponential(1).replace('+', '')
const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text

/** All curves of a level on one sheet; what it is of stands in its description, for whoever asks if it is still true. */
export function drawn({ level, hash, model, seed, curves }: Sensitivity): string {
  const rows = Math.ceil(curves.length / COLUMNS)
  const [width, height] = [COLUMNS * WIDE + 10, rows * HIGH + 44]
  const key = AXES.map(
    ([name, colour, dash], i) =>
      `<path d="M${300 + i * 150} 20h28" stroke="${colour}"${dashed(dash)} stroke-width="2.5"/><text x="${334 + i * 150}" y="24" font-size="13">${name}</text>`,
  ).join('')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" fill="#151b29">`,
    `<title>${level}: what each number does to the marks</title>`,
    `<desc>${JSON.stringify({ level, hash, model, seed })}</desc>`,
    `<rect width="${width}" height="${height}" fill="#faf9f7"/>`,
    `<text x="12" y="25" font-size="17" font-weight="700">${level} · model ${model} · lot ${seed}</text>`,
    `<g fill="none">${key.replaceAll('<text', '<text fill="#151b29"')}</g>`,
    ...curves.map((curve, i) => plot(curve, 10 + (i % COLUMNS) * WIDE, 36 + Math.floor(i / COLUMNS) * HIGH)),
    '</svg>\n',
  ].join('\n')
}

function plot({ slot, means, unit, expert, points }: Curve, x: number, y: number): string {
  // As far apart whatever lies between: what is close to the expert's value is to be seen beside the ends of the range.
  const column = (i: number): number => LEFT + (ACROSS * i) / (points.length - 1)
  const across = (at: number): number => {
    const after = Math.max(
      1,
      points.findIndex((p) => p.at >= at),
    )
    const [a, b] = [points[after - 1]!.at, points[after]!.at]
    return column(after - 1 + (at - a) / (b - a))
  }
  const down = (mark: number): number => TOP + DOWN * (1 - Math.min(MOST, Math.max(0, mark)) / MOST)
  const line = (of: (p: Point) => number): string =>
    points.map((p, i) => `${i ? 'L' : 'M'}${column(i).toFixed(1)} ${down(of(p)).toFixed(1)}`).join('')
  const grid = [0, 50, 100].map(
    (mark) =>
      `<path d="M${LEFT} ${down(mark)}h${ACROSS}" stroke="#93a2b8" stroke-width=".6"/><text x="${LEFT - 5}" y="${down(mark) + 4}" font-size="10" text-anchor="end">${mark}</text>`,
  )
  // A value that passes is written bold.
  const values = points.map(
    (p, i) =>
      `<text x="${column(i).toFixed(1)}" y="${TOP + DOWN + 14}" font-size="9" text-anchor="middle"${p.passed ? ' font-weight="700"' : ' fill="#5e6e8e"'}>${shown(p.at)}</text>`,
  )
  const [low, high] = [Math.min(...expert), Math.max(...expert)]
  return [
    `<g transform="translate(${x} ${y})">`,
    `<text x="${LEFT}" y="20" font-size="13" font-weight="700">${escaped(slot)}</text>`,
    `<text x="${LEFT}" y="36" font-size="11">${escaped(cut(means, 52))}</text>`,
    `<rect x="${(across(low) - 3).toFixed(1)}" y="${TOP}" width="${(across(high) - across(low) + 6).toFixed(1)}" height="${DOWN}" fill="#e2b33c" opacity=".45"/>`,
    ...grid,
    `<g fill="none" stroke-width="2">`,
    ...AXES.map(([axis, colour, dash]) => `<path d="${line((p) => p[axis])}" stroke="${colour}"${dashed(dash)}/>`),
    '</g>',
    ...values,
    `<text x="${LEFT + ACROSS}" y="${TOP + DOWN + 28}" font-size="10" text-anchor="end">${escaped(unit === '1' ? '' : unit)}</text>`,
    '</g>',
  ].join('\n')
}
