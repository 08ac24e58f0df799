import { MODEL_VERSIONS } from '../models/index.ts'
import type { Level } from './level.ts'

/** Under which version of its models a level is played: of several plants, the version of the one that moved last. */
export function modelVersionOf(level: Level): string {
  const plants = [
    level.plant,
    ...[...(level.work?.week?.suites ?? []), ...(level.work?.transfer?.processes ?? [])].map(
      (part) => part.level.plant,
    ),
  ]
  return plants.map((plant) => MODEL_VERSIONS[plant]).reduce((a, b) => (later(a, b) ? a : b))
}

function later(a: string, b: string): boolean {
  const [x, y] = [a, b].map((version) => version.split('.').map(Number))
  const at = x!.findIndex((part, i) => part !== y![i])
  return at >= 0 && x![at]! > y![at]!
}
