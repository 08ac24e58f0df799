/** Instruments earned: chosen on a level's card by keyboard, there in its next lot, in its record and its code. */
import { expect, test } from '@playwright/test'
import { axeFinds, listen } from './tools.ts'

/** A first lot of M1 as this browser keeps it: passed, the normal count left alone. */
const proof = {
  format: 1,
  at_ms: 1,
  save: { format: 1, level: 'M1', hash: '', model: '', seed: 1, log: [], at_s: 0 },
  digest: '',
  disposition: 'released',
  passed: true,
  score: { yield: 95, purity: 95, compliance: 95 },
  seen: { C28: [1] },
  gates: [],
}

test('a counter earned in M1 is ticked on the card of M2 and stands beside its seed', async ({ page }) => {
  const complaints = listen(page)
  await page.goto('?menu&lang=en&sound=0&view=text')
  await expect(page.getByRole('button', { name: /^Antibody/ })).toBeVisible()
  await page.evaluate(async (kept) => {
    const open = indexedDB.open('premier-lot')
    await new Promise((done) => (open.onsuccess = done))
    const all = open.result.transaction('attempts', 'readwrite')
    all.objectStore('attempts').put(kept, 'first.M1.1')
    // M2 too, long ago: its second pass is due.
    all.objectStore('attempts').put({ ...kept, save: { ...kept.save, level: 'M2', seed: 4 } }, 'first.M2.4')
    await new Promise((done) => (all.oncomplete = done))
    open.result.close()
  }, proof)
  await page.goto('?menu&lang=en&sound=0&view=text&probe')
  await page.getByRole('button', { name: /^Antibody/ }).press('Enter')
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Fourteen mornings/ }) })
  await card.getByText('Kit', { exact: false }).first().press('Enter')
  await expect(card.getByRole('link', { name: /^Second pass/ })).toHaveAttribute('href', /again/)
  const tools = card.getByRole('checkbox')
  await expect(tools).toHaveCount(6)
  await expect(card.getByRole('checkbox', { name: /^Raman/ })).toBeDisabled()
  const counter = card.getByRole('checkbox', { name: /^Automatic counter/ })
  await counter.press('Space')
  await expect(counter).toBeChecked()
  await expect(card.locator('summary').first()).toContainText('Automatic counter')
  expect(await axeFinds(page)).toEqual([])
  await card.getByRole('link', { name: /^Play/ }).press('Enter')
  const strip = page.getByRole('region', { name: 'Kit' })
  await expect(strip.getByRole('button', { name: /^Read: Viable cells, automatic counter/ })).toBeVisible()
  const record = await page.evaluate(() =>
    (window as unknown as { lot: { record(): { options?: unknown } } }).lot.record(),
  )
  expect(record.options).toEqual({ kit: ['autoCounter'] })
  await strip.getByRole('button').press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Viable cells, automatic counter')
  // The same lot goes on after a reload, with the same kit.
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(strip.getByRole('button', { name: /^Read/ })).toBeVisible()
  expect(complaints).toEqual([])
})
