/** What is drawn by a few strokes: the bench of a suite, the freezer of the vector. Sizes in picture units. */
import { pipeSvg } from '../../pipes.ts'

/** Picture units of a metre, beside a person 1.75 m tall. */
export const METRE = 163

const STEEL = '#C9CFD3'
const EDGE = '#59636F'

/** A bench of stainless steel, 0.9 m high. */
export function benchSvg(x: number, width: number, floor: number): string {
  const top = floor - 0.9 * METRE
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
