// Bundles a part of src/ for Node: once per change of the sources.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from './prepare.mjs'

/** Changes with every change of a file under the folders: newest time and number of files. */
export function stamp(...folders) {
  let newest = 0
  let files = 0
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const below = join(path, entry.name)
      if (entry.isDirectory()) visit(below)
      else {
        files++
        newest = Math.max(newest, statSync(below).mtimeMs)
      }
    }
  }
  folders.forEach(visit)
  return `${Math.round(newest).toString(36)}-${files}`
}

/** Bundles files of src/ into build/<name>/<stamp of src/>/ unless they are there already; returns their paths. */
export async function bundled(name, entries, external = [], alsoOf = []) {
  const shelf = join(root, 'build', name)
  const folder = join(shelf, stamp(...['src', ...alsoOf].map((part) => join(root, part))))
  const made = entries.map((entry) => join(folder, `${basename(entry, '.ts')}.js`))
  if (made.every((path) => existsSync(path))) return made
  // Built aside and moved in one step: several `lot` may start at once.
  const aside = join(shelf, `aside-${process.pid}-${Date.now()}`)
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      rolldownOptions: { input: entries.map((entry) => join(root, 'src', entry)) },
      outDir: aside,
      target: 'node20',
      minify: false,
    },
    ssr: { noExternal: true, external },
  })
  try {
    renameSync(aside, folder)
  } catch {
    // Another process was quicker; its bundle is the same.
    rmSync(aside, { recursive: true, force: true })
  }
  for (const old of readdirSync(shelf)) {
    const path = join(shelf, old)
    // An hour's grace: a bundle that still runs may load more of itself.
    // Gone meanwhile: another process sweeps too.
    const made_ms = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity
    if (path !== folder && Date.now() - made_ms > 3_600_000) rmSync(path, { recursive: true, force: true })
  }
  return made
}
