// `npm test`: installs what is missing, then types, lint, format, unused code, unit and science tests, browser tests.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root } from './prepare.mjs'

prepare()
const { aptInstall, canUseApt, needChromium } = await import('./browser.mjs')
process.env.CHROMIUM_PATH = needChromium()
// The class server's contract is tried on PostgreSQL too, where there is one or it can be had.
if (canUseApt() && !existsSync('/usr/lib/postgresql')) {
  console.error('Installing PostgreSQL …')
  aptInstall('postgresql')
}

const results = join(root, 'build', 'test')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

/** Runs one part and shows it; true when it went well. */
function part(name, args) {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const npm = process.env.npm_execpath
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    : spawnSync('npm', args, {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        shell: process.platform === 'win32',
      })
  const good = result.status === 0
  console.log(`── ${name}: ${good ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(0)} s)`)
  return good
}

function report(file) {
  const path = join(results, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

const good = [
  part('types, lint, format, unused code', ['run', '-s', 'check']),
  part('unit and science tests', [
    'run',
    '-s',
    'test:unit',
    '--',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(results, 'vitest.json')}`,
  ]),
  part('browser tests', ['run', '-s', 'test:e2e']),
]

const unit = report('vitest.json')
const browser = report('playwright.json')
const passed = (unit?.numPassedTests ?? 0) + (browser?.stats.expected ?? 0) + (browser?.stats.flaky ?? 0)
// A file that could not even be loaded has no tests to count: it counts as one that failed.
const unloaded =
  unit?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0) ?? []
const failed =
  (unit?.numFailedTests ?? 0) + unloaded.length + (browser?.stats.unexpected ?? 0) + (browser?.errors.length ?? 0)
if (!good[0]) console.error('\nThe checks found something: npm run check shows it alone.')
if (!unit) console.error('\nThe unit tests left no report: they stopped before the end.')
if (!browser) console.error('\nThe browser tests left no report: they stopped before the end.')
console.log(`\n${passed} passed, ${failed} failed`)
if (good.includes(false)) process.exit(1)
