// `npm start`: from a fresh clone to the game and the class server in the browser.
import { join } from 'node:path'
import { startServing } from './class.mjs'
import { prepare, root } from './prepare.mjs'
import { pages } from './server.mjs'

prepare()

const { build } = await import('vite')
try {
  await build({ root, logLevel: 'warn' })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error('The page could not be built: the message above says where.')
  process.exit(1)
}

await startServing(pages(join(root, 'dist')))
