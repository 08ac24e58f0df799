// The class server: `npm run -s class -- serve | backup FILE | restore FILE`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundled } from './bundle.mjs'
import { prepare, root } from './prepare.mjs'

/** The class server's own functions, and the worker that replays. */
export async function classServer() {
  const [index, worker] = await bundled('server', ['server/index.ts', 'server/judge.worker.ts'], ['libsql', 'pg'])
  return { ...(await import(pathToFileURL(index).href)), worker: pathToFileURL(worker) }
}

/** What the environment asks for; ends the process with a sentence when it cannot be meant. */
export function configOr(readConfig) {
  const config = readConfig(process.env, root)
  if (typeof config !== 'string') return config
  console.error(config)
  process.exit(1)
}

/** Starts it, with pages or alone, until it is told to stop; resolves once it listens. */
export async function startServing(pages) {
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
      pages,
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
}

async function command([name, file, ...rest]) {
  if (name === 'serve' && file === undefined) {
    await startServing()
    return 0
  }
  if ((name !== 'backup' && name !== 'restore') || file === undefined || rest.length) {
    console.error('Usage: npm run -s class -- serve | backup FILE | restore FILE')
    return 2
  }
  if (name === 'restore' && !existsSync(file)) {
    console.error(`${file} does not exist. Name a file that 'backup' has written.`)
    return 2
  }
  const { backup, restore, openDatabase, readConfig } = await classServer()
  const { place } = configOr(readConfig)
  if (name === 'backup' && 'file' in place && !existsSync(place.file)) {
    console.error(`There is no database at ${place.file}. DATA_DIR and DATABASE_URL say where it is.`)
    return 1
  }
  try {
    const database = await openDatabase(place)
    const rows = await (name === 'backup' ? backup : restore)(database, file)
    await database.close()
    console.log(`${rows} rows ${name === 'backup' ? `written to ${file}` : `restored from ${file}`}.`)
    return 0
  } catch (error) {
    console.error(`The ${name} failed, and nothing was changed: ${error.message}`)
    return 1
  }
}

if (process.argv[1] === join(root, 'scripts', 'class.mjs')) {
  prepare()
  process.exitCode = await command(process.argv.slice(2))
}
