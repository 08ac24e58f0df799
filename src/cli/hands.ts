import { type Hand, type Level, shortcutBots } from '../play/index.ts'
import { handOf } from '../record/index.ts'
import { InputError } from './command.ts'

const POLICIES = ['idle', 'random', 'novice', 'sop', 'expert'] as const

/** The hand of a policy on a level. `novice` makes the level's first typical error, `novice:ID` the named one; `bot:ID` a shortcut. */
export function handNamed(name: string, level: Level): Hand {
  const hand = handOf(name, level)
  if (hand) return hand
  const [policy, error] = name.split(':') as [string, string?]
  if (policy === 'bot') {
    const names = Object.keys(shortcutBots).join(', ')
    throw new InputError('arguments', '--policy', `there is no shortcut '${error ?? ''}'.`, `Shortcuts: ${names}.`)
  }
  if (policy === 'novice')
    throw new InputError(
      'arguments',
      '--policy',
      error === undefined ? 'this level names no typical errors.' : `this level has no error '${error}'.`,
      `Errors: ${level.work?.novice.map((e) => e.id).join(', ') || 'none'}.`,
    )
  throw new InputError('arguments', '--policy', `there is no policy '${name}'.`, `Known: ${POLICIES.join(', ')}.`)
}
