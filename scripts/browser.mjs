// Where Chromium is, and how it starts on machines without a screen or a way out to the network.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { run } from './prepare.mjs'

export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** CHROMIUM_PATH, the system's Chromium, Playwright's own; undefined when there is none. */
export function chromiumPath() {
  const asked = process.env.CHROMIUM_PATH
  if (asked) {
    if (existsSync(asked)) return asked
    console.error(`CHROMIUM_PATH names '${asked}', which does not exist. Correct it or unset it.`)
    process.exit(1)
  }
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', chromium.executablePath()].find((path) => existsSync(path))
}

/** Debian or a child of it, and the right to install. */
export const canUseApt = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** Installs one Debian package; true when that worked. Tried twice: mirrors have bad moments. */
export function aptInstall(name) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', process.stderr, 'inherit'], env: environment }).status === 0
  apt('update', '-q')
  const install = () => apt('install', '-y', '-q', name)
  return install() || install()
}

/** The path of a Chromium, installed if need be; ends the process with a sentence when there is no way. */
export function needChromium() {
  const present = chromiumPath()
  if (present) return present
  console.error('Installing Chromium …')
  if (canUseApt()) aptInstall('chromium')
  else run('npx', ['playwright', 'install', 'chromium'], { shell: process.platform === 'win32' })
  const installed = chromiumPath()
  if (installed) return installed
  console.error('The browser tests need Chromium, and it could not be installed. Install it, or set CHROMIUM_PATH.')
  process.exit(1)
}
