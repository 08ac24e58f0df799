// `lot`: bundles src/cli once per change of the sources (Node 20 does not read TypeScript) and runs it.
import { pathToFileURL } from 'node:url'
import { bundled } from './bundle.mjs'
import { prepare } from './prepare.mjs'

/** The path of the bundled `lot`. */
export const buildCli = () => bundled('cli', ['cli/bin.ts']).then(([bin]) => bin)

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  prepare()
  await import(pathToFileURL(await buildCli()).href)
}
