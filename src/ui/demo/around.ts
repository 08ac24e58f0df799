import { type ComponentChildren, createContext } from 'preact'

/** A page that stands around a demo: one way out, its own end over the hall, its own buttons under it. */
export interface Around {
  onHome(): void
  ended(): ComponentChildren
  buttons(): ComponentChildren
}

/** Null: the demo is a page of its own. */
export const AroundDemo = createContext<Around | null>(null)
