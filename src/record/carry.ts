import { digestOf, type Digestible } from '../sim/index.ts'
import type * as z from 'zod'
import type { Carry } from '../content/index.ts'
import {
  digestRun,
  inspectedFile,
  type InspectedFile,
  type Level,
  outcomeOf,
  RESIDUE,
  type Run,
} from '../play/index.ts'
import type { Setup } from './setup.ts'

/** What a finished run leaves to the next one: cases that nobody handled, by what had caused them. */
export interface Left {
  readonly level: string
  /** Digest of its record. */
  readonly record: string
  readonly cases: readonly { readonly fault: string; readonly cause: string }[]
}

/** What the player caused is not among it: that ends with its batch. */
export function leftBy(run: Run): Left {
  const earned = outcomeOf(run).compliance?.parts.cases ?? []
  const cases = earned.flatMap(({ id, credit, causedBy }) => {
    const fault = run.level.work!.faults.find((f) => f.id === id)
    if (!fault || causedBy !== 'plant' || credit >= RESIDUE.ignored) return []
    return [{ fault: id, cause: fault.causes[run.desk!.faults[id]!.cause]!.id }]
  })
  return { level: run.level.id, record: digestRun(run), cases }
}

/** How a level is set up by what earlier ones left, and which of its carries that is; null: nothing comes back. */
export function carriedInto(
  carries: readonly Carry[],
  before: readonly Left[],
): { readonly ids: readonly string[]; readonly setup: Required<Pick<Setup, 'patch' | 'carry'>> } | null {
  const found = carries.flatMap((carry) => {
    const left = before.find(
      ({ level, cases }) =>
        level === carry.from && cases.some((c) => c.fault === carry.fault && c.cause === carry.cause),
    )
    return left ? [{ carry, record: left.record }] : []
  })
  if (found.length === 0) return null
  return {
    ids: found.map(({ carry }) => carry.id),
    setup: {
      patch: found.flatMap(({ carry }) => carry.patch),
      carry: [...new Set(found.map(({ record }) => record))],
    },
  }
}

/** How a day of inspection is set up that opens this lot: its papers are in the patch, so that its record needs no other. */
export function inspecting(run: Run): Required<Pick<Setup, 'patch' | 'carry'>> {
  const file = inspectedFile(run)
  // Plain data of numbers, words and lists: what was left out is not in it.
  const value = JSON.parse(JSON.stringify([file])) as z.core.util.JSONType
  return { patch: [{ path: 'work.inspection.files', value }], carry: [file.record] }
}

/** Whether the papers that a day of inspection was held on are those of this lot. */
export const isInspected = (level: Level, run: Run): boolean =>
  level.work?.inspection?.files.length === 1 &&
  digestOfFile(level.work.inspection.files[0]!) === digestOfFile(inspectedFile(run))

const digestOfFile = (file: InspectedFile): string => digestOf(file as unknown as Digestible)
