import { type Command, InputError } from './command.ts'
import { parseArguments, readJson } from './files.ts'
import { columnCsv, readColumnCase, solveColumn } from './reference/column.ts'
import { cultureCsv } from './reference/culture.ts'
import { choice, type Fields, fields } from './reference/input.ts'
import { nguyenCsv } from './reference/nguyen.ts'
import { textbookCsv } from './reference/textbook.ts'
import { vectorCsv } from './reference/vector.ts'

/** Integrates the case in `data` and returns the CSV. `file` is for what goes wrong. */
type Solver = (data: Fields, file: string, played: boolean) => string

/** One solver per kind. A kind is frozen: an improved model adds terms whose parameters are zero in the old kind. */
const SOLVERS = {
  'column-1': (data, file) => {
    const columnCase = readColumnCase(data, file)
    return columnCsv(columnCase, solveColumn(columnCase))
  },
  'cho-game-1': cultureCsv,
  'cho-textbook-1': textbookCsv,
  'aav-game-1': vectorCsv,
  'aav-nguyen-1': nguyenCsv,
} satisfies Record<string, Solver>

const KINDS = Object.keys(SOLVERS) as (keyof typeof SOLVERS)[]

export const referenceCommand: Command = {
  name: 'reference',
  usage: '<case.json> [--played]',
  summary: "integrates a reference case with the game's own solver and prints CSV",
  details: [
    'Columns and times are those of the CSV beside the case; the equations are in tests/reference/EQUATIONS.md.',
    '--played     steps by the tick of the played unit instead of running free (where the two differ)',
    `Kinds: ${KINDS.join(', ')}. The solver is chosen by what the case says, never by its name.`,
  ].join('\n'),
  run(args, io) {
    const { positional, flags } = parseArguments(args, { flags: ['played'] })
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
    io.print(SOLVERS[kind](data, file, flags.has('played')))
    return 0
  },
}
