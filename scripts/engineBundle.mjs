// A file of tests/engines as one plain script that any engine can run.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

/** Builds a script of tests/engines; resolves to its path. Run it, then call what it exports on `engines`. */
export async function bundleEngineScript(name = 'digest') {
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
        entry: join(root, 'tests', 'engines', `${name}.ts`),
        formats: ['iife'],
        name: 'engines',
        fileName: () => `${name}.js`,
      },
    },
  })
  return join(outDir, `${name}.js`)
}

/** An expression that gives what is promised, for `evaluate` in a browser and for `vm` in Node. */
export function engineExpression(path, call = 'engines.digests()') {
  return `(() => { ${readFileSync(path, 'utf8')}\nreturn ${call} })()`
}
