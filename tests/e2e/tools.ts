/** What every test of a page does: it listens for what should not happen, and lets axe look. */
import { expect, type Frame, type Page } from '@playwright/test'
import axe from 'axe-core'
import type { Language } from '../../src/present/index.ts'
import { dossierTexts } from '../../src/ui/dossier/text.ts'

/** Keeps what should not have happened: complaints of the console, errors, answers of 400 and up, strange hosts. */
export function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    // The tests' own doing: only offline.spec.ts lets a browser keep the build.
    if (message.text().startsWith('Service Worker registration blocked')) return
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== 'localhost') complaints.push(`request: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`)
  })
  return complaints
}

/** What axe finds wrong, one line each. */
export async function axeFinds(page: Page | Frame): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> }
    }
    return (await axe.run()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((n) => `${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`).join(' | ')}`,
    )
  })
}

/** At the end of a lot: its batch record has all its sections, no line of hand without ink or stroke, and is six to ten pages of A4. */
export async function printsItsRecord(page: Page, language: Language): Promise<void> {
  const t = dossierTexts[language]
  const title = await page.title()
  await page.getByRole('button', { name: t.open }).click()
  const paper = page.locator('.dossier')
  const heads = Object.entries(t.sections).map(([letter, name]) => `${letter}. ${name}`)
  await expect(paper.locator('h3')).toHaveText(heads)
  const hand = paper.locator('table', { has: page.getByRole('columnheader', { name: t.hand, exact: true }) })
  for (const row of await hand.locator('tbody tr').all())
    expect(await row.locator('.initials, i.hand, .struck-out').count()).toBeGreaterThan(0)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect([pages >= 6, pages <= 10, pages]).toEqual([true, true, pages])
  // What was put on for the printer is off again.
  await expect(page.locator('.print-copy')).toHaveCount(0)
  expect(await page.title()).toBe(title)
}
