// `npm run audit`: every screen held against what a machine can say of WCAG 2.2 AA, on a wide screen and at 320 pixels,
// with the text spacing of criterion 1.4.12, and Tab pressed through all of it. What a machine cannot say is in
// docs/accessibility.md. Parts of screens' names as arguments: only those.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumFlags, needChromium } from './browser.mjs'
import { root } from './prepare.mjs'
import { serve } from './server.mjs'
import { follow, hearOut, levelAddress } from './tour.mjs'

const WIDE = { width: 1366, height: 768 }
/** A page of 1280 at 400 % (criterion 1.4.10). */
const NARROW = { width: 320, height: 640 }
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }`
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const press =
  (...names) =>
  async (page) => {
    for (const name of names) await page.getByRole('button', { name }).first().click()
  }
const menu = '?menu&lang=fr&sound=0'
const expertLog = (id, folder) =>
  JSON.parse(readFileSync(new URL(`../levels/${folder}/${id}/runs/expert.json`, import.meta.url))).log
/** A level in the hands of its expert, a third of the way. */
const played = (id, folder, more = {}) => ({
  name: `${id}${more.view ? ', in text' : ''}`,
  address: levelAddress(id, { lang: 'fr', seed: '1', ...more }),
  async go(page) {
    const log = expertLog(id, folder)
    await hearOut(page)
    await follow(page, log, 0, log[Math.floor(log.length / 3)].t + 1)
    await hearOut(page)
  },
})
/** The academy opens with the first lot that is finished. */
const competencies = {
  name: 'competencies',
  address: levelAddress('M1', { lang: 'fr', seed: '1' }),
  async go(page) {
    await hearOut(page)
    await follow(page, expertLog('M1', 'antibody'), 0, 1e7)
    await page.waitForFunction(() => !window.lot.state().playing)
    await page.goto(new URL(menu, base).href)
    await press(/^Académie/, /^Mes compétences/)(page)
    await page.getByRole('dialog', { name: 'Mes compétences' }).waitFor()
  },
}

const SCREENS = [
  { name: 'opening', address: '?cold&lang=fr&sound=0' },
  { name: 'campus', address: menu },
  ...[/^Anticorps/, /^Plasma/, /^Thérapie génique/, /^Académie/].map((house) => ({
    name: `campus, ${house.source.slice(1)}`,
    address: menu,
    go: press(house),
  })),
  { name: 'settings', address: menu, go: press('Réglages') },
  { name: 'the model', address: menu, go: press('Le modèle') },
  competencies,
  { name: 'a code', address: menu, go: press('J’ai un code') },
  ...['M1', 'M2', 'M3', 'M4', 'M5', 'M6'].map((id) => played(id, 'antibody')),
  ...['P1', 'P2', 'P3', 'P4', 'P5', 'P6'].map((id) => played(id, 'plasma')),
  ...['A1', 'A2', 'A3', 'A4', 'A5', 'A6'].map((id) => played(id, 'aav')),
  ...['K1', 'K3'].map((id) => played(id, 'lab')),
  ...[
    ['M2', 'antibody'],
    ['P2', 'plasma'],
    ['A3', 'aav'],
  ].map(([id, folder]) => played(id, folder, { view: 'text' })),
  ...['P0', 'M0', 'A0'].map((id) => ({ name: id, address: `?level=${id}&lang=fr&sound=0&seed=3&speed=0` })),
  { name: 'levels for instructors', address: 'instructor.html?lang=fr' },
  { name: 'kiosk', address: 'kiosk.html?lang=fr&sound=0' },
  { name: 'take home', address: 'take-home.html#M0.2.80.3-5.fr' },
  { name: 'class', address: 'class.html?lang=fr' },
  { name: 'the whole batch', address: 'batch.html?lang=fr' },
]

/**
 * What axe finds, with the size of targets, which it looks at only when asked. A target is as large as where it has been
 * scrolled clear of what sticks to the edges.
 */
const axeFinds = (page) =>
  page.evaluate(async () => {
    const { violations } = await window.axe.run({ rules: { 'target-size': { enabled: true } } })
    for (const found of violations.filter(({ id }) => id === 'target-size')) {
      const left = []
      for (const node of found.nodes) {
        const e = document.querySelector(node.target.at(-1))
        e?.scrollIntoView({ block: 'center', behavior: 'instant' })
        const again = await window.axe.run(e ?? document, { runOnly: ['target-size'] })
        if (!e || again.violations.some(({ nodes }) => nodes.some((n) => n.target.at(-1) === node.target.at(-1))))
          left.push(node)
      }
      found.nodes = left
    }
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        (n) =>
          `${id}: ${n.target.join(' ').replace(/\[data-audited="1"\]/g, '')}${id === 'target-size' ? ` (${n.any.map((c) => c.message).join(' ')})` : ''}`,
      ),
    )
  })

/** Text cut off by its own box, and whether the page is wider than its window. */
const cut = (page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth + 1
    const found = [...document.querySelectorAll('body *')].filter((e) => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(e)
      if (
        !e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
        e.closest('svg, canvas') ||
        e.clientWidth <= 1
      )
        return false
      if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) return false
      const hides = (o) => o === 'hidden' || o === 'clip'
      return (
        textOverflow !== 'ellipsis' &&
        ((hides(overflowX) && e.scrollWidth > e.clientWidth + 2) ||
          (hides(overflowY) && e.scrollHeight > e.clientHeight + 3))
      )
    })
    return [
      ...(wide ? ['wider than its window'] : []),
      ...found.map((e) => `cut: ${e.className || e.tagName} "${e.textContent.slice(0, 40)}"`),
    ]
  })

/** Tab, until it comes round: what cannot be seen to have the focus, or lies under something else. */
async function tabs(page) {
  const lost = []
  let stops = 0
  for (; stops < 150; stops++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const e = document.activeElement
      if (!e || e === document.body) return null
      if (e.dataset.audited) return 'again'
      e.dataset.audited = '1'
      const s = getComputedStyle(e)
      const { left, top, width, height } = e.getBoundingClientRect()
      const label = `${e.tagName} ${e.className} "${(e.ariaLabel ?? e.textContent).slice(0, 30)}"`
      const marked = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'
      const around = e.closest('label, li, td')
      const seen = marked || (around && getComputedStyle(around).outlineStyle !== 'none')
      const over = document.elementFromPoint(left + width / 2, top + height / 2)
      // A drawn knob on a native slider is that slider.
      const knob = e.type === 'range' && over?.closest('svg')
      const hidden =
        over && !knob && !e.contains(over) && !over.contains(e) && width * height > 4 && !around?.contains(over)
      return seen
        ? hidden
          ? `under ${[over, over.parentElement].map((o) => o?.className?.baseVal ?? (o?.className || o?.tagName)).join(' in ')}: ${label}`
          : ''
        : `unseen focus: ${label}`
    })
    if (at === 'again' || (at === null && stops > 0)) break
    if (at) lost.push(at)
  }
  return { stops, lost }
}

const { build } = await import('vite')
const outDir = join(root, 'build', 'audit')
await build({ root, logLevel: 'error', build: { outDir } })
const server = await serve(outDir, 0)
const base = `http://localhost:${server.address().port}/`
const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumFlags })
const only = process.argv.slice(2)
let finds = 0
for (const { name, address, go } of SCREENS.filter(
  (s) => only.length === 0 || only.some((part) => s.name.includes(part)),
)) {
  const context = await browser.newContext({
    viewport: WIDE,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    bypassCSP: true,
  })
  const page = await context.newPage()
  const found = []
  try {
    await page.goto(new URL(address, base).href)
    await page.locator('h1, h2, button').first().waitFor()
    await page.waitForLoadState('networkidle')
    await go?.(page)
    await page.evaluate(axe)
    found.push(...(await axeFinds(page)))
    const { title, lang, mains } = await page.evaluate(() => ({
      title: document.title,
      lang: document.documentElement.lang,
      mains: document.querySelectorAll('main').length,
    }))
    if (!title || lang !== 'fr' || mains !== 1) found.push(`title "${title}", lang "${lang}", ${mains} main`)
    const { stops, lost } = await tabs(page)
    found.push(...lost)
    await page.setViewportSize(NARROW)
    await page.waitForTimeout(500)
    found.push(...(await cut(page)).map((f) => `at 320: ${f}`), ...(await axeFinds(page)).map((f) => `at 320: ${f}`))
    await page.setViewportSize(WIDE)
    await page.addStyleTag({ content: SPACING })
    await page.waitForTimeout(500)
    found.push(...(await cut(page)).map((f) => `spaced: ${f}`))
    console.log(
      `${name}: ${stops} stops of the Tab key, ${found.length ? `${found.length} findings` : 'nothing found'}`,
    )
  } catch (error) {
    found.push(`could not be looked at: ${error.message.split('\n')[0]}`)
    console.log(`${name}:`)
  }
  for (const find of new Set(found)) console.log(`  ${find}`)
  finds += found.length
  await context.close()
}
await browser.close()
server.close()
process.exitCode = finds ? 1 : 0
