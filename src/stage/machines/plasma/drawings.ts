/** Drawings of the plasma plant: its own, those of the other plant in gold, and the crew in parkas. */
import cart from '../../../../assets/art/plasma/paste-cart.svg?raw'
import trolley from '../../../../assets/art/plasma/donation-trolley.svg?raw'
import press from '../../../../assets/art/plasma/filter-press.svg?raw'
import freezeDryer from '../../../../assets/art/plasma/freeze-dryer.svg?raw'
import iceBlock from '../../../../assets/art/plasma/ice-block.svg?raw'
import bottle from '../../../../assets/art/plasma/infusion-bottle.svg?raw'
import pasteuriser from '../../../../assets/art/plasma/pasteuriser.svg?raw'
import coldTank from '../../../../assets/art/plasma/precipitation-tank.svg?raw'
import thawVat from '../../../../assets/art/plasma/thaw-vat.svg?raw'
import { drawingText } from '../../assets.ts'

/** Everything the colour of product turns from rose to gold, as light and as full as it was. */
function golden(text: string): string {
  return text.replace(/#([0-9a-f]{6})\b/gi, (hex: string, digits: string) => {
    const [r, g, b] = [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16) / 255)
    const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
    // Rose and its shades: red first, blue near green, and colour enough to be no grey.
    if (most !== r || most - least < 0.07 || g - b > 0.6 * (most - least)) return hex
    const byte = (x: number): string =>
      Math.round(255 * Math.min(1, x))
        .toString(16)
        .padStart(2, '0')
    const middle = least + (most - least) * 0.68
    return `#${byte(most)}${byte(middle)}${byte(least * 0.86)}`
  })
}

/** What gathers in the bowl is paste, pale as butter. */
const buttery = (text: string): string =>
  text.replace(/<g data-layer="cake-\d">.*?<\/g>/gs, (layer) =>
    layer.replace(/#([0-9a-f]{6})\b/gi, (_, digits: string) => {
      const mixed = [0, 2, 4].map((at, i) => 0.4 * parseInt(digits.slice(at, at + 2), 16) + 0.6 * [250, 232, 186][i])
      return `#${mixed.map((x) => Math.round(x).toString(16).padStart(2, '0')).join('')}`
    }),
  )

const PARKA = { '#B9CADF': '#3E5C92', '#8FA6C2': '#2C4573', '#8C9FDE': '#E8A33D' } as const
const FUR =
  '<path d="M34 50Q26 30 36 14Q46 -1 62 1Q82 0 90 16Q96 34 88 52Q80 66 62 68Q42 66 34 50ZM42 46Q46 60 62 61Q78 60 82 47Q87 32 80 20Q72 11 62 12Q50 11 43 20Q37 32 42 46Z" fill="#EFE3CF" fill-rule="evenodd" stroke="#B79F7E" stroke-width="1.2"/>'

/** A quilted parka over the coverall, its hood edged with fur, and thick gloves. */
function parka(text: string): string {
  let out = text
  for (const [from, to] of Object.entries(PARKA)) out = out.replaceAll(from, to)
  out = out.replace(
    /(<g data-layer="torso"[^>]*>.*?)(<\/g>)/s,
    '$1<path d="M36 84Q60 92 87 84M35 99Q60 107 86 99M37 113Q60 121 85 113" fill="none" stroke="#1F3360" stroke-width="1.6"/>$2',
  )
  return out.replace(/(<g data-layer="head"[^>]*>.*?)(<\/g>)/s, `$1${FUR}$2`)
}

const own = { bottle, cart, coldTank, freezeDryer, iceBlock, pasteuriser, press, thawVat, trolley } as const

export type PlasmaDrawing =
  | keyof typeof own
  | 'goldCartridge'
  | 'goldCentrifuge'
  | 'goldColumn'
  | 'goldDepthFilter'
  | 'goldPool'
  | 'goldSight'
  | 'goldTank'
  | 'goldUfdf'
  | 'goldUv'
  | `${'idriss' | 'nadia' | 'night' | 'sami' | 'you'}InTheCold`

export const drawings: Readonly<Record<PlasmaDrawing, string>> = {
  ...own,
  goldCartridge: golden(drawingText('cartridge')),
  goldCentrifuge: buttery(golden(drawingText('centrifuge'))),
  goldColumn: golden(drawingText('column')),
  goldDepthFilter: golden(drawingText('depthFilter')),
  goldPool: golden(drawingText('pool')),
  goldSight: golden(drawingText('sight')),
  goldTank: golden(drawingText('stirredTank')),
  goldUfdf: golden(drawingText('ufdf')),
  goldUv: golden(drawingText('uv')),
  idrissInTheCold: parka(drawingText('idriss')),
  nadiaInTheCold: parka(drawingText('nadia')),
  nightInTheCold: parka(drawingText('night')),
  samiInTheCold: parka(drawingText('sami')),
  youInTheCold: parka(drawingText('you')),
}
