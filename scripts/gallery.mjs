// `npm run gallery`: pictures of every screen, in both languages and five sizes, into build/gallery/ to be looked at;
// `npm run gallery -- --shelf`: those named in SHOWN, into docs/gallery/.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumFlags, needChromium } from './browser.mjs'
import { root } from './prepare.mjs'
import { serve } from './server.mjs'
import { cultureTo, follow, hearOut, levelAddress, ready } from './tour.mjs'

const SIZES = [
  [1920, 1080],
  [1366, 768],
  [1024, 768],
  [390, 844],
  // A browser at 1366 × 768 with its text at 200 %.
  [683, 384],
]
const LANGUAGES = ['fr', 'en']
const SHOWN = [
  'campus-fr-1920',
  'cold-en-1366',
  'm1-tag-fr-1366',
  'm1-dose-en-1366',
  'm2-morning-fr-1920',
  'm2-morning-en-390',
  'm2-record-fr-1366',
  'm3-bowl-fr-1366',
  'm4-cut-en-1366',
  'm5-filter-en-1366',
  'm6-vial-fr-1366',
  'p2-corridor-fr-1366',
  'p0-thaw-en-1366',
  'a0-pour-en-1366',
]

const still = { motion: 'reduced', renderer: 'canvas' }
const level = (id, more = {}) => levelAddress(id, { ...still, ...more })
const press = (page, name) => page.getByRole('button', { name }).first().click()
const escape = (page) => page.keyboard.press('Escape')
const decide = (page, slot, value) => page.evaluate(([s, v]) => window.lot.decide({ slot: s, value: v }), [slot, value])
const sheet = (id, name) => ({ id, go: (page) => press(page, name), done: escape })
const M2_SHEETS = [
  sheet('m2-record', /^(Dossier|Record)/),
  sheet('m2-recipe', /^(Recette|Recipe)/),
  sheet('m2-samples', /^(Essais|Samples)/),
  sheet('m2-alarms', /^(Alarmes|Alarms)/),
  sheet('m2-orders', /^(Nuit|Night)/),
  sheet('m2-call', /^(Appeler|Call)/),
  sheet('m2-deviation', /^(Écart|Déviation|Deviation)/),
  sheet('m2-glossary', /^(Glossaire|Glossary)/),
  sheet('m2-curves', /^(Courbes|Curves|Toutes les courbes|All curves)/),
  sheet('m2-sample', /^(Prélever|Sample)/),
]
const PLANTS = { M: 'antibody', P: 'plasma' }
const recorded = (id, hand) =>
  JSON.parse(readFileSync(join(root, 'levels', PLANTS[id[0]], id, 'runs', `${hand}.json`), 'utf8'))
const key = (id, keys) => ({ id, go: (page) => page.keyboard.press(keys), done: escape })

