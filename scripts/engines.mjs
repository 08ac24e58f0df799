// `npm run test:engines`: every recorded run in every engine we can get; one digest each or exit code 1.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import vm from 'node:vm'
import { prepare, root } from './prepare.mjs'
import { follow } from './tour.mjs'

/** Node's own builds, repackaged for npm; kept out of package.json because only this comparison needs them. */
const nodes = ['20.20.2', '22.23.3', '24.21.0', '26.10.0']

prepare()
const { chromium } = await import('@playwright/test')
const { default: puppeteer } = await import('puppeteer-core')
const { aptInstall, canUseApt, chromiumFlags, needChromium } = await import('./browser.mjs')
const { bundleEngineScript, engineExpression } = await import('./engineBundle.mjs')

const script = await bundleEngineScript('runs')
const CALL = 'engines.digests().then((page) => ({ page, runs: engines.runs() }))'
const expression = engineExpression(script, CALL)
const cache = join(root, 'build', 'engines')
/** The script as a shell runs it: what it finds is its last printed line. */
const shell = join(cache, 'shell.cjs')
writeFileSync(
  shell,
  `${readFileSync(script, 'utf8')}
${CALL}.then((found) => (globalThis.print ?? console.log)(JSON.stringify(found)))
`,
)

/** The binary of one Node version, fetched on first use; null when the package cannot be had. */
function node(version) {
  const folder = join(cache, `node-${version}`)
  const binary = join(folder, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  if (existsSync(binary)) return binary
  mkdirSync(folder, { recursive: true })
  console.error(`Fetching Node ${version} …`)
  spawnSync(
    'npm',
    ['install', '--prefix', folder, '--ignore-scripts', '--no-save', `node-linux-${process.arch}@${version}`],
    { stdio: ['ignore', process.stderr, 'inherit'] },
  )
  return existsSync(binary) ? binary : null
}

function inShell(binary) {
  const result = spawnSync(binary, [shell], { encoding: 'utf8', maxBuffer: 1e8 })
  if (result.status !== 0) throw new Error(result.stderr || String(result.error))
  return JSON.parse(result.stdout)
}

/** Debian's shell of JavaScriptCore, the engine of Safari; installed when that may be done. */
function javaScriptCore() {
  const present = () => [process.env.JSC_PATH, '/usr/bin/jsc'].find((path) => path && existsSync(path))
  if (!present() && canUseApt()) aptInstall('libjavascriptcoregtk-4.0-bin')
  return present()
}

async function inChromium() {
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumFlags })
  try {
    const found = await (await browser.newPage()).evaluate(expression)
    return [`Chromium ${browser.version()}`, found]
  } finally {
    await browser.close()
  }
}

function firefoxPath() {
  const path = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr'
  if (!existsSync(path) && canUseApt()) aptInstall('firefox-esr')
  return existsSync(path) ? path : null
}

async function inFirefox(path) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless: true,
    protocolTimeout: 0,
  })
  try {
    const found = await (await browser.newPage()).evaluate(expression)
    return [(await browser.version()).replace('firefox/', 'Firefox '), found]
  } finally {
    await browser.close()
  }
}

/** The one page of M1, opened from a disk in Firefox and played along the expert's record: what differs, if anything. */
async function fromDisk(path) {
  const file = join(cache, 'one-page.html')
  const record = JSON.parse(readFileSync(join(root, 'levels/antibody/M1/runs/expert.json'), 'utf8'))
  const made = ['pack', 'single', 'M1', '--seed', String(record.seed), '--out', file]
  spawnSync(process.execPath, [join(root, 'scripts', 'lot.mjs'), ...made], { stdio: ['ignore', 'ignore', 'inherit'] })
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless: true,
    protocolTimeout: 0,
  })
  try {
    const page = await browser.newPage()
    const wrong = []
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('console', (said) => said.type() === 'error' && wrong.push(said.text()))
    page.on('request', (one) => /^(data|blob|file):/.test(one.url()) || wrong.push(`asks for ${one.url()}`))
    await page.goto(`${pathToFileURL(file).href}?lang=fr&probe&motion=reduced&renderer=canvas`)
    // The page's own rules forbid what puppeteer's waiting is made of.
    const waitForFunction = async (there) => {
      while (!(await page.evaluate(there))) await new Promise((soon) => setTimeout(soon, 200))
    }
    await follow({ evaluate: (...given) => page.evaluate(...given), waitForFunction }, record.log, 0, 1e7)
    const [playing, log] = await page.evaluate(() => [window.lot.state().playing, window.lot.record().log])
    const said = (list) => JSON.stringify(list.map(({ t, slot, value }) => [t, slot, value]))
    if (playing) wrong.push('it does not come to its end')
    if (said(log) !== said(record.log)) wrong.push('other decisions were taken')
    return wrong
  } finally {
    await browser.close()
  }
}

const rows = [[`Node ${process.versions.node} (running)`, await vm.runInThisContext(expression)]]
const missing = []
for (const version of nodes) {
  const binary = process.platform === 'linux' ? node(version) : null
  if (binary) rows.push([`Node ${version}`, inShell(binary)])
  else missing.push(`Node ${version}`)
}
rows.push(await inChromium())
const firefox = firefoxPath()
if (firefox) rows.push(await inFirefox(firefox))
else missing.push('Firefox (install firefox-esr, or set FIREFOX_PATH)')
const jsc = javaScriptCore()
if (jsc) rows.push(['JavaScriptCore', inShell(jsc)])
else missing.push('JavaScriptCore (install its shell `jsc`, or set JSC_PATH)')

const recorded = Object.keys(rows[0][1].runs)
const names = Object.keys(rows[0][1].page)
const width = Math.max(...rows.map(([engine]) => engine.length))
console.log(['', ...names, 'recorded runs'].map((name, i) => name.padEnd(i === 0 ? width : 16)).join('  '))
const different = []
for (const [engine, { page, runs }] of rows) {
  const wrong = recorded.filter((file) => runs[file]?.here !== runs[file]?.recorded)
  const same = `${recorded.length - wrong.length} of ${recorded.length}`
  console.log([engine.padEnd(width), ...names.map((name) => page[name].slice(0, 16)), same].join('  '))
  if (wrong.length > 0 || JSON.stringify(page) !== JSON.stringify(rows[0][1].page)) different.push([engine, ...wrong])
}
const wrong = firefox ? await fromDisk(firefox) : []
if (wrong.length > 0) console.error(`The one page from a disk, in Firefox: ${wrong.join('; ')}.`)
else if (firefox) console.log('The one page from a disk plays M1 in Firefox as it was recorded.')
if (missing.length > 0) console.error(`Not run: ${missing.join(', ')}.`)
for (const [engine, ...files] of different)
  console.error(`Different: ${engine}${files.map((f) => `\n  ${f}`).join('')}`)
if (different.length === 0) console.log(`${rows.length} engines agree on ${recorded.length} recorded runs.`)
if (missing.length + different.length + wrong.length > 0) process.exitCode = 1
