/** A rectangle of a picture, in its own units: 110 units are a metre. */
export interface Frame {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface Fit {
  /** CSS pixels per unit. */
  readonly zoom: number
  /** The unit at the host's left upper corner. */
  readonly left: number
  readonly top: number
}

/**
 * Fills the host with the picture as long as all of `hero` stays in sight; where the picture ends, hatch goes on.
 * `closer` above 1 goes nearer than filling asks for.
 */
export function fit(width: number, height: number, picture: Frame, hero: Frame, closer = 1): Fit {
  const fill = Math.max(width / picture.w, height / picture.h) * closer
  const zoom = Math.min(Math.max(fill, 0.5), width / hero.w, height / hero.h)
  const along = (host: number, start: number, size: number, heroMiddle: number): number => {
    const seen = host / zoom
    if (seen >= size) return start + size / 2 - seen / 2
    return Math.min(Math.max(heroMiddle - seen / 2, start), start + size - seen)
  }
  return {
    zoom,
    left: along(width, picture.x, picture.w, hero.x + hero.w / 2),
    top: along(height, picture.y, picture.h, hero.y + hero.h / 2),
  }
}
