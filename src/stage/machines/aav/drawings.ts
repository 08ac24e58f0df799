/** What is drawn by a few strokes: the bench of a suite, the freezer of the vector. Sizes in picture units. */
import { pipeSvg } from '../../pipes.ts'

/** Picture units of a metre, beside a person 1.75 m tall. */
export const METRE = 163

const STEEL = '#C9CFD3'
const EDGE = '#59636F'

/** A bench of stainless steel, 0.9 m high. */
export function benchSvg(x: number, width: number, floor: number, high = 0.9 * METRE): string {
  const top = floor - high
  const leg = (at: number): string =>
    `<rect x="${at}" y="${top + 12}" width="9" height="${floor - top - 12}" fill="${STEEL}" stroke="${EDGE}" stroke-width="1.2"/>`
  return (
    `<ellipse cx="${x + width / 2}" cy="${floor}" rx="${width / 2 + 8}" ry="7" fill="#151B29" opacity=".25"/>` +
    leg(x + 8) +
    leg(x + width - 17) +
    pipeSvg({ points: [[x + 14, floor - 44] as const, [x + width - 14, floor - 44] as const], width: 6 }) +
    `<rect x="${x}" y="${top}" width="${width}" height="13" rx="4" fill="#E9EBEB" stroke="${EDGE}" stroke-width="1.4"/>` +
    `<rect x="${x + 3}" y="${top + 9}" width="${width - 6}" height="4" fill="#8A939B"/>`
  )
}

/** The panel a tank is run from: its name plate and its lamp hang on it. */
export const panelSvg = (x: number, y: number): string =>
  `<rect x="${x}" y="${y}" width="92" height="112" rx="8" fill="#EDF0F1" stroke="${EDGE}" stroke-width="1.6"/>` +
  `<rect x="${x + 9}" y="${y + 34}" width="74" height="44" rx="4" fill="#1E2638"/>` +
  `<path d="M${x + 15} ${y + 66}q12 -18 22 -8t16 -12t24 6" fill="none" stroke="#7FD3BC" stroke-width="2.6"/>` +
  `<rect x="${x + 9}" y="${y + 86}" width="30" height="6" rx="3" fill="#A9B4C6"/><rect x="${x + 45}" y="${y + 86}" width="38" height="6" rx="3" fill="#A9B4C6"/>` +
  `<rect x="${x + 9}" y="${y + 98}" width="52" height="6" rx="3" fill="#A9B4C6"/>`

/** Inside and place of the freezer: five shelves of racks. */
export const FREEZER = { x: 430, y: 262, w: 380, h: 544, shelves: 4, first: 344, step: 106 } as const

/** A freezer a head taller than whoever fills it: door open, hoar on its edge. */
export function freezerSvg(): string {
  const { x, y, w, h, shelves, first, step } = FREEZER
  const rows = Array.from({ length: shelves }, (_, i) => {
    const at = first + i * step
    return `<rect x="${x + 34}" y="${at + step - 20}" width="${w - 68}" height="9" rx="2" fill="#BFD0DC" stroke="#7C93A6" stroke-width="1.2"/>`
  }).join('')
  return (
    `<ellipse cx="${x + w / 2}" cy="${y + h}" rx="${w / 2 + 30}" ry="9" fill="#151B29" opacity=".28"/>` +
    `<rect x="${x}" y="${y}" width="${w}" height="${h - 8}" rx="14" fill="#E7EBED" stroke="${EDGE}" stroke-width="2"/>` +
    `<rect x="${x + 22}" y="${y + 66}" width="${w - 44}" height="${h - 110}" rx="6" fill="#DCEBF4" stroke="#7C93A6" stroke-width="2"/>` +
    `<rect x="${x + 22}" y="${y + 66}" width="${w - 44}" height="26" rx="6" fill="#F7FBFD"/>` +
    rows +
    `<path d="M${x + 22} ${y + 72}q10 22 0 44t4 60t-4 70t6 80t-6 60t4 46" fill="none" stroke="#FFFFFF" stroke-width="9" stroke-linecap="round" opacity=".9"/>` +
    `<rect x="${x + w / 2 - 62}" y="${y + 16}" width="124" height="38" rx="5" fill="#1E2638"/>` +
    `<text x="${x + w / 2}" y="${y + 43}" text-anchor="middle" font-family="ui-monospace, monospace" font-size="24" fill="#9BE0F5">−70 °C</text>` +
    // The door stands open to the right.
    `<path d="M${x + w} ${y + 4}l96 34v${h - 70}l-96 26z" fill="#D4DBDF" stroke="${EDGE}" stroke-width="2"/>` +
    `<path d="M${x + w + 10} ${y + 26}l74 26v${h - 108}l-74 18z" fill="#EEF4F7" stroke="#9FB2BF" stroke-width="1.4"/>` +
    `<rect x="${x + 26}" y="${y + h - 36}" width="${w - 52}" height="18" rx="4" fill="#A9B4BC"/>`
  )
}

/** A rack of tubes, as it stands on a shelf. */
export const rackSvg = (): string =>
  `<rect x="1" y="22" width="76" height="46" rx="4" fill="#F7F8F8" stroke="#7C93A6" stroke-width="1.4"/>` +
  Array.from(
    { length: 6 },
    (_, i) =>
      `<rect x="${5 + 12 * i}" y="6" width="9" height="20" rx="3" fill="#FDFEFE" stroke="#8FA6B5" stroke-width="1"/><rect x="${5 + 12 * i}" y="2" width="9" height="8" rx="2" fill="#2F9479"/>`,
  ).join('') +
  `<rect x="9" y="36" width="46" height="6" rx="2" fill="#1E2638"/><rect x="9" y="47" width="34" height="5" rx="2" fill="#A9B4C6"/><rect x="9" y="56" width="40" height="5" rx="2" fill="#A9B4C6"/>`

