/** Tables of words on the screens: none is missing, none is unread, and both languages are set as they should be. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'
import { typeset } from '../src/present/index.ts'
import { editTexts } from '../src/instructor/edit/text.ts'
import { lockerTexts } from '../src/ui/locker/text.ts'
import { lessonTexts } from '../src/instructor/lessonText.ts'
import { packagesTexts } from '../src/instructor/packagesText.ts'
import { instructorTexts } from '../src/instructor/text.ts'
import { trialTexts } from '../src/instructor/trialText.ts'
import { csvTexts } from '../src/server/text.ts'
import { boardTexts } from '../src/instructor/board/text.ts'
import { ltiTexts } from '../src/instructor/lti/text.ts'
import { pickTexts } from '../src/instructor/pickText.ts'
import { badgeTexts } from '../src/ui/badge/text.ts'
import { classTexts } from '../src/ui/class/text.ts'
import { coldTexts } from '../src/ui/cold/text.ts'
import { moreTexts } from '../src/ui/debrief/moreText.ts'
import { contractTexts } from '../src/ui/contracts/text.ts'
import { debriefTexts } from '../src/ui/debrief/text.ts'
import { posedTexts } from '../src/ui/drill/posedText.ts'
import { drillTexts } from '../src/ui/drill/text.ts'
import { kitTexts } from '../src/ui/kit/text.ts'
import { kioskTexts } from '../src/ui/kiosk/text.ts'
import { pourTexts } from '../src/ui/pour/text.ts'
import { reviewTexts } from '../src/ui/review/text.ts'
import { roomTexts } from '../src/ui/room/text.ts'
import { settingsTexts } from '../src/ui/settings/text.ts'
import { inspectionTexts } from '../src/ui/inspection/text.ts'
import { transferTexts } from '../src/ui/transfer/text.ts'
import { weekTexts } from '../src/ui/week/text.ts'
import { intendTexts } from '../src/ui/skills/intendText.ts'
import { skillsTexts } from '../src/ui/skills/text.ts'
import { soundTexts } from '../src/ui/sound/text.ts'
import { texts } from '../src/ui/text.ts'
import { accessTexts } from '../src/ui/about/access.ts'
import { aboutTexts } from '../src/ui/about/text.ts'
import { thawingTexts } from '../src/ui/thawing/text.ts'
import { traceTexts } from '../src/ui/trace/text.ts'
import { vialsTexts } from '../src/ui/vials/text.ts'
import { wayTexts } from '../src/ui/way/text.ts'
import { whyTexts } from '../src/ui/why/text.ts'
import { cellsTexts } from '../src/ui/verbs/cellsText.ts'
import { containmentTexts } from '../src/ui/verbs/containmentText.ts'
import { affinityTexts, fullEmptyTexts } from '../src/ui/verbs/vectorColumnText.ts'
import { cocktailTexts } from '../src/ui/verbs/cocktailText.ts'
import { studyTexts } from '../src/ui/verbs/studyText.ts'
import { corridorTexts, flakeTexts, pasteBowlTexts, treeTexts } from '../src/ui/verbs/fractionText.ts'
import { caprylateTexts, ledgerTexts, wallTexts } from '../src/ui/verbs/borderText.ts'
import { columnTexts, dryerTexts, rackTexts, virusFilterTexts } from '../src/ui/verbs/lockText.ts'
import { pasteTexts, pressTexts } from '../src/ui/verbs/pasteText.ts'

const TABLES = {
  texts,
  aboutTexts,
  accessTexts,
  boardTexts,
  ltiTexts,
  pickTexts,
  badgeTexts,
  affinityTexts,
  classTexts,
  coldTexts,
  columnTexts,
  cellsTexts,
  containmentTexts,
  cocktailTexts,
  studyTexts,
  contractTexts,
  corridorTexts,
  csvTexts,
  debriefTexts,
  fullEmptyTexts,
  drillTexts,
  posedTexts,
  editTexts,
  moreTexts,
  dryerTexts,
  flakeTexts,
  pasteBowlTexts,
  treeTexts,
  instructorTexts,
  inspectionTexts,
  transferTexts,
  weekTexts,
  intendTexts,
  packagesTexts,
  kioskTexts,
  kitTexts,
  lessonTexts,
  lockerTexts,
  caprylateTexts,
  ledgerTexts,
  pasteTexts,
  traceTexts,
  wallTexts,
  pourTexts,
  pressTexts,
  rackTexts,
  reviewTexts,
  roomTexts,
  settingsTexts,
  skillsTexts,
  soundTexts,
  thawingTexts,
  trialTexts,
  vialsTexts,
  wayTexts,
  whyTexts,
  virusFilterTexts,
} as const

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit)
}

const sources = ['src/ui', 'src/server', 'src/instructor'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => join(folder, path)),
)

/** `table[…]`, as it is written wherever a language is chosen. */
const isTable = (node: unknown, table: string): boolean =>
  isNode(node) &&
  node.type === 'MemberExpression' &&
  node['computed'] === true &&
  isNode(node['object']) &&
  node['object']['name'] === table

