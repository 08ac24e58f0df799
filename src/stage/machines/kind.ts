import type { Machine, MachineView } from '../../present/index.ts'
import type { DrawingName } from '../assets.ts'
import type { Easel } from '../easel.ts'
import type { Frame } from '../fit.ts'

/** Where feet stand, and the middle of the room. */
export const FLOOR = 806
export const MIDDLE = 670

/** What a machine is hung with. */
export interface Rig {
  readonly easel: Easel
  readonly still: boolean
  /** Something to see, touch or label, in picture units; reach 0: only a place for labels. */
  spot(id: string, x: number, y: number, reach?: number): void
}

export interface Hung<M extends Machine> {
  show(machine: M): void
  frame(now_ms: number, step_ms: number): void
}

export interface Ready<M extends Machine> {
  /** What stands still, into the backdrop: back to front, pipes first. */
  paint(to: CanvasRenderingContext2D): void
  hang(rig: Rig): Hung<M>
}

/** One machine in the middle of its room. */
export interface MachineKind<M extends Machine> {
  readonly grade: 'CNC' | 'D' | 'C' | 'B'
  /** A view out, where the room has one. */
  readonly window: Frame | null
  /** What has to stay in sight on the narrowest screen. */
  readonly hero: Frame
  /** The same, where it changes in the course of the step. */
  heroOf?(machine: M): Frame
  /** Below freezing: parkas, breath, rime on the walls. */
  readonly cold?: boolean
  /** Equipment plate, and the lamp that says whether it runs. */
  readonly tag: { readonly text: string; readonly x: number; readonly y: number }
  readonly lamp: { readonly x: number; readonly y: number }
  /** Feet of whoever works it, and of a second one: never before a vessel whose level is read. */
  readonly crew: { readonly x: number; readonly second: number }
  /** Where machines are drawn to scale beside people: how large these are; 0.93 without. */
  readonly crewScale?: number
  /** Seen from the room beside it: layers of a drawing. */
  readonly poster: Poster
  /** In the colour of the plant's product. */
  prepare(machine: M, plant: MachineView['plant']): Promise<Ready<M>>
}

export interface Poster {
  readonly drawing: DrawingName
  readonly layers?: readonly string[]
  readonly scale: number
  /** Its feet, in the drawing's units. */
  readonly foot: readonly [x: number, y: number]
}
