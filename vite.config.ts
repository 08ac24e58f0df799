import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { page: policy } = JSON.parse(readFileSync(file('scripts/csp.json'), 'utf8')) as { page: string }

/** The content security policy, in the built page itself; the server of `npm start` sends the same as a header. */
function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
    ],
  }
}

/** `virtual:recorded-batch`: five curves of a committed reference case, so that the page need not carry all 22. */
function recordedBatch(): Plugin {
  const id = 'virtual:recorded-batch'
  const source = file('tests/reference/cho_game_default.csv')
  return {
    name: 'recorded-batch',
    resolveId: (address) => (address === id ? `\0${id}` : null),
    load(address) {
      if (address !== `\0${id}`) return null
      this.addWatchFile(source)
      const csv = readFileSync(source, 'utf8')
      const [head, ...rows] = csv
        .trim()
        .split('\n')
        .map((line) => line.split(','))
      const column = (name: string): number[] => rows.map((row) => Number(row[head.indexOf(name)]))
      const [alive, dead] = [column('Xv'), column('Xd')]
      const batch = {
        id: 'cho_game_default',
        digest: createHash('sha256').update(csv).digest('hex'),
        hours: column('time_h'),
        series: [
          { key: 'viableCells', unit: '1e6/mL', values: alive },
          { key: 'viability', unit: '%', values: alive.map((x, i) => (100 * x) / (x + dead[i])) },
          { key: 'glucose', unit: 'mmol/L', values: column('Glc') },
          { key: 'lactate', unit: 'mmol/L', values: column('Lac') },
          { key: 'titre', unit: 'g/L', values: column('mAb') },
        ].map((series) => ({ ...series, values: series.values.map((value) => Number(value.toPrecision(6))) })),
      }
      return `export default ${JSON.stringify(batch)}`
    },
  }
}

const jsx = { runtime: 'automatic', importSource: 'preact' } as const

export default defineConfig({
  plugins: [contentPolicy(), recordedBatch()],
  oxc: { jsx },
  optimizeDeps: { rolldownOptions: { transform: { jsx } } },
  build: {
    target: 'es2022',
    // Inlined modules of the preload helper would need an exception in the policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
})
