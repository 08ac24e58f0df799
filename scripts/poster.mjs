// `npm run poster`: the poster of a stand, A3, as docs/fair-poster.pdf, letters included.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumFlags, needChromium } from './browser.mjs'
import { root } from './prepare.mjs'

const read = (...path) => readFileSync(join(root, ...path))
/** A drawing without the layers that the game shows at other moments; each layer is a line of its file. */
function art(name, ...without) {
  const lines = read('assets', 'art', ...name.split('/'))
    .toString()
    .split('\n')
  const isAside = (line) => without.some((layer) => line.includes(`<g data-layer="${layer}"`))
  const count = (line, what) => line.split(what).length - 1
  // A line may also close what stands around its layer.
  const rest = (line) => '</g>'.repeat(count(line, '</g>') - count(line, '<g '))
  const shown = lines.map((line) => (isAside(line) ? rest(line) : line))
  return `data:image/svg+xml;base64,${Buffer.from(shown.join('\n')).toString('base64')}`
}
const ASIDE = ['lids', 'gape', 'phone', 'lamp', 'bottle']
const font = (path) => `url(data:font/woff2;base64,${read('node_modules', ...path.split('/')).toString('base64')})`

const vial = (colour, name, does) => `<li>
  <svg viewBox="0 0 80 132"><rect x="24" y="2" width="32" height="14" rx="3" fill="#2445d6"/>
  <rect x="22" y="14" width="36" height="14" rx="2" fill="#b8c0cc"/>
  <path d="M26 28h28v8c0 5 16 9 16 20v58a10 10 0 0 1-10 10H20a10 10 0 0 1-10-10V56c0-11 16-15 16-20z" fill="#eaf1f5" stroke="#7e8fa3" stroke-width="1.5"/>
  <path d="M13 66h54v47a8 8 0 0 1-8 8H21a8 8 0 0 1-8-8z" fill="${colour}"/><path d="M18 60v52" stroke="#ffffffb0" stroke-width="4" stroke-linecap="round"/></svg>
  <b>${name}</b><span>${does}</span></li>`

const page = `<!doctype html><meta charset="utf-8"><style>
@font-face { font-family: B; font-weight: 200 800; font-stretch: 75% 100%; src: ${font('@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wdth-normal.woff2')} }
@font-face { font-family: A; font-weight: 200 800; src: ${font('@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2')} }
@page { size: 297mm 420mm; margin: 0 }
* { box-sizing: border-box; margin: 0; padding: 0 }
body { position: relative; width: 297mm; height: 420mm; overflow: hidden; font: 500 7mm/1.3 A; color: #151b29;
  background: linear-gradient(#8db2d3, #dde6e4 45%, #fde7c8 75%); -webkit-print-color-adjust: exact }
h1 { position: absolute; left: 18mm; top: 16mm; font: 800 62mm/.86 B; font-stretch: 80%; letter-spacing: -.02em }
.lead { position: absolute; left: 19mm; top: 132mm; width: 118mm; font: 700 12mm/1.15 A }
.lead i { display: block; margin-top: 5mm; font: 500 8mm/1.25 A; color: #2d374c }
.room { position: absolute; right: 16mm; top: 118mm; width: 138mm; height: 178mm; background: linear-gradient(#f2f0ec, #e5e2dc);
  border: 3mm solid #1e2638; border-top: 6mm solid #e9917c; overflow: hidden }
.room .vessel { position: absolute; left: 17mm; bottom: 4mm; height: 162mm }
.room .who { position: absolute; bottom: 3mm; height: 52mm }
ul { position: absolute; left: 0; right: 0; bottom: 0; display: flex; justify-content: space-evenly; align-items: end;
  height: 112mm; padding: 7mm 12mm 9mm; background: #151b29; color: #fff; list-style: none }
li { display: grid; justify-items: center; width: 84mm; text-align: center }
li svg { height: 66mm }
li b { margin-top: 2mm; font: 800 11mm/1 B; font-stretch: 84% }
li span { font-size: 6mm; color: #d5dae5 }
.now { position: absolute; left: 18mm; top: 232mm; width: 118mm; padding: 5mm 9mm 6mm; border-radius: 40mm; background: #2445d6; color: #fff;
  font: 800 15mm/1 B; font-stretch: 80%; text-align: center; white-space: nowrap }
.free { position: absolute; left: 19mm; top: 268mm; width: 112mm; font-size: 6.6mm; color: #2d374c }
</style>
<h1>Premier<br>Lot</h1>
<p class="lead">Les biomédicaments se fabriquent avec du vivant. Essaie, en 90 secondes.<i>Biomedicines are made with living things. Try it, in 90 seconds.</i></p>
<p class="now">Touche. Produis.</p>
<p class="free">Sans inscription, sans nom. Un vrai procédé, un vrai calcul derrière.</p>
<div class="room"><img class="vessel" src="${art('kit/bioreactor.svg', 'liquid-spent', 'vent-wet', 'jacket-warm')}"><img class="who" style="left:3mm" src="${art('stage/you.svg', ...ASIDE)}"><img class="who" style="right:4mm;scale:-1 1" src="${art('stage/nadia.svg', ...ASIDE)}"></div>
<ul>${vial('#efc75e', 'Plasma', 'Décongeler sans abîmer')}${vial('#f0a892', 'Anticorps', 'Faire respirer les cellules')}${vial('#8fd3c1', 'Thérapie génique', 'Verser au bon moment')}</ul>`

const executablePath = needChromium()
const browser = await chromium.launch({ executablePath, args: chromiumFlags })
const tab = await browser.newPage()
await tab.setContent(page, { waitUntil: 'load' })
await tab.evaluate(() => document.fonts.ready)
await tab.pdf({ path: join(root, 'docs', 'fair-poster.pdf'), preferCSSPageSize: true, printBackground: true })
if (process.argv.includes('--look')) {
  await tab.setViewportSize({ width: 1123, height: 1588 })
  await tab.screenshot({ path: join(root, 'build', 'poster.png') })
}
await browser.close()
