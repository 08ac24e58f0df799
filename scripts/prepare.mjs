// Makes a fresh clone ready: checks Node, installs dependencies when missing or older than the lockfile.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
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
  if (!isInstalled()) oneAtATime(install)
}

const lockfile = join(root, 'package-lock.json')
const digest = () => createHash('sha256').update(readFileSync(lockfile)).digest('hex')

/** Two processes that install at once leave no node_modules at all: the second waits, then finds it done. */
function oneAtATime(work) {
  const lock = join(root, 'build', 'installing')
  mkdirSync(join(root, 'build'), { recursive: true })
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let waited_s = 0; ; waited_s++) {
    try {
      mkdirSync(lock)
      break
    } catch {
      // Left behind by a process that was killed: nobody installs for ten minutes.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 600_000) rmdirSync(lock)
      else if (waited_s === 5) console.error('Another process is installing the dependencies; waiting …')
    }
    Atomics.wait(pause, 0, 0, 1000)
  }
  // `run` ends the process when the installation fails.
  const release = () => existsSync(lock) && rmdirSync(lock)
  process.once('exit', release)
  work()
  process.off('exit', release)
  release()
}

function isInstalled() {
  const ours = join(root, 'node_modules', '.installed-lockfile')
  const npms = join(root, 'node_modules', '.package-lock.json')
  // Times alone do not do: a checkout touches the lockfile without changing it. Nor does our digest: `npm install` by
  // hand leaves none.
  if (existsSync(ours) && readFileSync(ours, 'utf8') === digest()) return true
  return existsSync(npms) && statSync(npms).mtimeMs >= statSync(lockfile).mtimeMs
}

function install() {
  if (isInstalled()) return
  console.error('Installing dependencies …')
  // stdout belongs to the command that follows (`lot` prints JSON there).
  run('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: ['ignore', process.stderr, 'inherit'],
    shell: process.platform === 'win32',
  })
  writeFileSync(join(root, 'node_modules', '.installed-lockfile'), digest())
}
