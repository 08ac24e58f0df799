/** docs/validity.md carries what the committed sweeps and searches found. UPDATE_PAGES=1 npx vitest run tests/validity-page.test.ts rewrites it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Spread {
  readonly median: number
  readonly sd: number
}
interface Sweep {
  readonly level: string
  readonly runs: number
  readonly model: string
  readonly policies: Readonly<
    Record<
      string,
      Record<'yield' | 'purity' | 'compliance', Spread> & {
        readonly passed: number | null
        readonly medals?: Spread
        readonly auc: number
      }
    >
  >
}
interface Exploit {
  readonly runs: number
  readonly model: string
  readonly most_pct: number
  readonly passing_pct?: number
}

type Kind = 'single' | 'double' | 'compliance' | 'onRecipe'
type Planted = Readonly<Record<Kind, { readonly planted: number; readonly found: number }>> & {
  readonly model: string
  readonly lots: number
  readonly mostRuns: number
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const one = (x: number): string => x.toFixed(1)

function section(folder: string): string {
  const sweep = read<Sweep>(join(folder, 'sweep.json'))
  const rows = Object.entries(sweep.policies).map(([name, p]) => {
    const axes = [p.yield, p.purity, p.compliance].map((a) => `${one(a.median)} (${one(a.sd)})`)
    const end = p.passed === null ? `${one(p.medals!.median)} medals` : `${one(100 * p.passed)} %`
    return `| ${name} | ${axes.join(' | ')} | ${end} | ${p.auc.toFixed(3)} | ${(2 * (1 - p.auc)).toFixed(3)} |`
  })
  const file = join(folder, 'exploit.json')
  const found = existsSync(file) ? read<Exploit>(file) : undefined
  const bank = join(folder, 'planted.json')
  return [
    `### ${sweep.level}: ${sweep.runs} lots, model ${sweep.model}`,
    '',
    '| hand | yield | purity | compliance | passes | AUC | overlap |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
    'Median (standard deviation) over the lots.',
    found
      ? `The best of ${found.runs} climbed runs is ${one(found.most_pct)} % above the expert (model ${found.model})${passing(found)}.`
      : 'Not searched for exploits yet.',
    existsSync(bank) ? `\n${planted(read<Planted>(bank))}` : '\nNo errors planted yet.',
  ].join('\n')
}

/** Where the search told them apart. */
const passing = ({ passing_pct }: Exploit): string =>
  passing_pct === undefined ? '' : `; the most product of any lot that passes, ${one(passing_pct)} %`

function planted({ lots, model, mostRuns, ...shares }: Planted): string {
  const of = (kind: Kind): string =>
    shares[kind].planted ? `${shares[kind].found} of ${shares[kind].planted}` : 'none'
  return [
    `Planted on the expert (${lots} lots, model ${model}): one error is the first cause in ${of('single')}, two are both`,
    `among the first three in ${of('double')}, one of compliance alone is what the dearest finding is about in`,
    `${of('compliance')}. Planted on the recipe: first in ${of('onRecipe')}. At most ${mostRuns} runs for one explanation.`,
  ].join(' ')
}

test('the page says what was found', () => {
  const folders = readdirSync('levels', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('sweep.json'))
    .map((path) => join('levels', path, '..'))
    .sort()
  const page = readFileSync('docs/validity.md', 'utf8')
  const wanted = page.replace(
    /<!-- validity -->[^]*<!-- \/validity -->/,
    () => `<!-- validity -->\n${folders.map(section).join('\n\n')}\n<!-- /validity -->`,
  )
  if (process.env['UPDATE_PAGES']) writeFileSync('docs/validity.md', wanted)
  else expect(page).toBe(wanted)
})
