/** Documents that lie are worse than none: their links and commands are checked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { completeLockfile } from '../scripts/lockfile.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

function pages(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (/^(\.git|node_modules|build|dist|test-results|playwright-report)$/.test(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return pages(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

describe.each(pages(root).map((path) => [relative(root, path), path]))('%s', (_, path) => {
  const text = readFileSync(path, 'utf8')

  test('links to files that exist', () => {
    const missing = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
      .map(([, link]) => link)
      .filter((link) => !existsSync(join(dirname(path), link)))
    expect(missing).toEqual([])
  })

  test('names npm scripts that exist', () => {
    const missing = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)]
      .map(([, name]) => name)
      .filter((name) => !scripts[name])
    expect(missing).toEqual([])
  })
})

test('docs name lot commands that exist', () => {
  const main = readFileSync(join(root, 'src', 'cli', 'main.ts'), 'utf8')
  const known = [...main.matchAll(/(\w+)Command\b/g)].map(([, name]) => name!.toLowerCase())
  const named = pages(root).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/(?:lot --|`lot) ([a-z]+)/g)].map(([, name]) => name!),
  )
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !known.includes(name))).toEqual([])
})

describe('package-lock.json', () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8')

  test('names no address: any registry will do', () => {
    expect(text).not.toContain('"resolved"')
  })

  test('has the binaries of every platform (npm run lock adds them)', () => {
    expect(completeLockfile(JSON.parse(text))).toEqual([])
  })
})
