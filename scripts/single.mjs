// The game as one file of HTML that opens from a disk: scripts and styles in it by their digest, fonts, pictures and
// sounds as data, the run's worker as text to start a blob from. `lot pack` and the instructor's page make packages of it.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { stamp } from './bundle.mjs'
import { leanPhaser } from './leanPhaser.mjs'
import { root } from './prepare.mjs'

/** Its name beside the pages. No .html: as it is, it says no level, and a server would send it another policy. */
export const SINGLE = 'single.txt'

const source = (path) => join(root, 'src', 'game', path)
const jsx = { runtime: 'automatic', importSource: 'preact' }

/** No file beside it is asked for; what stands in a package may still speak to the server it was launched by. */
const policyOf = ({ scripts, styles }) =>
  [
    "default-src 'none'",
    `script-src ${scripts.map(digest).join(' ')}`,
    `style-src ${styles.map(digest).join(' ')}`,
    'img-src data: blob:',
    'media-src data: blob:',
    'font-src data:',
    'worker-src blob:',
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const digest = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Within a script element these would end it, or begin a comment; within a string of JavaScript they stay the same. */
const asScript = (code) => code.replaceAll(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--')

async function bundle(options) {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx },
    worker: { format: 'es' },
    ...options,
    build: {
      target: 'es2022',
      write: false,
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      chunkSizeWarningLimit: Number.MAX_SAFE_INTEGER,
      reportCompressedSize: false,
      ...options.build,
    },
  })
  const { output } = Array.isArray(built) ? built[0] : built
  const scripts = output.filter((part) => part.type === 'chunk')
  const styles = output.filter((part) => part.type === 'asset' && part.fileName.endsWith('.css'))
  if (scripts.length !== 1 || styles.length + 1 !== output.length)
    throw new Error(`one file wanted, got ${output.map((part) => part.fileName).join(', ')}`)
  return { code: scripts[0].code, style: styles.map((part) => String(part.source)).join('\n') }
}

/**
 * No module below the pages does anything when it is only loaded, but for the screens' styles: what a screen does not
 * call stays in the worker.
 */
export const treeshake = {
  moduleSideEffects: (id) =>
    !/\/src\/(sim|models|play|content|record|share|present|platform|ui)\/.*\.tsx?$/.test(id) ||
    id.endsWith('/src/ui/index.ts'),
}

const oneScript = (input) => ({
  // What Vite's loader of chunks asks of `import.meta` it asks for chunks: there are none.
  checks: { emptyImportMeta: false },
  input,
  output: { format: 'iife', codeSplitting: false },
  treeshake,
})

/** The run's worker as a script without imports; a build of the pages has it already. */
const workerCode = async () => (await bundle({ build: { rolldownOptions: oneScript(source('run.worker.ts')) } })).code

/** @param {string} [worker] the code of the run's worker, where it has been built. */
export async function buildSingle(worker) {
  const run = asScript(worker ?? (await workerCode()))
  const { code, style } = await bundle({
    plugins: [leanPhaser(), inlineEngine()],
    build: { rolldownOptions: oneScript(source('main.tsx')) },
  })
  const script = asScript(code)
  const page = readFileSync(join(root, 'index.html'), 'utf8')
  const icon = `data:image/svg+xml;base64,${readFileSync(join(root, 'assets', 'art', 'icon.svg')).toString('base64')}`
  const policy = policyOf({ scripts: [script, run], styles: [style] })
  return put(page, [
    [
      '<meta charset="utf-8" />',
      (tag) => `${tag}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    ],
    ['/assets/art/icon.svg', () => icon],
    ['</head>', (tag) => `  <style>${style}</style>\n  <!--pack-->\n  ${tag}`],
    [
      '<script type="module" src="/src/game/main.tsx"></script>',
      () => `<script type="text/plain" id="run-worker">${run}</script>\n    <script>${script}</script>`,
    ],
  ])
}

function put(page, places) {
  let text = page
  for (const [place, by] of places) {
    if (text.split(place).length !== 2) throw new Error(`index.html has not one ${place}`)
    text = text.replace(place, () => by(place))
  }
  return text
}

/** @returns {import('vite').Plugin} */
const inlineEngine = () => ({
  name: 'inline-engine',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === './engine.ts' && importer === source('works.ts') ? source('engineInline.ts') : null,
})

/** Beside the pages, of the same sources: for the instructor's page. @returns {import('vite').Plugin} */
export const singleFile = () => ({
  name: 'single-file',
  apply: 'build',
  async generateBundle(_, files) {
    const worker = Object.values(files).find((file) => /run\.worker-[^/]*\.js$/.test(file.fileName))
    this.emitFile({ type: 'asset', fileName: SINGLE, source: await buildSingle(worker && String(worker.source)) })
  },
})

/** For `lot pack`: built once per change of what it is made of; says where it is. */
async function keptSingle() {
  const folder = join(root, 'build', 'single')
  const file = join(folder, `${stamp(join(root, 'src'), join(root, 'levels'), join(root, 'assets'))}.txt`)
  if (existsSync(file)) return file
  const page = await buildSingle()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  // Moved there whole: another process may be looking for it.
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, page)
  renameSync(aside, file)
  return file
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await keptSingle())
