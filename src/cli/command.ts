/** What every `lot` command looks like, and how it speaks: JSON or CSV on stdout, sentences on stderr. */

export interface Command {
  readonly name: string
  /** Arguments as shown in the help, e.g. `<case.json>`. */
  readonly usage: string
  /** One line for the overview. */
  readonly summary: string
  /** More lines for `lot <command> --help`. */
  readonly details: string
  /** Resolves to the exit code: 0, or 1 when the result says no. Bad input throws `InputError` (exit 2). */
  run(args: readonly string[], io: Io): number | Promise<number>
}

export interface Io {
  /** The only way to stdout. */
  print(text: string): void
  /** Progress and remarks, on stderr. */
  say(text: string): void
}

/** Input the user can mend: one line with file, place and remedy; exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError'

  constructor(file: string, path: string, message: string, remedy: string) {
    super(`${file}${path ? `: ${path}` : ''}: ${message} ${remedy}`)
  }
}
