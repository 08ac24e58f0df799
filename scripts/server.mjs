// The pages of dist/: right types, no way out of the folder, the content policy as a header.
import { createReadStream, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { root } from './prepare.mjs'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}
const { page: policy } = JSON.parse(readFileSync(join(root, 'scripts', 'csp.json'), 'utf8'))

/** The file an address asks for, or null when there is none inside `folder`. */
async function find(folder, address) {
  let path
  try {
    path = decodeURIComponent(new URL(address, 'http://localhost').pathname)
  } catch {
    return null
  }
  if (path.includes('\0')) return null
  let file = normalize(join(folder, path))
  if (file !== folder && !file.startsWith(folder + sep)) return null
  try {
    let found = await stat(file)
    if (found.isDirectory()) {
      file = join(file, 'index.html')
      found = await stat(file)
    }
    return found.isFile() ? { file, size: found.size } : null
  } catch {
    return null
  }
}

/** Answers requests with the files of `folder`. */
export function pages(folder) {
  return async (request, response, framers = async () => "'self'") => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'no-referrer')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end()
      return
    }
    const found = await find(folder, request.url ?? '/')
    if (!found) {
      response.writeHead(404, { 'Content-Type': types['.txt'] }).end('Not found\n')
      return
    }
    const extension = extname(found.file)
    const hashed = found.file.startsWith(join(folder, 'assets') + sep)
    response.writeHead(200, {
      'Content-Type': types[extension] ?? 'application/octet-stream',
      'Content-Length': found.size,
      // Files under assets/ carry a digest in their name: they never change. All else is asked for again.
      'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      // Who may frame the page only a header can say.
      ...(extension === '.html' ? { 'Content-Security-Policy': `${policy}; frame-ancestors ${await framers()}` } : {}),
    })
    if (request.method === 'HEAD') response.end()
    else createReadStream(found.file).pipe(response)
  }
}

/** Serves `folder` alone; resolves to the server once it listens, rejects when the port cannot be had. */
export function serve(folder, port) {
  const answer = pages(folder)
  const server = createServer((request, response) => void answer(request, response))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve(server))
  })
}
