import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { leanPhaser } from './scripts/leanPhaser.mjs'
import { offline } from './scripts/offline.mjs'
import { singleFile, treeshake } from './scripts/single.mjs'

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

const jsx = { runtime: 'automatic', importSource: 'preact' } as const

export default defineConfig({
  plugins: [contentPolicy(), leanPhaser(), singleFile(), offline()],
  oxc: { jsx },
  optimizeDeps: { rolldownOptions: { transform: { jsx } } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Inlined modules of the preload helper would need an exception in the policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        main: file('index.html'),
        batch: file('batch.html'),
        instructor: file('instructor.html'),
        kiosk: file('kiosk.html'),
        takeHome: file('take-home.html'),
        class: file('class.html'),
        lti: file('lti.html'),
      },
      treeshake,
    },
  },
})
