import {
  expertHand,
  type Hand,
  idleHand,
  type Level,
  noviceHand,
  randomHand,
  shortcutBots,
  sopHand,
} from '../play/index.ts'
import { InputError } from './command.ts'

export const POLICIES = ['idle', 'random', 'novice', 'sop', 'expert'] as const

/** The hand of a policy on a level. `novice` makes the level's first typical error, `novice:ID` the named one; `bot:ID` a shortcut. */
export function handNamed(name: string, level: Level): Hand {
  const [policy, error] = name.split(':') as [string, string?]
  if (policy === 'idle') return idleHand
  if (policy === 'random') return randomHand
  if (policy === 'sop') return sopHand
  if (policy === 'expert') return expertHand
  if (policy === 'bot') {
    const bot = error === undefined ? undefined : shortcutBots[error]
    if (bot) return bot
    const names = Object.keys(shortcutBots).join(', ')
    throw new InputError('arguments', '--policy', `there is no shortcut '${error ?? ''}'.`, `Shortcuts: ${names}.`)
  }
  if (policy === 'novice') {
    const errors = level.work?.novice ?? []
    const found = error === undefined ? errors[0] : errors.find((e) => e.id === error)
    if (found) return noviceHand(found)
    throw new InputError(
      'arguments',
      '--policy',
      error === undefined ? 'this level names no typical errors.' : `this level has no error '${error}'.`,
      `Errors: ${errors.map((e) => e.id).join(', ') || 'none'}.`,
    )
  }
  throw new InputError('arguments', '--policy', `there is no policy '${name}'.`, `Known: ${POLICIES.join(', ')}.`)
}
