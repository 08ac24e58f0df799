/**
 * One tab plays, others are told. The tab that holds a level answers who asks; one that takes over tells the others, which
 * then only watch. Works without a secure context.
 */
export interface Seat {
  /** Another tab held this level when this one asked. */
  readonly taken: boolean
  /** Takes the level from the others; they have kept what they had when it is theirs no more. */
  takeOver(): Promise<void>
  leave(): void
}

type Word = { readonly seat: string; readonly tab: string; readonly says: 'anyone' | 'here' | 'mine' | 'yours' }

/** Long enough for a tab that is drawing on a busy machine. */
const ASKING_MS = 350
/** A tab that sleeps does not answer: it hears of it when it wakes. */
const YIELDING_MS = 500

export async function takeSeat(seat: string, lost: () => Promise<void>): Promise<Seat> {
  if (typeof BroadcastChannel === 'undefined') return { taken: false, async takeOver() {}, leave() {} }
  const tab = `${performance.timeOrigin}.${performance.now()}.${Math.random()}`
  const channel = new BroadcastChannel('premier-lot')
  let state: 'asking' | 'holding' | 'standing' = 'asking'
  let taken = false
  let yielded: () => void = () => {}
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no such argument
  const say = (says: Word['says']): void => channel.postMessage({ seat, tab, says } satisfies Word)
  channel.addEventListener('message', (event: MessageEvent<Word>) => {
    const word = event.data
    if (word.seat !== seat || word.tab === tab) return
    // Two that ask at once (a browser that brings back its tabs): one of them has it.
    if (word.says === 'anyone' && (state === 'holding' || (state === 'asking' && tab < word.tab))) say('here')
    if ((word.says === 'here' || word.says === 'mine') && state === 'asking') taken = true
    if (word.says === 'yours') yielded()
    if (word.says === 'mine' && state === 'holding') {
      state = 'standing'
      void lost().then(() => say('yours'))
    }
  })
  say('anyone')
  await new Promise((resolve) => setTimeout(resolve, ASKING_MS))
  state = taken ? 'standing' : 'holding'
  // One that slept while this one asked gives way when it wakes.
  if (!taken) say('mine')
  return {
    taken,
    async takeOver() {
      state = 'holding'
      const gone = new Promise<void>((resolve) => {
        yielded = resolve
        setTimeout(resolve, YIELDING_MS)
      })
      say('mine')
      await gone
    },
    leave() {
      state = 'standing'
      channel.close()
    },
  }
}