/** What is pictured: where a page opens, and what the hand does, look after look. */
const tours = [
  {
    address: '?menu&motion=reduced',
    looks: [
      { id: 'campus' },
      { id: 'campus-plant', go: (page) => page.locator('.stop.antibody button').click(), done: escape },
      { ...key('settings', ','), done: () => {} },
      { id: 'settings-end', before: (page) => page.locator('dialog').evaluate((sheet) => sheet.scrollTo(0, 9999)) },
      { id: 'profiles', go: (page) => press(page, /^(Changer de profil|Change profile)$/) },
      { id: 'profiles-new', go: (page) => press(page, /^(Nouveau profil|New profile)$/) },
    ],
  },
  { address: 'instructor.html?', looks: [{ id: 'instructor' }] },
  {
    address: '?cold&probe&speed=0&sound=0&motion=reduced&renderer=canvas',
    looks: [
      { id: 'cold', go: (page) => page.evaluate(() => window.lot.advance(60)) },
      { id: 'cold-title', go: coldMorning },
      { id: 'badge', go: (page) => page.locator('.cold-title .big').click() },
    ],
  },
  {
    address: level('M1', { seed: '10' }),
    looks: [
      { id: 'm1-voice', go: ready, asks: true },
      { id: 'm1-booth', go: hearOut },
      { id: 'm1-tag', go: (page) => page.locator('.hot').first().click(), done: escape },
      { id: 'm1-bags', go: (page) => decide(page, 'room.clear', 1) },
      { id: 'm1-desk', go: connectBag },
      sheet('m1-dose', /^(Verser la dose|Pour the dose)/),
      { id: 'm1-night', go: (page) => press(page, /^(Quitter pour la nuit|Leave for the night)/), done: escape },
      { id: 'm1-morning', go: (page) => page.evaluate(() => void window.lot.night()), asks: true, settle_ms: 2500 },
    ],
  },
  {
    address: level('M2'),
    looks: [
      { id: 'm2-first', go: ready, asks: true },
      { id: 'm2-seed', go: hearOut },
      { id: 'm2-question', go: (page) => cultureTo(page, 4), asks: true },
      { id: 'm2-busy', go: busyMorning, asks: true },
      {
        id: 'm2-morning',
        async go(page) {
          await page.locator('.voice.asks button').nth(1).click()
          await page.getByRole('button', { name: /^(Compris|Understood)$/ }).waitFor()
        },
      },
      ...M2_SHEETS,
      sheet('m2-board', /^(Plus de gestes|More actions)/),
      { id: 'm2-panel', go: (page) => page.locator('.chip').first().click(), done: escape },
      key('keys', '?'),
      {
        id: 'm2-dark',
        async go(page) {
          await page.keyboard.press(',')
          await page.getByRole('radio', { name: /^(Toujours sombre|Always dark)/ }).check()
          await escape(page)
        },
      },
      {
        id: 'm2-large',
        async go(page) {
          await page.keyboard.press(',')
          await page.getByRole('radio', { name: /^(Toujours claire|Always bright)/ }).check()
          await page.getByRole('radio', { name: /^200/ }).check()
          await escape(page)
        },
      },
    ],
  },
  { address: level('M2', { seed: '33' }), looks: [{ id: 'm2-late', go: (page) => cultureTo(page, 11) }] },
  {
    address: level('M2'),
    looks: [
      {
        id: 'm2-end',
        async go(page) {
          await cultureTo(page, 99)
          await hearOut(page)
          await press(page, /^(Aller au flacon|Go to the vial)/)
          await press(page, /^(Voir les notes|See the marks)/)
        },
      },
    ],
  },
  { address: level('M2', { view: 'text' }), looks: [{ id: 'm2-text', go: (page) => cultureTo(page, 7) }] },
  ...[
    ['M3', [['m3-bowl', 1_251_800]]],
    [
      'M4',
      [
        ['m4-load', 7800],
        ['m4-hold', 27_600],
        ['m4-cut', 56_000],
        ['m4-dilute', 57_450],
      ],
    ],
    [
      'M5',
      [
        ['m5-hold', 25_000],
        ['m5-filter', 98_900],
        ['m5-stop', 100_300],
        ['m5-concentrate', 113_000],
      ],
    ],
    [
      'M6',
      [
        ['m6-vial', 30],
        ['m6-shelf', 2_996_500],
      ],
    ],
    ['P1', [['p1-room', 30]]],
    [
      'P2',
      [
        ['p2-pallets', 30],
        ['p2-bowl', 11_900],
        ['p2-corridor', 24_200],
        ['p2-drops', 37_000],
      ],
    ],
  ].map(([id, stops]) => {
    const { seed, log } = recorded(id, 'expert')
    return {
      address: level(id, { seed }),
      looks: stops.map(([name, until_s], i) => ({
        id: name,
        go: (page) => follow(page, log, i ? stops[i - 1][1] : 0, until_s),
      })),
    }
  }),
  ...[
    ['M3', 'novice-fullThrottle'],
    ['M4', 'novice-cutsWide'],
    ['M5', 'novice-trustsTheTest'],
    ['M6', 'novice-rescues'],
    ['P1', 'thawsHot'],
    ['P2', 'novice-catchesUp'],
  ].map(([id, hand]) => {
    const { seed, log } = recorded(id, hand)
    const name = (look) => `${id.toLowerCase()}-${look}`
    return {
      address: level(id, { seed }),
      looks: [
        { id: name('guess'), go: (page) => followToTheGuess(page, log) },
        { id: name('marks'), go: (page) => press(page, /^(Voir les notes|See the marks)/), settle_ms: 3000 },
        {
          id: name('debrief'),
          async go(page) {
            await press(page, /^(Comprendre|Understand)$/)
            await page.locator('dialog .waterfall button').first().waitFor({ timeout: 120_000 })
          },
        },
        {
          id: name('luck'),
          async go(page) {
            await press(page, /^(Chance ou métier|Luck or skill)/)
            await page.locator('dialog .luck .strip').first().waitFor({ timeout: 240_000 })
            await page.locator('dialog .luck').scrollIntoViewIfNeeded()
          },
          before: (page) => page.locator('dialog .luck').scrollIntoViewIfNeeded(),
          done: escape,
        },
        {
          id: name('dossier'),
          go: (page) => press(page, /^(Dossier de lot complet|Full batch record)$/),
          done: escape,
        },
      ],
    }
  }),
  {
    address: level('M0', { speed: '0' }),
    looks: [
      { id: 'm0-first', go: ready },
      {
        id: 'm0-breath',
        async go(page) {
          await page.keyboard.press('Enter')
          for (let i = 0; i < 5; i++) await page.keyboard.press('+')
          await page.evaluate(() => window.lot.advance(400))
        },
      },
    ],
  },
  {
    address: level('P0'),
    looks: [
      { id: 'p0-first', go: ready },
      {
        id: 'p0-thaw',
        async go(page) {
          await page.keyboard.press('Enter')
          await page.keyboard.down(' ')
          await page.waitForTimeout(6000)
        },
        done: (page) => page.keyboard.up(' '),
      },
    ],
  },
  {
    address: level('A0'),
    looks: [
      { id: 'a0-bench', go: ready },
      {
        id: 'a0-pour',
        async go(page) {
          await press(page, /^(Mélanger|Mix)/)
          await page.evaluate(() => window.lot.advance(700))
        },
      },
    ],
  },
]

