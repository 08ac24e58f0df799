import type { BoardFault, BoardLearner, BoardProgress, BoardResult, ClassBoard } from '../../share/index.ts'
import { ask, type Asked, hear, type Line } from './ask.ts'

/** A class of one's own, as this browser knows it. */
export interface OwnClass {
  /** Whoever has it has the class. */
  readonly secret: string
  readonly title: string
  readonly code: string
}

const PLACE = 'premier-lot.classes'

export function ownClasses(): readonly OwnClass[] {
  try {
    const found = JSON.parse(localStorage.getItem(PLACE) ?? '[]') as unknown
    return Array.isArray(found) ? (found as OwnClass[]).filter((one) => typeof one?.secret === 'string') : []
  } catch {
    return []
  }
}

const put = (all: readonly OwnClass[]): void => {
  try {
    localStorage.setItem(PLACE, JSON.stringify(all))
  } catch {
    // Refused: the link is all there is, and the page says so.
  }
}
export const keepOwnClass = (own: OwnClass): void =>
  put([own, ...ownClasses().filter((other) => other.secret !== own.secret)])
export const forgetOwnClass = (secret: string): void => put(ownClasses().filter((other) => other.secret !== secret))

export async function makeClass(wish: {
  readonly title: string
  readonly days: number
  readonly password?: string
}): Promise<Asked<OwnClass>> {
  const asked = await ask<{ code: string; secret: string }>('POST', 'classes', '', wish)
  if (!('value' in asked)) return asked
  const own = { secret: asked.value.secret, code: asked.value.code, title: wish.title }
  keepOwnClass(own)
  return { value: own }
}

/** With the password that stands beside the secret: what to ask with, for a day. */
export async function openOwnClass(secret: string, password: string): Promise<Asked<string>> {
  const asked = await ask<{ token: string }>('POST', 'class/open', secret, { password })
  return 'value' in asked ? { value: asked.value.token } : asked
}

/** The board of a class, live: told each time anything on it changes. */
export function followBoard(
  bearer: string,
  tell: (board: ClassBoard, heard_ms: number) => void,
  line: (line: Line) => void,
): () => void {
  let board: ClassBoard | null = null
  const replaced = <T>(all: readonly T[], one: T, same: (other: T) => boolean): readonly T[] => {
    const at = all.findIndex(same)
    return at < 0 ? [...all, one] : all.map((other, i) => (i === at ? one : other))
  }
  return hear(
    'class/feed',
    () => bearer,
    (event, data) => {
      if (event === 'all') board = data as ClassBoard
      else if (!board) return
      else if (event === 'joined') {
        const one = data as BoardLearner
        board = { ...board, learners: replaced(board.learners, one, (other) => other.id === one.id) }
      } else if (event === 'progress') {
        const one = data as BoardProgress
        const isIt = (other: BoardProgress): boolean => other.learner === one.learner && other.run === one.run
        board = { ...board, progress: replaced(board.progress, one, isIt), now_ms: one.at_ms }
      } else if (event === 'result') {
        const one = data as BoardResult
        const isIt = (other: BoardResult): boolean => other.learner === one.learner && other.key === one.key
        board = { ...board, results: replaced(board.results, one, isIt) }
      } else if (event === 'fault') {
        const one = data as BoardFault
        board = { ...board, faults: replaced(board.faults, one, (other) => other.id === one.id) }
      } else if (event === 'left') {
        const { learner } = data as { learner: string }
        board = {
          ...board,
          learners: board.learners.filter((one) => one.id !== learner),
          progress: board.progress.filter((one) => one.learner !== learner),
          results: board.results.filter((one) => one.learner !== learner),
          faults: board.faults.filter((one) => one.learner !== learner),
        }
      } else if (event === 'class')
        board = { ...board, class: { ...board.class, ...(data as { paused: boolean; topic: string | null }) } }
      else return
      tell(board, performance.now())
    },
    line,
  )
}

/** A file of the class, as the server writes it. */
export async function classFile(bearer: string, name: string): Promise<string | null> {
  try {
    const response = await fetch(new URL(`api/class/${name}`, document.baseURI), {
      headers: { Authorization: `Bearer ${bearer}` },
    })
    return response.ok ? await response.text() : null
  } catch {
    return null
  }
}

export { ask as askClass }