/** Keys of a table that some screen reads: `table[…].key`, or `t.key` where `const t = table[…]`. */
function readKeys(table: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const path of sources) {
    const text = readFileSync(path, 'utf8')
    if (!text.includes(table)) continue
    const program = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node
    const names = new Set<string>()
    walk(program, (node) => {
      if (node.type === 'VariableDeclarator' && isTable(node['init'], table)) {
        const id = node['id'] as Node
        if (id.type === 'Identifier') names.add(String(id['name']))
        else for (const property of id['properties'] as Node[]) found.add(String((property['key'] as Node)['name']))
      }
      // A function that gives the table: `const words = () => table[…]`.
      if (node.type === 'VariableDeclarator' && isNode(node['init']) && isTable(node['init']['body'], table))
        names.add(String((node['id'] as Node)['name']))
    })
    walk(program, (node) => {
      if (node.type !== 'MemberExpression') return
      const object = node['object'] as Node
      const from = object.type === 'CallExpression' ? (object['callee'] as Node) : object
      if (!isTable(from, table) && !names.has(String(from['name']))) return
      const key = node['property'] as Node
      if (node['computed'] !== true) found.add(String(key['name']))
      // Read by a name that is worked out: any of those the type allows.
      else if (key.type === 'Literal') found.add(String(key['value']))
      else found.add(`[${text.slice(Number(key['start']), Number(key['end']))}]`)
    })
  }
  return found
}

/** Keys that are read by a name that is worked out, where the place says which. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  // Notices.tsx: a notice is a key.
  '[notice]': ['memoryOnly', 'resumed', 'tookOver', 'secondPass', 'drill', 'drifted', 'damaged', 'full', 'refused'],
  // EndScreen.tsx: the disposition.
  '[ending.disposition]': ['released', 'rejected', 'none'],
}

/** All strings of a table; a function is asked with texts, and with numbers where it counts. */
function strings(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'function')
    return value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([inner, more]) => strings(more, inner))
      : []
  const say = value as (...given: unknown[]) => unknown
  const given = OF_TEXTS.has(key) ? ['12', '−2'] : ['0', '1', '12', 0, 1, 2]
  return given.flatMap((x) => strings(say(x, x, x, x)))
}
/** These take figures already written, and look into them. */
const OF_TEXTS = new Set(['costPoints'])

const shape = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
    : typeof value

