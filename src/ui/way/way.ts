import { signal } from '@preact/signals'
import type { Notice, Noticing } from '../settings/notice.ts'

/** Where one goes from a level: to the menu of the game; nowhere, where it is all there is; out of a system's course. */
type Way = { readonly kind: 'menu' } | { readonly kind: 'none' } | { readonly kind: 'quit'; readonly quit: () => void }

export const wayOut = signal<Way>({ kind: 'menu' })

/** How the line to the system is; `none`: the package was opened without one. */
export type Line = 'there' | 'gone' | 'nearlyFull' | 'full' | 'none'

const isLine = (notice: Notice): boolean => typeof notice === 'object' && 'line' in notice

/** The last word about the line stands. */
export function tellLine({ notice }: Pick<Noticing, 'notice'>, line: Line): void {
  notice.value = [...notice.peek().filter((one) => !isLine(one)), { line }]
}
