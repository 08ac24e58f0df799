// `lot`: bundles src/cli once per change of the sources (Node 20 does not read TypeScript) and runs it.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare, root } from './prepare.mjs'

/** Changes with every change of a file under `folder`: newest time and number of files. */
function stamp(folder) {
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
  visit(folder)
  return `${Math.round(newest).toString(36)}-${files}`
}

/** Bundles into build/cli/<stamp of src/>/ unless that is there already; returns the path of bin.js. */
export async function buildCli() {
  const cli = join(root, 'build', 'cli')
  const folder = join(cli, stamp(join(root, 'src')))
  const bin = join(folder, 'bin.js')
  if (existsSync(bin)) return bin
  // Built aside and moved in one step: several `lot` may start at once.
  const aside = join(cli, `aside-${process.pid}-${Date.now()}`)
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'src', 'cli', 'bin.ts'),
      outDir: aside,
      target: 'node20',
      minify: false,
    },
    ssr: { noExternal: true },
  })
  try {
    renameSync(aside, folder)
  } catch {
    // Another process was quicker; its bundle is the same.
    rmSync(aside, { recursive: true, force: true })
  }
  for (const old of readdirSync(cli)) {
    const path = join(cli, old)
    // An hour's grace: a bundle that still runs may load more of itself.
    if (path !== folder && Date.now() - statSync(path).mtimeMs > 3_600_000)
      rmSync(path, { recursive: true, force: true })
  }
  return bin
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  prepare()
  await import(pathToFileURL(await buildCli()).href)
}
