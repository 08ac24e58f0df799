/** What the pages name is there: files and folders between backticks, links, the numbers of decisions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const pagesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
const modelPages = readdirSync('src/models', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => join('src/models', name))
const PAGES = [...['.', 'docs', 'docs/decisions', 'docs/science'].flatMap(pagesIn), ...modelPages]

/** A place with a hole to fill in (`levels/<plant>/`, `*.html`) is a pattern. */
const isPlace = (path: string): boolean => !/[<>*{}…]/.test(path)

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8')

  test('names places that are there', () => {
    const named = [...text.matchAll(/`((?:src|tests|levels|scripts|docs|assets)\/[^`\s:,]*)[^`]*`/g)].map((m) => m[1]!)
    expect(named.filter((path) => isPlace(path) && !existsSync(path))).toEqual([])
  })

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((m) => m[1]!)
    const here = links.filter((link) => !/^(https?|mailto):/.test(link))
    expect(here.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([])
  })
})

test('decisions are numbered without a gap, each under its own number', () => {
  const files = pagesIn('docs/decisions').sort()
  expect(
    files.map(
      (file) =>
        readFileSync(file, 'utf8')
          .split('\n')[0]!
          .match(/^# (\d+) · /)?.[1],
    ),
  ).toEqual(files.map((_, i) => String(i + 1)))
  expect(files.map((file) => Number(file.match(/(\d{4})-/)![1]))).toEqual(files.map((_, i) => i + 1))
})
