import { Fault } from '../sim/index.ts'
import { type Command, InputError, type Io } from './command.ts'
import { benchCommand } from './bench.ts'
import { codeCommand } from './code.ts'
import { exploitCommand } from './exploit.ts'
import { checkCommand, levelsCommand } from './levels.ts'
import { packCommand } from './pack.ts'
import { paceCommand } from './pace.ts'
import { plantedCommand } from './planted.ts'
import { playCommand } from './play.ts'
import { explainCommand, verifyCommand } from './records.ts'
import { referenceCommand } from './reference.ts'
import { sensitivityCommand } from './sensitivity.ts'
import { sweepCommand } from './sweep.ts'

/** In the order of the help. */
const commands: readonly Command[] = [
  levelsCommand,
  playCommand,
  verifyCommand,
  explainCommand,
  sweepCommand,
  exploitCommand,
  plantedCommand,
  sensitivityCommand,
  paceCommand,
  codeCommand,
  packCommand,
  checkCommand,
  benchCommand,
  referenceCommand,
]

function overview(): string {
  // Options are told by each command's own help.
  const calls = commands.map((c) => `${c.name} ${c.usage.replace(/ ?\[.*/, '')}`.trimEnd())
  const width = Math.max(...calls.map((call) => call.length))
  const lines = commands.map((c, i) => `  ${calls[i]!.padEnd(width)}  ${c.summary}`)
  return [
    'lot <command>: runs Premier Lot without a screen. Results on stdout, remarks on stderr.',
    '',
    ...lines,
    '',
    'Exit codes: 0 done, 1 the result says no, 2 bad input. lot <command> --help says more.',
  ].join('\n')
}

export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.print(`${overview()}\n`)
    return 0
  }
  const command = commands.find((c) => c.name === name)
  if (!command) {
    io.say(`lot: no command '${name}'. Known: ${commands.map((c) => c.name).join(', ')}.`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.print(`lot ${command.name} ${command.usage}\n\n${command.summary}\n\n${command.details}\n`)
    return 0
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    if (error instanceof InputError) io.say(`lot ${command.name}: ${error.message.replaceAll(/\s+/g, ' ')}`)
    else if (error instanceof Fault)
      io.say(
        `lot ${command.name}: the calculation broke: ${error.message}. Check the numbers of the input; if they are sound, this is a bug: please report it.`,
      )
    else throw error
    return 2
  }
}
