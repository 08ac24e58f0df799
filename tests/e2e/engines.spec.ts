import vm from 'node:vm'
import { expect, test } from '@playwright/test'
import { bundleEngineScript, engineExpression } from '../../scripts/engineBundle.mjs'

test('this Node and Chromium calculate the same bits', async ({ page }) => {
  const expression = engineExpression(await bundleEngineScript())
  const inNode: unknown = await vm.runInThisContext(expression)
  await page.goto('about:blank')
  expect(await page.evaluate(expression)).toEqual(inNode)
  expect(Object.keys(inNode as object).length).toBeGreaterThan(0)
})