describe.each(Object.entries(TABLES))('%s', (name, table) => {
  test('both languages have the same keys, to the last leaf', () => {
    expect(shape(table.en)).toEqual(shape(table.fr))
  })

  test('every key is read somewhere', () => {
    const read = readKeys(name)
    const named = [...read].flatMap((key) => BY_NAME[key] ?? [])
    const unread = Object.keys(table.fr).filter((key) => !read.has(key) && !named.includes(key))
    expect(unread).toEqual([])
  })

  test.each(['fr', 'en'] as const)('%s: nothing is empty, spaces and signs are the language’s', (language) => {
    const all = strings(table[language])
    expect(all.filter((s) => /['"]|\.\.\.|^\s|\s$| {2}/.test(s) || s.trim() === '')).toEqual([])
    if (language === 'fr') {
      expect(all.filter((s) => typeset('fr', s) !== s)).toEqual([])
      // High punctuation, never without its space, and never with one that breaks.
      expect(all.filter((s) => /[^\s\u202f\d][;!?](?!\S)|[^\s\u00a0\d]:(?=\s)| [:;!?»]|« /.test(s))).toEqual([])
      // A comma before decimals, a space that does not break before %.
      expect(all.filter((s) => /\d\.\d/.test(s.replace(/BY-SA 4\.0/, '')) || /\d%| %/.test(s))).toEqual([])
    } else {
      expect(all.filter((s) => / [:;!?%]|[«»\u00a0]/.test(s))).toEqual([])
      expect(all.filter((s) => /\d,\d(?!\d\d)/.test(s))).toEqual([])
    }
  })
})

/** What a person reads in a level, by its file. */
const levels: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  readdirSync('levels', { recursive: true, encoding: 'utf8' })
    .filter((path) => /text\/(fr|en)\.json$/.test(path))
    .map((path) => [path, strings(JSON.parse(readFileSync(join('levels', path), 'utf8')))]),
)
const said = (language: 'fr' | 'en'): readonly (readonly [string, string])[] => [
  ...Object.entries(levels).flatMap(([path, all]) =>
    path.endsWith(`${language}.json`) ? all.map((s) => [path, s] as const) : [],
  ),
  ...Object.entries(TABLES).flatMap(([name, table]) => strings(table[language]).map((s) => [name, s] as const)),
]

/** The words of docs/language.md that can be told from their neighbours. */
const NOT_OURS = {
  fr: [
    /(sonde|écran|analyseur|manomètre|cellule|trousse|débitmètre|afficheur|jauge|balance)s? li(t|sent)(?!\p{L})/iu,
    /derrière (le bol|la presse|les plaques|la colonne|la vanne|le filtre)/i,
    /\bbulks?\b/i,
    /constatation|sans une seule remarque/i,
    /\bla lance\b|(bord|température) d’étagère|cette étagère/i,
    /étalonnage dû|ton ordre disait|vitesse de pale|deux comptes|maîtrise du changement/i,
    /\d[ \u00a0]\d{3}(?!\d)/,
  ],
  en: [
    /\b(this|our|your|last|released) lot\b/i,
    /\bwell seen\b|\bwe ring\b|\bring me\b|to mend\b/i,
    /behind the (bowl|press|column|filter)\b/i,
    /\b(color|fiber|center|liter|vapor|behavior)s?\b|\banalyz|\bcatalog\b/i,
    /\bwithout a single (finding|remark)\b/i,
    /^[^“]*‘/,
  ],
} as const

test.each(['fr', 'en'] as const)('%s: words the house does not use (docs/language.md)', (language) => {
  const found = said(language).flatMap(([where, s]) =>
    NOT_OURS[language].filter((not) => not.test(s)).map((not) => `${where}: ${s} (${not})`),
  )
  expect([...new Set(found)]).toEqual([])
})

/** Tables an instructor reads, or somebody who runs the thing: they are told `vous`; a player is told `tu`. */
const FOR_INSTRUCTORS: ReadonlySet<string> = new Set([
  'boardTexts',
  'csvTexts',
  'editTexts',
  'instructorTexts',
  'lessonTexts',
  'ltiTexts',
  'packagesTexts',
  'pickTexts',
  'trialTexts',
])

test.each(Object.entries(TABLES))('%s: tu to players, vous to instructors', (name, table) => {
  /** What is quoted is said by somebody to somebody else. */
  const own = strings(table.fr).map((s) => s.replace(/«[^»]*»/g, ''))
  const other = FOR_INSTRUCTORS.has(name)
    ? /(?<![\p{L}’-])(tu|ton|ta|tes|toi)(?![\p{L}’-])/iu
    : /(?<![\p{L}’-])(vous|votre|vos|(?!assez|chez)\p{L}{3,}ez)(?![\p{L}’])/iu
  expect(own.filter((s) => other.test(s))).toEqual([])
})
