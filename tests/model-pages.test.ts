import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { specTable, type Specs } from '../src/sim/index.ts'

/** Every model page carries the tables of its model, word for word. UPDATE_PAGES=1 npx vitest run tests/model-pages.test.ts rewrites them. */
const folder = new URL('../src/models/', import.meta.url)
const units = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/model.ts`, folder)))

function withTable(page: string, name: string, specs: Specs): string {
  const section = new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`)
  if (!section.test(page)) throw new Error(`no section <!-- ${name} --> … <!-- /${name} -->`)
  return page.replace(section, () => `<!-- ${name} -->\n${specTable(specs)}\n<!-- /${name} -->`)
}

test.each(units)('%s: model.md has the tables of model.ts', async (unit) => {
  const model = (await import(new URL(`${unit}/model.ts`, folder).href)) as { parameters: Specs; settings?: Specs }
  const file = new URL(`${unit}/model.md`, folder)
  const page = readFileSync(file, 'utf8')
  let wanted = withTable(page, 'parameters', model.parameters)
  if (model.settings) wanted = withTable(wanted, 'settings', model.settings)
  if (process.env.UPDATE_PAGES) writeFileSync(file, wanted)
  else expect(page).toBe(wanted)
})
