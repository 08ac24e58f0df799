/** The light over the campus at an hour of the day, as colours: pure, so that every hour can be tried. */
export interface Sky {
  /** From the zenith to the horizon. */
  readonly air: readonly [string, string, string, string]
  /** Far, middle and near ridge, far and near wood. */
  readonly land: readonly [string, string, string, string, string]
  readonly cloud: string
  /** 0 by day, 1 at night. */
  readonly dark: number
  /** Which ink is read on this sky. */
  readonly ink: 'dark' | 'light'
  /** Shares of the sky's width and height, from its left and its upper edge; null: below the horizon. */
  readonly sun: Place | null
  readonly moon: Place | null
}

interface Place {
  readonly x: number
  readonly y: number
}

interface Light {
  readonly air: Sky['air']
  readonly land: Sky['land']
  readonly cloud: string
  readonly dark: number
}

const NIGHT: Light = {
  air: ['#0a1128', '#131d42', '#233262', '#384a7c'],
  land: ['#26355c', '#1d2a4e', '#16213f', '#131d38', '#101930'],
  cloud: '#2b3a68',
  dark: 1,
}
const DAWN: Light = {
  air: ['#9cbedb', '#d6e3e6', '#fbe9d0', '#ffddb0'],
  land: ['#c9d3cf', '#afc3bc', '#93b0a6', '#88a98f', '#7fa396'],
  cloud: '#ffffff',
  dark: 0.1,
}
const DAY: Light = {
  air: ['#8ebde0', '#b9dbed', '#dcedf0', '#f0f2e4'],
  land: ['#bdd3cf', '#9fc0b3', '#82ab97', '#7aa588', '#6b9a7f'],
  cloud: '#ffffff',
  dark: 0,
}
const DUSK: Light = {
  air: ['#39467a', '#6a618f', '#d08f85', '#f7bf83'],
  land: ['#8d7f9a', '#686a8c', '#4b577a', '#435272', '#38476a'],
  cloud: '#c98d92',
  dark: 0.6,
}

/** From which hour each light gives way to the next, and when it has. */
const TURNS: readonly { readonly from: number; readonly to: number; readonly light: Light; readonly next: Light }[] = [
  { from: 0, to: 5, light: NIGHT, next: NIGHT },
  { from: 5, to: 6.5, light: NIGHT, next: DAWN },
  { from: 6.5, to: 7.5, light: DAWN, next: DAWN },
  { from: 7.5, to: 9.5, light: DAWN, next: DAY },
  { from: 9.5, to: 17.5, light: DAY, next: DAY },
  { from: 17.5, to: 19.5, light: DAY, next: DUSK },
  { from: 19.5, to: 21.5, light: DUSK, next: NIGHT },
  { from: 21.5, to: 24, light: NIGHT, next: NIGHT },
]

const mixed = (a: string, b: string, share: number): string =>
  '#' +
  [1, 3, 5]
    .map((i) => {
      const [from, to] = [Number.parseInt(a.slice(i, i + 2), 16), Number.parseInt(b.slice(i, i + 2), 16)]
      return Math.round(from + (to - from) * share)
        .toString(16)
        .padStart(2, '0')
    })
    .join('')

/** Along an arc between rising and setting. The sun keeps to the right: the title has the left. */
function along(hour: number, rise: number, set: number, height: number): Place | null {
  const share = (hour - rise) / (set - rise)
  if (share < 0 || share > 1) return null
  return { x: 0.46 + 0.5 * share, y: 1 - height * Math.sin(Math.PI * share) }
}

export function skyAt(hour: number): Sky {
  const time = ((hour % 24) + 24) % 24
  const { from, to, light, next } = TURNS.find((t) => time < t.to) ?? TURNS[0]!
  const share = (time - from) / (to - from)
  const between = <T extends readonly string[]>(a: T, b: T): T =>
    a.map((c, i) => mixed(c, b[i]!, share)) as unknown as T
  const air = between(light.air, next.air)
  return {
    air,
    land: between(light.land, next.land),
    cloud: mixed(light.cloud, next.cloud, share),
    dark: light.dark + (next.dark - light.dark) * share,
    // The title lies on the upper half of the sky.
    ink: contrast(INK.dark, air) >= contrast(INK.light, air) ? 'dark' : 'light',
    sun: along(time, 5.6, 20.4, 0.86),
    moon: along(time < 12 ? time + 24 : time, 20, 30, 0.8),
  }
}

export const INK = { dark: '#151b29', light: '#ffffff' } as const

/** Least contrast (WCAG) of an ink on the upper half of a sky. */
export const contrast = (ink: string, air: Sky['air']): number =>
  Math.min(...air.slice(0, 2).map((colour) => ratio(luminance(ink), luminance(colour))))

const ratio = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(colour.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
