/** The expert's lot of each later level at a human pace: enough to do, little to read, nothing long to wait for. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadLevel } from '../../src/content/index.ts'
import { expertHand, outcomeOf, paceOf } from '../../src/play/index.ts'
import { playHand } from '../../src/record/index.ts'

// M2 in both languages: m2.test.ts.
test.each([
  'antibody/M3',
  'antibody/M4',
  'antibody/M5',
  'antibody/M6',
  'plasma/P2',
  'plasma/P3',
  'plasma/P4',
  'plasma/P5',
  'plasma/P6',
  'aav/A2',
  'aav/A4',
  'aav/A5',
  'aav/A6',
  // By their own clock, three minutes at most.
  'antibody/M0',
  'plasma/P0',
  'aav/A0',
  'aav/A3',
  'lab/K1',
  'lab/K2',
  'lab/K3',
])('%s keeps to it', (place) => {
  const read = (path: string) => JSON.parse(readFileSync(`levels/${place}/${path}`, 'utf8')) as never
  const { run } = playHand(loadLevel(read('level.json')).level!, 1, expertHand)
  const { checks } = paceOf(run, read('text/fr.json'), outcomeOf(run).disposition)
  expect(checks.filter((c) => !c.met)).toEqual([])
})
