/** Replies in an order of the lot's own: the first one is nobody's hint. */
export function repliesInTurn(seed: number, question: string, count: number): readonly number[] {
  const from = seed + question.length
  const turned = Array.from({ length: count }, (_, k) => (from + k) % count)
  return Math.floor(from / count) % 2 ? turned.reverse() : turned
}
