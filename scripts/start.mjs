// `npm start`: from a fresh clone to the game and the class server in the browser.
import { join } from 'node:path'
import { classServer, configOr } from './class.mjs'
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

const { jsonLog, readConfig, serve, worker, workerPool } = await classServer()
const { port, place, hands, behindProxy } = configOr(readConfig)

try {
  const serving = await serve({
    port,
    place,
    behindProxy,
    judges: workerPool(worker, join(root, 'levels'), hands),
    // Lines of JSON on stderr: what goes wrong; with LOG=all every request too.
    log: jsonLog((line) => process.stderr.write(`${line}\n`), process.env.LOG === 'all'),
    pages: pages(join(root, 'dist')),
  })
  console.log(`Premier Lot: http://localhost:${serving.port}/  (Ctrl+C stops it)`)
  console.log(`Classes: ${'file' in place ? place.file : 'PostgreSQL'}`)
  const stop = () => {
    // Asked twice: at once.
    process.once('SIGINT', () => process.exit(130))
    void serving.close()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken. Stop what uses it, or choose another: PORT=8080 npm start`
      : error.code === 'EACCES' && error.syscall === 'listen'
        ? `Port ${port} needs more rights. Choose one above 1024: PORT=8080 npm start`
        : `The server could not start: ${error.message}`,
  )
  process.exit(1)
}
