/** What every test of a page does: it listens for what should not happen, and lets axe look. */
import type { Page } from '@playwright/test'
import axe from 'axe-core'

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
export async function axeFinds(page: Page): Promise<string[]> {
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
