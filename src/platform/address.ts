/** What the address asks of the page. */
export interface Address {
  readonly level: string | null
  readonly seed: number | null
  /** A code of a lot, as it was typed. */
  readonly code: string | null
  /** A code of a class to join. */
  readonly join: string | null
  /** On or off for this visit; null: as it was left. */
  readonly sound: boolean | null
  /** Asked for by the address; the machine and the profile may ask for it too. */
  readonly reducedMotion: boolean
  readonly speed: number | null
  readonly text: boolean
  /** Only to look at the first try of that lot. */
  readonly look: boolean
  /** The lot of the day, from where a colleague hands it over. */
  readonly today: boolean
  /** A drill of the level: what goes wrong in it. */
  readonly drill: string | null
  /** A level that was passed, once more from its midst. */
  readonly again: boolean
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly probe: boolean
  /** The first page asked for by name: the opening once more, or the menu at once. */
  readonly first: 'opening' | 'menu' | null
}

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search)
  const number = (key: string): number | null => {
    const value = Number(query.get(key))
    return query.has(key) && Number.isSafeInteger(value) && value >= 0 ? value : null
  }
  const renderer = query.get('renderer')
  return {
    level: query.get('level'),
    seed: number('seed'),
    code: query.get('code'),
    join: query.get('class'),
    sound: query.get('sound') === '1' ? true : query.get('sound') === '0' ? false : null,
    reducedMotion: query.get('motion') === 'reduced',
    speed: number('speed'),
    text: query.get('view') === 'text',
    look: query.has('look'),
    today: query.has('today'),
    drill: query.get('drill'),
    again: query.has('again'),
    renderer: renderer === 'webgl' || renderer === 'canvas' ? renderer : 'auto',
    probe: query.has('probe'),
    first: query.has('cold') ? 'opening' : query.has('menu') ? 'menu' : null,
  }
}
