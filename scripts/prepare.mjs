// Makes a fresh clone ready: checks Node, installs dependencies when missing or older than the lockfile.
import { existsSync, statSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Runs a program in the project's folder with the terminal attached; ends the process with its code if it fails. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) {
    console.error(`${program} could not be started: ${result.error.message}`)
    process.exit(1)
  }
  if (result.status !== 0) process.exit(result.status ?? 1)
}

export function prepare() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Premier Lot needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/.`)
    process.exit(1)
  }
  const marker = join(root, 'node_modules', '.package-lock.json')
  const fresh = existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  if (fresh) return
  console.error('Installing dependencies …')
  // stdout belongs to the command that follows (`lot` prints JSON there).
  run('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', process.stderr, 'inherit'],
    shell: process.platform === 'win32',
  })
}
