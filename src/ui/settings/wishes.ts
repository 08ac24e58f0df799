import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import { askedByMachine, keepSettings, profileHere, type Settings, usualSettings } from '../../platform/index.ts'

/** What lies over the whole page. While something does, plant time stands still. */
type Overlay = 'settings' | 'profiles'

const chosen = signal<Settings>(usualSettings)
const machine = signal({ still: false, contrast: false })
const asked = signal(false)

/** Settings of whoever plays, as they are now: changed in the middle of a level they count at once. */
export const settings: ReadonlySignal<Settings> = chosen
export const overlay = signal<Overlay | null>(null)
/** The sheet of keys, over whatever lies open. */
export const keysShown = signal(false)

/** What is kept is another thing than this page knows: it must begin anew. */
export const stale = signal(false)

/** Nothing moves that need not. */
export const still = computed(() => asked.value || (chosen.value.still ?? machine.value.still))
export const light = computed(() => chosen.value.light ?? (machine.value.contrast ? 'contrast' : 'plant'))
/** May plant time pass by itself? */
export const timeFlows = computed(() => overlay.value === null && !keysShown.value && !chosen.value.pauseAlways)

/** The light of a page, by the hour of its plant. */
export const lightAt = (night: boolean): string => (light.value === 'plant' ? (night ? 'night' : 'day') : light.value)

/** The light the page has now; who draws with it is drawn anew when another is chosen. */
export const shownLight = (): string => `${light.value} ${document.documentElement.dataset['light']}`

export function wish(changes: Partial<Settings>): void {
  // The language is kept where it is switched.
  const { language } = profileHere().settings
  chosen.value = { ...chosen.value, ...changes, language }
  keepSettings(chosen.value)
}

/** How much larger than usual letters are: by this wish, or by the browser's own. */
export const letterScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16

/** From here on the page follows: size and spacing of letters, movement. */
export function followWishes(stillAsked: boolean): void {
  const motion = askedByMachine('(prefers-reduced-motion: reduce)')
  const contrast = askedByMachine('(prefers-contrast: more)')
  chosen.value = profileHere().settings
  asked.value = stillAsked
  machine.value = { still: motion.now, contrast: contrast.now }
  motion.watch((on) => (machine.value = { ...machine.value, still: on }))
  contrast.watch((on) => (machine.value = { ...machine.value, contrast: on }))
  effect(() => {
    const { textSize, wideLetters, pen } = chosen.value
    const root = document.documentElement
    root.style.fontSize = textSize === 100 ? '' : `${textSize}%`
    root.dataset['text'] = textSize >= 150 ? 'large' : 'usual'
    root.dataset['letters'] = wideLetters ? 'wide' : 'usual'
    root.dataset['pen'] = pen
    root.dataset['motion'] = still.value ? 'reduced' : 'full'
  })
}
