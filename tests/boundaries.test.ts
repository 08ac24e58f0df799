/** The module table of docs/architecture.md, enforced: who may import whom, and what the core never touches. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'

/** Exceptions, as `file: problem`. It started empty and stays empty. */
const ALLOWED: readonly string[] = []

/** No npm package at all: a kernel that nothing outside can change. */
const WITHOUT_PACKAGES = ['sim', 'models', 'play']

/** The members of Math that give the same bits in every engine. */
const EXACT_MATH = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(' '),
)
const FORBIDDEN_GLOBALS = new Set(
  'Date Intl performance console setTimeout setInterval queueMicrotask fetch crypto process Buffer globalThis'.split(
    ' ',
  ),
)
const FORBIDDEN_MEMBERS = /^(localeCompare|toLocale\w*)$/

const root = dirname(dirname(fileURLToPath(import.meta.url)))

interface Module {
  readonly name: string
  /** Direct and indirect: what it may import. */
  readonly below: ReadonlySet<string>
  /** Runs anywhere: no clock, no dice, no engine-dependent arithmetic. */
  readonly core: boolean
}

/** Reads the rows `| module | holds | may import | runs in |`. */
function parseTable(markdown: string): Map<string, Module> {
  const rows = [...markdown.matchAll(/^\| `(\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|$/gm)]
  const direct = new Map(
    rows.map(([, name, imports]) => [
      name,
      imports.trim() === 'nothing' ? [] : imports.split(',').map((s) => s.trim().replaceAll('`', '')),
    ]),
  )
  const below = (name: string, path: string[] = []): Set<string> => {
    if (path.includes(name)) throw new Error(`docs/architecture.md: cycle ${[...path, name].join(' → ')}`)
    const imports = direct.get(name)
    if (!imports) throw new Error(`docs/architecture.md: ${path.at(-1)} may import '${name}', which has no row`)
    return new Set(imports.flatMap((next) => [next, ...below(next, [...path, name])]))
  }
  return new Map(
    rows.map(([, name, , runsIn]) => [name, { name, below: below(name), core: runsIn.trim() === 'anywhere' }]),
  )
}

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

function walk(node: Node, visit: (node: Node, parent: Node | null) => void, parent: Node | null = null): void {
  visit(node, parent)
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit, node)
}

const text = (node: unknown): string | null =>
  isNode(node) && node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null
const named = (node: unknown): string => (isNode(node) ? String(node['name'] ?? node['value'] ?? '') : '')

/** What a file imports: static, dynamic, type-only, re-exported, and by `new URL(…, import.meta.url)`. */
function importsOf(program: Node): string[] {
  const found: string[] = []
  walk(program, (node) => {
    let source: unknown
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type)) source = node['source']
    else if (node.type === 'ImportExpression' || node.type === 'TSImportType')
      source = node['source'] ?? node['argument']
    else if (node.type === 'TSExternalModuleReference') source = node['expression']
    else if (node.type === 'NewExpression' && named(node['callee']) === 'URL') source = (node['arguments'] as Node[])[0]
    if (!isNode(source)) return
    const value = text(source.type === 'TSLiteralType' ? source['literal'] : source)
    if (value !== null) found.push(value)
    else if (node.type === 'ImportExpression') found.push('(an address made at run time)')
  })
  return found
}

/** What would make two engines, or two runs, differ. */
function impurities(program: Node): string[] {
  const found: string[] = []
  walk(program, (node, parent) => {
    if (
      (node.type === 'BinaryExpression' || node.type === 'AssignmentExpression') &&
      /^\*\*=?$/.test(String(node['operator']))
    )
      found.push("'**' differs between engines: use x * x, or sim's pow")
    if (node.type === 'MetaProperty' && named(node['meta']) === 'import') found.push('import.meta')
    if (node.type === 'MemberExpression') {
      const member = named(node['property'])
      if (FORBIDDEN_MEMBERS.test(member)) found.push(`.${member} depends on the host's language`)
    }
    if (node.type !== 'Identifier' || isLabel(node, parent)) return
    const name = named(node)
    if (name === 'Math') {
      const member = parent?.type === 'MemberExpression' && parent['object'] === node ? named(parent['property']) : '?'
      if (!EXACT_MATH.has(member)) found.push(`Math.${member} is not exact: use sim's own`)
    }
    if (FORBIDDEN_GLOBALS.has(name)) found.push(`'${name}' belongs to the host`)
  })
  return found
}

/** An identifier that only names a property, a key or a type: not a use of the global. */
function isLabel(node: Node, parent: Node | null): boolean {
  if (!parent) return false
  if (parent.type === 'MemberExpression') return parent['property'] === node && parent['computed'] !== true
  if (/^(Property|PropertyDefinition|MethodDefinition)$/.test(parent.type))
    return parent['key'] === node && parent['computed'] !== true && parent['shorthand'] !== true
  return /^(TSPropertySignature|TSMethodSignature|TSTypeReference|TSQualifiedName|ImportSpecifier)$/.test(parent.type)
}

