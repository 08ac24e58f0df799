import type { GameObjects } from 'phaser'
import type { PersonView } from '../present/index.ts'
import { art, type Art } from './drawing.ts'
import { put, type Easel } from './easel.ts'

/** One person as they stand or act; loaded when first seen. */
export function loadFigure({ who, doing }: PersonView): Promise<Art> {
  return art(who, ['shadow', `arm-back-${doing}`, 'legs', 'torso', 'badge', 'head', `arm-front-${doing}`])
}

/** Hangs a figure by its feet. */
export function standAt(
  easel: Easel,
  figure: Art,
  feet: { readonly x: number; readonly y: number; readonly scale: number; readonly flip: boolean },
): GameObjects.Image {
  const { x, y, scale, flip } = feet
  return put(easel, figure, { x: x - (flip ? 70 : 60) * scale, y: y - 196 * scale, scale, flip })
}
