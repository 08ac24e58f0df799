// `npm start`: from a fresh clone to the game in the browser.
import { join } from 'node:path'
import { prepare, root } from './prepare.mjs'
import { serve } from './server.mjs'

prepare()

const asked = process.env.PORT || '4173'
const port = Number(asked)
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`PORT must be a number from 0 to 65535 (0: any free one); it is '${asked}'.`)
  process.exit(1)
}

const { build } = await import('vite')
try {
  await build({ root, logLevel: 'warn' })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error('The page could not be built: the message above says where.')
  process.exit(1)
}

try {
  const server = await serve(join(root, 'dist'), port)
  console.log(`Premier Lot: http://localhost:${server.address().port}/  (Ctrl+C stops it)`)
} catch (error) {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken. Stop what uses it, or choose another: PORT=8080 npm start`
      : error.code === 'EACCES'
        ? `Port ${port} needs more rights. Choose one above 1024: PORT=8080 npm start`
        : `The server could not start: ${error.message}`,
  )
  process.exit(1)
}