/** Every broken rule of one source file; `path` is relative to src/, with forward slashes. */
function problemsOf(path: string, source: string, modules: ReadonlyMap<string, Module>): string[] {
  const own = modules.get(path.split('/')[0])
  if (!own) return ['is in no module of docs/architecture.md']
  const isTest = /\.test\.tsx?$/.test(path)
  const program = parseAst(source, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node
  const found: string[] = []
  for (const address of importsOf(program)) {
    if (address.startsWith('.')) {
      const target = posix.normalize(posix.join(posix.dirname(path), address.replace(/\?.*$/, '')))
      if (target.startsWith('..')) {
        if (own.core && !isTest) found.push(`imports ${address}, outside src/`)
        continue
      }
      const other = target.split('/')[0]
      if (own.core && !isTest && address.includes('?')) found.push(`imports ${address}: only the bundler knows that`)
      if (other === own.name) continue
      if (!own.below.has(other)) found.push(`imports ${other}, which ${own.name} may not`)
      else if (!isTest && target !== `${other}/index.ts`)
        found.push(`enters ${other} by ${address}, not by its index.ts`)
    } else if (!isTest && own.core) {
      if (address.startsWith('node:')) found.push(`imports ${address}: the core runs anywhere`)
      else if (WITHOUT_PACKAGES.includes(own.name)) found.push(`imports the package ${address}`)
      else if (address.startsWith('(')) found.push(`imports ${address}`)
    }
  }
  if (own.core && !isTest) found.push(...impurities(program))
  return found
}

function sources(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

const modules = parseTable(readFileSync(join(root, 'docs/architecture.md'), 'utf8'))

describe('architecture', () => {
  test('the table names every module once, without cycles', () => {
    expect([...modules.keys()]).toEqual(
      'sim models play content record share present platform ui stage game instructor server cli'.split(' '),
    )
    expect([...modules.values()].filter((m) => m.core).map((m) => m.name)).toEqual(
      'sim models play content record share present'.split(' '),
    )
  })

  test('every source file keeps to its row', () => {
    const files = sources(join(root, 'src'))
    expect(files.length).toBeGreaterThan(5)
    const problems = files.flatMap((file) => {
      const path = relative(join(root, 'src'), file).split(sep).join('/')
      return problemsOf(path, readFileSync(file, 'utf8'), modules).map((problem) => `src/${path}: ${problem}`)
    })
    expect(problems.filter((p) => !ALLOWED.includes(p))).toEqual([])
    expect(
      ALLOWED.filter((p) => !problems.includes(p)),
      'stale exceptions',
    ).toEqual([])
  })

  test.each([
    ['an upward import', 'sim/a.ts', "import { x } from '../models/index.ts'", 1],
    ['an upward type', 'play/a.ts', "import type { X } from '../record/index.ts'", 1],
    ['an upward type query', 'play/a.ts', "type X = import('../record/index.ts').X", 1],
    ['an upward re-export', 'sim/a.ts', "export * from '../play/index.ts'", 1],
    ['an upward dynamic import', 'ui/a.tsx', "const s = await import('../stage/index.ts')", 1],
    ['a worker of another module', 'ui/a.ts', "new Worker(new URL('../game/worker.ts', import.meta.url))", 1],
    ['a side door', 'models/a.ts', "import { exp } from '../sim/arithmetic.ts'", 1],
    ['the front door, two floors down', 'play/a.ts', "import { exp } from '../sim/index.ts'", 0],
    ['a side door in a test', 'models/a.test.ts', "import { exp } from '../sim/arithmetic.ts'", 0],
    ['an upward import in a test', 'sim/a.test.ts', "import { x } from '../models/x.ts'", 1],
    ['a package in the kernel', 'models/a.ts', "import { z } from 'zod'", 1],
    ['a package above it', 'content/a.ts', "import { z } from 'zod'", 0],
    ['the file system', 'content/a.ts', "import { readFileSync } from 'node:fs'", 1],
    ['a raw file', 'models/a.ts', "import t from './table.csv?raw'", 1],
    ['powers', 'sim/a.ts', 'export const f = (x: number) => x ** 2', 1],
    ['powers in place', 'sim/a.ts', 'let x = 2; x **= 2', 1],
    ['engine arithmetic', 'models/a.ts', 'export const y = Math.exp(1) + Math.sqrt(2)', 1],
    ['engine arithmetic by another name', 'models/a.ts', 'const { exp } = Math', 1],
    ['dice', 'play/a.ts', 'export const y = Math.random()', 1],
    ['clocks', 'record/a.ts', 'export const t = Date.now() + performance.now()', 2],
    ['languages', 'present/a.ts', "export const c = 'a'.localeCompare('b') + (1).toLocaleString()", 2],
    ['a field that is only called Date', 'play/a.ts', 'export const o = { Date: 1, console: 2 }; o.Date = 3', 0],
    ['a folder without a row', 'helpers/a.ts', 'export {}', 1],
  ])('the rules see %s', (_, path, source, count) => {
    expect(problemsOf(path, source, modules)).toHaveLength(count)
  })
})
