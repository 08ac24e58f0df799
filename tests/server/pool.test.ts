/** Those who replay hand-ins: one that dies is replaced, and takes nothing else with it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { workerPool } from '../../src/server/pool.ts'

test('a worker that dies of a record says so, and the next record finds another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'premier-lot-pool-'))
  const script = join(folder, 'worker.mjs')
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ([text]) => (text === 'die' ? process.exit(1) : parentPort.postMessage('level')))`,
  )
  const judges = workerPool(pathToFileURL(script), '', 2)
  expect(await Promise.all(['die', 'x'].map((text) => judges.judge(text, [])))).toEqual(['stopped', 'level'])
  expect(await judges.judge('y', [])).toBe('level')
  await judges.close()
  rmSync(folder, { recursive: true })
})
