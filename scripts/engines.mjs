// `npm run test:engines`: the same script in every engine we can get; one digest or exit code 1.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import vm from 'node:vm'
import { prepare, root } from './prepare.mjs'

/** Node's own builds, repackaged for npm; kept out of package.json because only this comparison needs them. */
const nodes = ['20.20.2', '22.23.3', '24.21.0', '26.10.0']

prepare()
const { chromium } = await import('@playwright/test')
const { default: puppeteer } = await import('puppeteer-core')
const { aptInstall, canUseApt, chromiumFlags, needChromium } = await import('./browser.mjs')
const { bundleEngineScript, engineExpression } = await import('./engineBundle.mjs')

const script = await bundleEngineScript()
const expression = engineExpression(script)
const cache = join(root, 'build', 'engines')
const runner = join(cache, 'run.cjs')
writeFileSync(
  runner,
  `const { readFileSync } = require('node:fs')
require('node:vm').runInThisContext(readFileSync(${JSON.stringify(script)}, 'utf8') + '\\nengines')
  .digests()
  .then((found) => console.log(JSON.stringify(found)))
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

function inNode(binary) {
  const result = spawnSync(binary, [runner], { encoding: 'utf8' })
  if (result.status !== 0) throw new Error(result.stderr || String(result.error))
  return JSON.parse(result.stdout)
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

async function inFirefox() {
  const path = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr'
  if (!existsSync(path) && canUseApt()) aptInstall('firefox-esr')
  if (!existsSync(path)) return null
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: path, headless: true })
  try {
    const found = await (await browser.newPage()).evaluate(expression)
    return [(await browser.version()).replace('firefox/', 'Firefox '), found]
  } finally {
    await browser.close()
  }
}

const rows = [[`Node ${process.versions.node} (running)`, await vm.runInThisContext(expression)]]
const missing = []
for (const version of nodes) {
  const binary = process.platform === 'linux' ? node(version) : null
  if (binary) rows.push([`Node ${version}`, inNode(binary)])
  else missing.push(`Node ${version}`)
}
rows.push(await inChromium())
const firefox = await inFirefox()
if (firefox) rows.push(firefox)
else missing.push('Firefox (install firefox-esr, or set FIREFOX_PATH)')

const names = Object.keys(rows[0][1])
const width = Math.max(...rows.map(([engine]) => engine.length))
console.log([''.padEnd(width), ...names.map((name) => name.padEnd(16))].join('  '))
for (const [engine, found] of rows)
  console.log([engine.padEnd(width), ...names.map((name) => String(found[name]).slice(0, 16).padEnd(16))].join('  '))

const reference = JSON.stringify(rows[0][1])
const different = rows.filter(([, found]) => JSON.stringify(found) !== reference).map(([engine]) => engine)
if (missing.length > 0) console.error(`Not run: ${missing.join(', ')}.`)
if (different.length > 0) console.error(`Different from Node ${process.versions.node}: ${different.join(', ')}.`)
else console.log(`${rows.length} engines agree.`)
if (missing.length + different.length > 0) process.exitCode = 1
