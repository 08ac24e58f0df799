type Language = 'fr' | 'en'

/** How a profile wants the page. What is null is as the machine has it. */
export interface Settings {
  readonly language: Language | null
  /** Per cent of the usual size. */
  readonly textSize: (typeof TEXT_SIZES)[number]
  readonly wideLetters: boolean
  /** `plant`: by the plant's own clock, bright by day, dark by night. */
  readonly light: (typeof LIGHTS)[number] | null
  readonly still: boolean | null
  /** Plant time passes by acts and by waiting asked for, never by itself. */
  readonly pauseAlways: boolean
  /** Single letters and digits do something. */
  readonly shortcuts: boolean
  /** Earned, and worn: what the hand writes with, whose colours the badge hangs by. */
  readonly pen: (typeof PENS)[number]
  readonly lanyard: (typeof LANYARDS)[number] | null
}

const PENS = ['blue', 'black'] as const
const LANYARDS = ['antibody', 'plasma', 'aav'] as const
export const TEXT_SIZES = [100, 125, 150, 175, 200] as const
export const LIGHTS = ['plant', 'day', 'night', 'contrast'] as const

export const PLAIN: Settings = {
  language: null,
  textSize: 100,
  wideLetters: false,
  light: null,
  still: null,
  pauseAlways: false,
  shortcuts: true,
  pen: 'blue',
  lanyard: null,
}

/** What was kept, as far as it is understood; the rest as usual. */
export function readSettings(kept: unknown): Settings {
  const found = (typeof kept === 'object' && kept !== null ? kept : {}) as Readonly<Record<string, unknown>>
  const one = <T>(key: keyof Settings, of: readonly T[], otherwise: T): T =>
    of.includes(found[key] as T) ? (found[key] as T) : otherwise
  return {
    language: one<Language | null>('language', ['fr', 'en'], null),
    textSize: one('textSize', TEXT_SIZES, 100),
    wideLetters: found['wideLetters'] === true,
    light: one<Settings['light']>('light', LIGHTS, null),
    still: one<boolean | null>('still', [true, false], null),
    pauseAlways: found['pauseAlways'] === true,
    shortcuts: found['shortcuts'] !== false,
    pen: one('pen', PENS, 'blue'),
    lanyard: one<Settings['lanyard']>('lanyard', LANYARDS, null),
  }
}

/** What the machine itself asks for, and each time it asks otherwise. */
export function askedByMachine(query: '(prefers-reduced-motion: reduce)' | '(prefers-contrast: more)'): {
  readonly now: boolean
  readonly watch: (changed: (asked: boolean) => void) => void
} {
  const media = matchMedia(query)
  return {
    now: media.matches,
    watch: (changed) => media.addEventListener('change', (event) => changed(event.matches)),
  }
}
