// `npm run gallery`: pictures of every screen, in both languages and four sizes, into build/gallery/ to be looked at;
// those named in SHOWN go to docs/gallery/ too.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumFlags, needChromium } from './browser.mjs'
import { root } from './prepare.mjs'
import { serve } from './server.mjs'
import { cultureTo, hearOut, levelAddress, ready } from './tour.mjs'

const SIZES = [
  [1920, 1080],
  [1366, 768],
  [1024, 768],
  [390, 844],
]
const LANGUAGES = ['fr', 'en']
const SHOWN = [
  'campus-fr-1920',
  'cold-fr-1366',
  'm1-booth-en-1366',
  'm2-morning-fr-1920',
  'm2-morning-fr-390',
  'm2-night-en-1366',
  'm2-record-fr-1366',
  'm2-end-en-1366',
  'm2-text-en-1366',
  'a0-bench-fr-1366',
]

const still = { motion: 'reduced', renderer: 'canvas' }
const level = (id, more = {}) => levelAddress(id, { ...still, ...more })
const press = (page, name) => page.getByRole('button', { name }).first().click()

/** What is pictured: where it opens, and what the hand does first. */
const scenes = [
  { id: 'campus', address: '?menu&motion=reduced' },
  { id: 'cold', address: '?cold&sound=0&motion=reduced&renderer=canvas' },
  { id: 'm1-booth', address: level('M1'), go: ready },
  { id: 'm2-seed', address: level('M2'), go: ready },
  {
    id: 'm2-morning',
    address: level('M2'),
    async go(page) {
      await cultureTo(page, 7)
      await page.evaluate(() =>
        window.lot.decide({ slot: 'culture.assay', value: ['viableCells', 'viability', 'glucose', 'osmolality'] }),
      )
      await page.evaluate(() => window.lot.advance(1800))
    },
  },
  { id: 'm2-question', address: level('M2'), go: (page) => cultureTo(page, 4), asks: true },
  { id: 'm2-late', address: level('M2', { seed: '33' }), go: (page) => cultureTo(page, 11) },
  sheet('m2-record', /^(Dossier|Record)/),
  sheet('m2-recipe', /^(Recette|Recipe)/),
  sheet('m2-night', /^(Nuit|Night)/),
  sheet('m2-call', /^(Appeler|Call)/),
  sheet('m2-curves', /^(Toutes les courbes|All curves)/),
  { id: 'm2-end', address: level('M2'), go: (page) => cultureTo(page, 99), settle_ms: 6000 },
  { id: 'm2-text', address: level('M2', { view: 'text' }), go: (page) => cultureTo(page, 7) },
  { id: 'a0-bench', address: level('A0'), go: ready },
]

/** One of the papers on the desk, on the seventh morning. */
function sheet(id, name) {
  return {
    id,
    address: level('M2'),
    async go(page) {
      await cultureTo(page, 7)
      await hearOut(page)
      await press(page, name)
    },
  }
}

const [only] = process.argv.slice(2)
const { build } = await import('vite')
const dist = join(root, 'build', 'gallery-page')
const out = join(root, 'build', 'gallery')
await build({ root, logLevel: 'error', build: { outDir: dist } })
if (!only) rmSync(out, { recursive: true, force: true })
const shelf = join(root, 'docs', 'gallery')
for (const folder of [out, shelf]) mkdirSync(folder, { recursive: true })
const server = await serve(dist, 0)
const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumFlags })
let failed = 0
for (const scene of scenes.filter(({ id }) => !only || id.includes(only)))
  for (const language of LANGUAGES) {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    try {
      await page.goto(`http://localhost:${server.address().port}/${scene.address}&lang=${language}`)
      await scene.go?.(page)
      if (!scene.asks) await hearOut(page)
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height })
        // The picture is hung anew for each size.
        await page.waitForTimeout(scene.settle_ms ?? 1500)
        const name = `${scene.id}-${language}-${width}`
        await page.screenshot({ path: join(out, `${name}.png`) })
        if (SHOWN.includes(name)) await page.screenshot({ path: join(shelf, `${name}.jpg`), quality: 82 })
      }
      console.log(scene.id, language)
    } catch (error) {
      failed++
      console.error(`${scene.id} ${language}: ${error.message.split('\n')[0]}`)
    }
    await page.close()
  }
await browser.close()
server.close()
process.exit(failed ? 1 : 0)
