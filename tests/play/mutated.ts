/** Files nobody should have written: one to three things wrong at random places. */
import { uniform } from '../../src/sim/index.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const NASTY: readonly Json[] = [
  [null, true, false, 0, -1, 0.5, 3, 1e21, 1e308, -1e308, 5e-324, 2 ** 53, -3600, 25],
  ['', 'NaN', 'Infinity', '-1', '1e999', 'moon', 'x'.repeat(5000), '\u0000', '../../../etc/passwd'],
  ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'culture', 'seed', 'fill', 'culture.muMax'],
  [[], {}, [[]], [null], [1, 2, 3], { a: 1 }, { id: 'x' }],
].flat(1)

/** Every place in a tree, as the chain of keys that leads there. */
function places(json: Json, at: readonly string[] = []): (readonly string[])[] {
  if (typeof json !== 'object' || json === null) return [at]
  return [at, ...Object.entries(json).flatMap(([key, inner]) => places(inner, [...at, key]))]
}

/** A copy with one to three things wrong: gone, replaced, called otherwise, there twice. */
export function mutated(source: unknown, seed: number): { json: unknown; done: string } {
  let n = 0
  const dice = (): number => uniform(seed, 'hostile', n++)
  const any = <T>(list: readonly T[]): T => list[Math.floor(dice() * list.length)]!
  const json = structuredClone(source) as Json
  const done: string[] = []
  for (let left = 1 + Math.floor(3 * dice() * dice()); left > 0; left--) {
    const [key, ...above] = [...any(places(json).slice(1))].toReversed() as [string, ...string[]]
    let parent = json as { [key: string]: Json }
    for (const step of above.toReversed()) parent = parent[step] as { [key: string]: Json }
    const kind = dice()
    const path = [...above.toReversed(), key].join('.')
    if (kind < 0.15) {
      if (Array.isArray(parent)) parent.splice(Number(key), 1)
      else delete parent[key]
      done.push(`${path} gone`)
    } else if (kind < 0.25 && Array.isArray(parent)) {
      parent.push(structuredClone(parent[Number(key)]!))
      done.push(`${path} twice`)
    } else if (kind < 0.35 && !Array.isArray(parent)) {
      const name = any(['__proto__', 'constructor', 'prototype', 'moon', '', 'volume_L', 'toString'])
      Object.defineProperty(parent, name, { value: parent[key], enumerable: true, configurable: true, writable: true })
      if (name !== key) delete parent[key]
      done.push(`${path} called ${name}`)
    } else if (kind < 0.5 && typeof parent[key] === 'number') {
      parent[key] = parent[key] * any([-1, 0, 1e-9, 10, 1000, 1e12])
      done.push(`${path} = ${String(parent[key])}`)
    } else {
      parent[key] = structuredClone(any(NASTY))
      done.push(`${path} = ${JSON.stringify(parent[key]).slice(0, 40)}`)
    }
  }
  // As a file would bring it: `__proto__` is a key like any other.
  return { json: JSON.parse(JSON.stringify(json)), done: done.join('; ') }
}
