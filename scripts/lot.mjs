// `lot`: bundles src/cli once per change of the sources (Node 20 does not read TypeScript) and runs it.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare, root } from './prepare.mjs'

function newest(folder) {
  let time = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return time
}

/** Builds build/cli/bin.js when missing or older than a source file; returns its path. */
export async function buildCli() {
  const out = join(root, 'build', 'cli', 'bin.js')
  if (existsSync(out) && statSync(out).mtimeMs >= newest(join(root, 'src'))) return out
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'src', 'cli', 'bin.ts'),
      outDir: join(root, 'build', 'cli'),
      target: 'node20',
      emptyOutDir: true,
      minify: false,
    },
    ssr: { noExternal: true },
  })
  return out
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  prepare()
  await import(pathToFileURL(await buildCli()).href)
}
