/** The plant's calendar: shifts begin at eight in the morning, a round is a day from morning to morning. */
const SHIFT_BEGINS_H = 8
const DAY_S = 86_400
const HOUR_S = 3600

export interface Moment {
  /** From 0, the morning the first step begins: a culture seeded then has the same days as its record. */
  readonly day: number
  /** Hour of the day, 0 to 24, with its fraction. */
  readonly hour: number
}

export function momentOf(t_s: number): Moment {
  const clock_s = t_s + SHIFT_BEGINS_H * HOUR_S
  // By the wall calendar: after midnight it is the next day, as in any record.
  return { day: Math.floor(clock_s / DAY_S), hour: (clock_s % DAY_S) / HOUR_S }
}

/** 07:05, as on the wall. */
export function clockOf(t_s: number): string {
  const minutes = Math.floor((momentOf(t_s).hour * 60 + 1e-6) % (24 * 60))
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Plant second of an hour that somebody writes, on the shift of `near_s`: nights belong to the day before. */
export function secondOf(hour: number, minute: number, near_s: number): number {
  const dayBegan_s = Math.floor(near_s / DAY_S) * DAY_S
  const since_s = (hour - SHIFT_BEGINS_H) * HOUR_S + minute * 60
  return dayBegan_s + (since_s < 0 ? since_s + DAY_S : since_s)
}
