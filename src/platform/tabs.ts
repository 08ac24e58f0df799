/**
 * One tab plays, others are told. The tab that holds a level answers who asks; one that takes over tells the others, which
 * then only watch. Works without a secure context.
 */
export interface Seat {
  /** Another tab held this level when this one asked. */
  readonly taken: boolean
  /** Takes the level from the others. */
  takeOver(): void
  leave(): void
}

type Word = { readonly level: string; readonly tab: string; readonly says: 'anyone' | 'here' | 'mine' }

export async function takeSeat(level: string, lost: () => void): Promise<Seat> {
  if (typeof BroadcastChannel === 'undefined') return { taken: false, takeOver() {}, leave() {} }
  const tab = `${performance.timeOrigin}.${performance.now()}`
  const channel = new BroadcastChannel('premier-lot')
  let holding = false
  let taken = false
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no such argument
  const say = (says: Word['says']): void => channel.postMessage({ level, tab, says } satisfies Word)
  channel.addEventListener('message', (event: MessageEvent<Word>) => {
    const word = event.data
    if (word.level !== level || word.tab === tab) return
    if (word.says === 'anyone' && holding) say('here')
    if (word.says === 'here') taken = true
    if (word.says === 'mine' && holding) {
      holding = false
      lost()
    }
  })
  say('anyone')
  await new Promise((resolve) => setTimeout(resolve, 120))
  if (!taken) holding = true
  return {
    taken,
    takeOver() {
      holding = true
      say('mine')
    },
    leave() {
      holding = false
      channel.close()
    },
  }
}