/** The opening's story, to its title. */
async function coldMorning(page) {
  await page.evaluate(async () => {
    const { lot } = window
    for (let i = 0; i < 3000 && lot.state().beat !== 'morning'; i++) lot.advance(5)
  })
}

/** A recorded run to its last decision, the crew's part left out, before one's own guess. */
async function followToTheGuess(page, log) {
  const last_s = log.at(-1).t
  await follow(page, log, 0, last_s + 1)
  for (let i = 0; i < 40 && !(await page.locator('.end').count()); i++) {
    await hearOut(page)
    const on = page.getByRole('button', { name: /^(Aller au flacon|Go to the vial|Voir le résultat|See the result)/ })
    if (await on.count()) await on.first().dispatchEvent('click')
    else await page.evaluate(() => window.lot.state().playing && window.lot.advance(21_600))
    await page.waitForTimeout(500)
  }
}

/** The bag whose date has not passed. */
async function connectBag(page) {
  for (const bag of ['left', 'right']) await decide(page, 'bag.connect', bag).catch(() => null)
}

/** The seventh morning with everything at once: results, a recipe to follow, lines due. */
async function busyMorning(page) {
  await cultureTo(page, 7)
  await decide(page, 'culture.assay', ['viableCells', 'viability', 'glucose', 'osmolality'])
  await page.evaluate(() => window.lot.advance(21_600))
}

/** As good as 200 kB allow. */
async function smallJpeg(page) {
  for (let quality = 90; quality > 30; quality -= 6) {
    const picture = await page.screenshot({ type: 'jpeg', quality })
    if (picture.length <= 200_000) return picture
  }
  throw new Error('no JPEG of 200 kB')
}

/** Parts of names, `m2-busy-fr` or `-390`: only those pictures are made. `--shelf`: those of docs/gallery anew. */
const asked = process.argv.slice(2)
const toShelf = asked.includes('--shelf')
const wanted = (name) =>
  toShelf ? SHOWN.includes(name) : asked.length === 0 || asked.some((part) => name.includes(part))
const { build } = await import('vite')
const dist = join(root, 'build', 'gallery-page')
const out = join(root, 'build', 'gallery')
await build({ root, logLevel: 'error', build: { outDir: dist } })
if (asked.length === 0) rmSync(out, { recursive: true, force: true })
const shelf = join(root, 'docs', 'gallery')
if (toShelf) rmSync(shelf, { recursive: true, force: true })
for (const folder of [out, shelf]) mkdirSync(folder, { recursive: true })
const server = await serve(dist, 0)
const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumFlags })
let failed = 0
const names = ({ id }, language) => SIZES.map(([width]) => `${id}-${language}-${width}`)
for (const { address, looks } of tours)
  for (const language of LANGUAGES) {
    const last = looks.findLastIndex((look) => names(look, language).some(wanted))
    if (last < 0) continue
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    // The campus shows the hour at which one looks: the same for every picture.
    await page.clock.setFixedTime(new Date(2026, 2, 20, 11))
    await page.goto(`http://localhost:${server.address().port}/${address}&lang=${language}`)
    for (const look of looks.slice(0, last + 1)) {
      try {
        await look.go?.(page)
        if (!look.asks) await hearOut(page)
        for (const [width, height] of SIZES) {
          const name = `${look.id}-${language}-${width}`
          if (!wanted(name)) continue
          await page.setViewportSize({ width, height })
          await page.mouse.move(0, 0)
          // The picture is hung anew for each size.
          await page.waitForTimeout(look.settle_ms ?? 1200)
          await look.before?.(page)
          await page.screenshot({ path: join(out, `${name}.png`) })
          if (toShelf) writeFileSync(join(shelf, `${name}.jpg`), await smallJpeg(page))
        }
        await page.setViewportSize({ width: 1920, height: 1080 })
        await look.done?.(page)
        console.log(look.id, language)
      } catch (error) {
        failed++
        console.error(`${look.id} ${language}: ${error.message.split('\n')[0]}`)
      }
    }
    await page.close()
  }
await browser.close()
server.close()
process.exit(failed ? 1 : 0)
