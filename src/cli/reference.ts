import { type Command, InputError } from './command.ts'
import { parseArguments, readJson } from './files.ts'
import { columnCsv, readColumnCase, solveColumn } from './reference/column.ts'
import { choice, type Fields, fields } from './reference/input.ts'

/** Integrates the case in `data` and returns the CSV. `file` is for what goes wrong. */
type Solver = (data: Fields, file: string) => string

/** One solver per kind. A kind is frozen: an improved model adds terms whose parameters are zero in the old kind. */
const SOLVERS = {
  'column-1': (data, file) => {
    const columnCase = readColumnCase(data, file)
    return columnCsv(columnCase, solveColumn(columnCase))
  },
} satisfies Record<string, Solver>

const KINDS = Object.keys(SOLVERS) as (keyof typeof SOLVERS)[]

export const referenceCommand: Command = {
  name: 'reference',
  usage: '<case.json>',
  summary: "integrates a reference case with the game's own solver and prints CSV",
  details: [
    'Columns and times are those of the CSV beside the case; the equations are in tests/reference/EQUATIONS.md.',
    `Kinds: ${KINDS.join(', ')}. The solver is chosen by what the case says, never by its name.`,
  ].join('\n'),
  run(args, io) {
    const { positional } = parseArguments(args, {})
    const [file] = positional
    if (file === undefined || positional.length > 1)
      throw new InputError(
        'arguments',
        '',
        'one case file is expected.',
        'Write lot reference tests/reference/pa_lrm_rt4.json.',
      )
    const data = fields(readJson(file), { file, path: '' })
    const kind = choice(data.kind, { file, path: 'kind' }, KINDS)
    io.print(SOLVERS[kind](data, file))
    return 0
  },
}
