import type { PlantView } from '../present/index.ts'
import type { Easel } from './easel.ts'
import type { Frame } from './fit.ts'

/** Something to see and touch, in picture units. */
export interface Spot {
  readonly x: number
  readonly y: number
  /** How far from it a touch still counts; 0: only a place for labels. */
  readonly reach: number
}

/** One kind of view, hung up for one size of the host. */
export interface Picture<V extends PlantView = PlantView> {
  readonly spots: ReadonlyMap<string, Spot>
  show(view: V): void
  /** Moves what moves. `now_ms` only ever grows. */
  frame(now_ms: number, step_ms: number): void
  /** The pointer, in picture units; null when it has left. */
  point?(at: { x: number; y: number } | null): void
}

export interface Layout {
  readonly picture: Frame
  readonly hero: Frame
  readonly closer?: number
  /** Rooms of a section of the plant: the camera may go to each, or pull back to all. A picture of one room has none. */
  readonly rooms?: ReadonlyMap<string, Frame>
  /** Views with another key need the picture hung up anew. */
  readonly key: string
}

export interface PictureKind<V extends PlantView> {
  /** What has to come over before it can be laid out; null: nothing. */
  load?(view: V): Promise<void> | null
  layout(view: V, width: number, height: number): Layout
  /** Loads what it needs; what it returns hangs the picture up at once. */
  prepare(view: V, layout: Layout): Promise<(easel: Easel, still: boolean) => Picture<V>>
}
