import { digestOf } from '../sim/index.ts'

/** Twelve signs that stand for records, whatever their order: the same records, replayed, come to the same. */
export function proofCode(digests: readonly string[]): string {
  const text = digestOf([...digests].sort())
    .slice(0, 12)
    .toUpperCase()
  return text.replaceAll(/....(?=.)/g, '$&-')
}
