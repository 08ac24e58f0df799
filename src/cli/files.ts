import { readFileSync, writeFileSync } from 'node:fs'
import type { Problem } from '../sim/index.ts'
import { InputError } from './command.ts'

/** Parsed JSON of a file, or the sentence that says what is wrong with it. */
export function readJson(file: string): unknown {
  let text: string
  try {
    // A byte-order mark is no part of the text.
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new InputError(file, '', 'cannot be read.', reason(error))
  }
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new InputError(file, '', 'is not JSON.', error instanceof Error ? `${error.message}.` : '')
  }
}

export function writeText(file: string, text: string | Uint8Array): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new InputError(file, '', 'cannot be written.', reason(error))
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return 'There is no such file or folder: check the path.'
  if (code === 'EACCES') return 'Permission is missing.'
  if (code === 'EISDIR') return 'It is a folder: name a file.'
  if (code === 'ENOSPC') return 'The disk is full.'
  return code
}

/** The first problem as the error to report; how many more there are is said too. */
export function firstProblem(file: string, problems: readonly Problem[]): InputError {
  const [first] = problems
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return new InputError(file, first!.path, `${first!.message} [${first!.code}]`, `${first!.remedy}${more}`)
}

/** Options `--name value` and flags `--name`; the rest are positional. Unknown options are bad input. */
export function parseArguments(
  args: readonly string[],
  known: { readonly values?: readonly string[]; readonly flags?: readonly string[] },
): {
  readonly positional: readonly string[]
  readonly values: ReadonlyMap<string, string>
  readonly flags: ReadonlySet<string>
} {
  const positional: string[] = []
  const values = new Map<string, string>()
  const flags = new Set<string>()
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (!arg.startsWith('--')) positional.push(arg)
    else if (known.flags?.includes(arg.slice(2))) flags.add(arg.slice(2))
    else if (known.values?.includes(arg.slice(2))) {
      const value = args[++i]
      if (value === undefined) throw new InputError('arguments', arg, 'needs a value.', `Write ${arg} VALUE.`)
      values.set(arg.slice(2), value)
    } else {
      const all = [...(known.values ?? []), ...(known.flags ?? [])].map((k) => `--${k}`)
      throw new InputError(
        'arguments',
        arg,
        'is not an option here.',
        all.length ? `Known: ${all.join(', ')}.` : 'There are none.',
      )
    }
  }
  return { positional, values, flags }
}
