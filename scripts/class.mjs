// The class server: `npm run -s class -- serve | backup FILE | restore FILE | lti …`.
import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
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

/** Addresses by which other machines of the network reach this one. */
const inTheRoom = () =>
  Object.values(networkInterfaces())
    .flat()
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)

/** Starts it, with pages or alone, until it is told to stop; resolves once it listens. */
export async function startServing(pages) {
  const { jsonLog, readConfig, serve, worker, workerPool } = await classServer()
  const { port, place, hands, behindProxy, store, publicUrl, sealing } = configOr(readConfig)
  try {
    const serving = await serve({
      port,
      place,
      behindProxy,
      store,
      publicUrl,
      sealing,
      judges: workerPool(worker, join(root, 'levels'), hands),
      // Lines of JSON on stderr: what goes wrong; with LOG=all every request too.
      log: jsonLog((line) => process.stderr.write(`${line}\n`), process.env.LOG === 'all'),
      pages,
    })
    console.log(`Premier Lot: http://localhost:${serving.port}/  (Ctrl+C stops it)`)
    for (const address of inTheRoom()) console.log(`For others in the room: http://${address}:${serving.port}/`)
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

const LTI_USAGE = `Usage: npm run -s class -- lti list
       npm run -s class -- lti add ISSUER CLIENT_ID AUTH_URL TOKEN_URL KEYS_URL [DEPLOYMENT_ID …]
       npm run -s class -- lti remove ID`

/** Which learning platforms may launch. */
async function platforms([what, ...rest]) {
  const { addPlatform, openDatabase, platformsOf, readConfig, removePlatform } = await classServer()
  const { place, publicUrl } = configOr(readConfig)
  const database = await openDatabase(place)
  try {
    if (what === 'list' && rest.length === 0) {
      for (const p of await platformsOf(database))
        console.log(
          `${p.id}  ${p.issuer}  client ${p.client_id}  deployments ${JSON.parse(p.deployments).join(', ') || 'any'}`,
        )
      console.log(
        publicUrl === null
          ? 'PUBLIC_URL is not set: no platform can launch.'
          : `Login ${publicUrl}/api/lti/login  launch ${publicUrl}/api/lti/launch  picking ${publicUrl}/api/lti/pick  keys ${publicUrl}/api/lti/keys`,
      )
      return 0
    }
    if (what === 'add' && rest.length >= 5) {
      const [issuer, client_id, auth_url, token_url, keys_url, ...deployments] = rest
      const wrong = await addPlatform(database, { issuer, client_id, auth_url, token_url, keys_url, deployments })
      if (wrong !== null) console.error(wrong)
      return wrong === null ? 0 : 2
    }
    if (what === 'remove' && rest.length === 1) {
      const gone = await removePlatform(database, rest[0])
      if (!gone) console.error(`There is no platform ${rest[0]}: 'lti list' names them.`)
      return gone ? 0 : 2
    }
  } finally {
    await database.close()
  }
  console.error(LTI_USAGE)
  return 2
}

async function command([name, file, ...rest]) {
  if (name === 'lti') return platforms([file, ...rest])
  if (name === 'serve' && file === undefined) {
    await startServing()
    return 0
  }
  if ((name !== 'backup' && name !== 'restore') || file === undefined || rest.length) {
    console.error(
      'Usage: npm run -s class -- serve | backup FILE | restore FILE | lti list | lti add … | lti remove ID',
    )
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
