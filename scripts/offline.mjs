// What makes the built pages work without a network, and lets them be installed: a service worker that knows every
// file of this build, and a manifest.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { SINGLE } from './single.mjs'

const template = new URL('offlineWorker.js', import.meta.url)

/** Large, and wanted by few: what packages are made of. */
const isLater = (path) => path === SINGLE

/** The worker's text for these files, by path and content. */
export function offlineWorker(files) {
  const version = createHash('sha256')
  for (const [path, content] of files) version.update(path).update('\0').update(content)
  const paths = files.map(([path]) => path)
  return readFileSync(template, 'utf8')
    .replace('__FILES__', () => JSON.stringify(paths.filter((path) => !isLater(path))))
    .replace('__LATER__', () => JSON.stringify(paths.filter(isLater)))
    .replace('__VERSION__', () => JSON.stringify(version.digest('hex').slice(0, 16)))
}

const manifest = (icon) => ({
  name: 'Premier Lot · First Batch',
  short_name: 'Premier Lot',
  lang: 'fr',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#151b29',
  theme_color: '#1e2638',
  icons: [{ src: icon, sizes: 'any', type: 'image/svg+xml' }],
})

/** A plugin of the build. */
export function offline() {
  return {
    name: 'offline',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: '/manifest.webmanifest' }, injectTo: 'head' },
    ],
    writeBundle({ dir }, bundle) {
      // Workers are builds of their own, within this one: only the pages' is whole.
      if (!('index.html' in bundle)) return
      const icon = Object.keys(bundle).find((path) => /assets\/icon-.*\.svg$/.test(path))
      if (!icon) throw new Error('the build has no icon')
      writeFileSync(join(dir, 'manifest.webmanifest'), `${JSON.stringify(manifest(icon), null, 1)}\n`)
      const paths = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(dir.length + 1)
            .split(sep)
            .join('/'),
        )
        .filter((path) => path !== 'sw.js' && !path.endsWith('.map'))
        .toSorted()
      const files = paths.map((path) => [path, readFileSync(join(dir, path))])
      writeFileSync(join(dir, 'sw.js'), offlineWorker(files))
    },
  }
}
