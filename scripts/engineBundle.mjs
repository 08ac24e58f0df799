// tests/engines/digest.ts as one plain script that any engine can run.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

/** Builds the script; resolves to its path. Run it, then call `engines.digests()`. */
export async function bundleEngineScript() {
  const { build } = await import('vite')
  const outDir = join(root, 'build', 'engines')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: {
        entry: join(root, 'tests', 'engines', 'digest.ts'),
        formats: ['iife'],
        name: 'engines',
        fileName: () => 'digest.js',
      },
    },
  })
  return join(outDir, 'digest.js')
}

/** An expression that gives the promised digests, for `evaluate` in a browser and for `vm` in Node. */
export function engineExpression(path) {
  return `(() => { ${readFileSync(path, 'utf8')}\nreturn engines.digests() })()`
}
