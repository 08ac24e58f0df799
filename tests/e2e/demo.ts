/** What every test of a demo does: opens it with its time in hand, asks for its state, replays its record. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { listen } from './tools.ts'

/** Time stands still but for `advance`: nothing is waited for. */
export async function openDemo(page: Page, level: string, more = ''): Promise<string[]> {
  const complaints = listen(page)
  await page.goto(`/?level=${level}&seed=3&speed=0&motion=reduced&probe${more}`)
  await expect(page.locator('.demo-main')).toBeVisible({ timeout: 30_000 })
  return complaints
}

/** As much of what the page tells as a test reads. */
export const stateOf = <State>(page: Page): Promise<State> => page.evaluate('window.lot.state()')
export const advance = (page: Page, seconds: number): Promise<void> => page.evaluate(`window.lot.advance(${seconds})`)

/** The record must replay to the same bits in the kernel alone. */
export async function verify(page: Page): Promise<void> {
  const record = await page.evaluate('window.lot.record()')
  const file = join(mkdtempSync(join(tmpdir(), 'demo-')), 'record.json')
  writeFileSync(file, JSON.stringify(record))
  const said = execFileSync('node', ['scripts/lot.mjs', 'verify', file], { encoding: 'utf8', stdio: 'pipe' })
  expect(JSON.parse(said)).toMatchObject({ verdict: 'verified' })
}