/** What adherent cells grow on: an incubator of ten-layer flasks, and a bed of fibres in a vessel. */
export function adherentSvg(incubatorAt: number, bedAt: number, floor: number, metre: number): string {
  // Drawn where a metre is 138 units, then made as large as it is beside whoever stands there.
  const share = metre / 138
  const placed = (at: number, body: string): string =>
    `<g transform="translate(${at} ${floor}) scale(${share})">${body}</g>`
  const { x, y, w, h } = { x: 0, y: -248, w: 221, h: 248 }
  const bed = { x: 0, y: -262, w: 145, h: 262 }
  const shelf = (h - 46) / 4
  const flask = (at: number, top: number, wide: number): string =>
    Array.from(
      { length: 10 },
      (_, i) =>
        `<rect x="${at}" y="${top + 4 + 3.7 * i}" width="${wide}" height="3" fill="#EFB3A4" stroke="#B9786B" stroke-width=".5"/>`,
    ).join('') +
    `<rect x="${at - 1}" y="${top + 2}" width="${wide + 2}" height="41" rx="3" fill="none" stroke="#8A939B" stroke-width="1.2"/>` +
    `<rect x="${at + 5}" y="${top - 5}" width="9" height="7" rx="2" fill="#2447D6"/>`
  const wide = (w - 36) / 3 - 8
  const flasks = Array.from({ length: 4 }, (_, row) => {
    const foot = y + 26 + (row + 1) * shelf
    return (
      `<rect x="${x + 12}" y="${foot - 4}" width="${w - 24}" height="4" fill="#8A939B"/>` +
      [0, 1, 2].map((i) => flask(x + 18 + i * (wide + 8), foot - 49, wide)).join('')
    )
  }).join('')
  const middle = bed.x + bed.w / 2
  const fibre = Array.from({ length: 26 }, (_, i) => {
    const at = bed.x + 34 + ((i * 37) % (bed.w - 68))
    const from = bed.y + 66 + ((i * 53) % (bed.h - 176))
    return `<path d="M${at} ${from}q${6 - (i % 5) * 3} 9 ${(i % 3) * 6 - 6} 20" fill="none" stroke="${i % 3 ? '#9C7A6B' : '#2F9479'}" stroke-width="1.6"/>`
  }).join('')
  const incubator =
    `<ellipse cx="${x + w / 2}" cy="${y + h}" rx="${w / 2 + 12}" ry="8" fill="#151B29" opacity=".25"/>` +
    `<rect x="${x}" y="${y}" width="${w}" height="${h - 6}" rx="10" fill="#E9EBEB" stroke="${EDGE}" stroke-width="2"/>` +
    `<rect x="${x + 8}" y="${y + 24}" width="${w - 16}" height="${h - 42}" rx="5" fill="#F7E9DF" stroke="#8A939B" stroke-width="1.6"/>` +
    `<rect x="${x + 14}" y="${y + 6}" width="58" height="14" rx="3" fill="#1E2638"/>` +
    `<text x="${x + 43}" y="${y + 17}" text-anchor="middle" font-family="ui-monospace, monospace" font-size="11" fill="#F7C58C">37 °C</text>` +
    flasks
  const vessel =
    `<ellipse cx="${middle}" cy="${bed.y + bed.h}" rx="${bed.w / 2 + 10}" ry="7" fill="#151B29" opacity=".25"/>` +
    pipeSvg({
      points: [
        [middle - 24, bed.y + 24],
        [middle - 24, bed.y - 34],
        [bed.x - 8, bed.y - 34],
        [bed.x - 8, bed.y + bed.h - 18],
        [bed.x + 16, bed.y + bed.h - 18],
      ],
      width: 8,
      colour: '#EFB3A4',
    }) +
    `<path d="M${bed.x + 8} ${bed.y + bed.h}l8 -52h${bed.w - 32}l8 52z" fill="#5F6B83" stroke="#2B3446" stroke-width="2"/>` +
    `<rect x="${bed.x + 14}" y="${bed.y + 34}" width="${bed.w - 28}" height="${bed.h - 84}" rx="8" fill="#F9DDD3" stroke="${EDGE}" stroke-width="2"/>` +
    `<rect x="${bed.x + 26}" y="${bed.y + 58}" width="${bed.w - 52}" height="${bed.h - 152}" rx="3" fill="#F4F2EC" stroke="#9C7A6B" stroke-width="1.4"/>` +
    fibre +
    `<rect x="${middle - 9}" y="${bed.y + 58}" width="18" height="${bed.h - 152}" fill="#C7CDD0" stroke="#8A939B" stroke-width="1"/>` +
    `<path d="M${middle - 22} ${bed.y + bed.h - 72}h44" stroke="#59636F" stroke-width="6" stroke-linecap="round"/>` +
    `<rect x="${bed.x + 4}" y="${bed.y + 20}" width="${bed.w - 8}" height="18" rx="5" fill="${STEEL}" stroke="${EDGE}" stroke-width="1.6"/>` +
    `<rect x="${middle + 18}" y="${bed.y - 12}" width="14" height="34" rx="6" fill="#FDFEFE" stroke="#8A939B" stroke-width="1.2"/>`
  return placed(incubatorAt, incubator) + placed(bedAt, vessel)
}
