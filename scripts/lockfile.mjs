// `npm run lock`: completes package-lock.json with the optional platform packages that npm left out.
// npm writes an entry only for a platform package it could look up while installing; `npm ci` then refuses the file,
// or leaves another platform without its binary. Names and versions stand in the lockfile's own optionalDependencies.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/** `binding-linux-arm-musleabihf` → what npm would have read from that package's own manifest. */
function platform(name) {
  const words = name.split(/[-/]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor)).slice(0, 1)
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.includes('gnu') ? ['glibc'] : []
  return { ...(cpu.length && { cpu }), ...(libc.length && { libc }), ...(os.length && { os }) }
}

/** Adds what is missing to a parsed lockfile; returns the names added. */
export function completeLockfile(lock) {
  const added = []
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`]) continue
      const known = platform(name)
      if (!known.os && !known.cpu) continue
      lock.packages[`node_modules/${name}`] = {
        version,
        ...(known.cpu && { cpu: known.cpu }),
        ...(entry.dev && { dev: true }),
        ...(known.libc && { libc: known.libc }),
        optional: true,
        ...(known.os && { os: known.os }),
      }
      added.push(`${name}@${version}`)
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
  return added
}

if (process.argv[1] === join(root, 'scripts', 'lockfile.mjs')) {
  const path = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const added = completeLockfile(lock)
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(added.length === 0 ? 'package-lock.json is complete.' : `Added ${added.length}: ${added.join(', ')}.`)
}
