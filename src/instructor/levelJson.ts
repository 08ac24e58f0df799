import type { LevelFile } from '../content/index.ts'

/** A level's file as the forms hold it: shaped like a level, its numbers not checked yet. */
export type LevelJson = LevelFile & { readonly work: NonNullable<LevelFile['work']> }
export type WorkJson = LevelJson['work']
export type FaultJson = NonNullable<WorkJson['faults']>[number]

/** The file with its work changed. */
export const withWork = (file: LevelJson, change: Partial<WorkJson>): LevelJson => ({
  ...file,
  work: { ...file.work, ...change },
})

/** Without a fault, and without what is only there because of it. */
export function withoutFault(file: LevelJson, id: string): LevelJson {
  const { faults = [], boards, questions } = file.work
  const isOther = ({ fault }: { readonly fault?: string | undefined }): boolean => fault !== id
  return withWork(file, {
    faults: faults.filter((fault) => fault.id !== id),
    ...(boards && { boards: boards.filter(isOther) }),
    ...(questions && { questions: questions.filter(isOther) }),
  })
}

/** Whose a step is: of the crew's nothing is kept from the player, and nothing left to the crew. */
export function withMode(file: LevelJson, id: string, mode: 'play' | 'auto'): LevelJson {
  return {
    ...file,
    steps: file.steps.map((step) => {
      if (step.id !== id) return step
      const { crew: _, locked: __, ...rest } = step
      return { ...rest, mode }
    }),
  }
}

/** A release test aimed at or weighed otherwise; as the plant has it, nothing is said of it. */
export function withQuality(
  file: LevelJson,
  id: string,
  key: 'target' | 'weight',
  value: number,
  usual: number,
): LevelJson {
  const { quality = {}, ...work } = file.work
  const { [id]: mine = {}, ...others } = quality
  const { [key]: _, ...rest } = mine
  const next = value === usual ? rest : { ...rest, [key]: value }
  const all = { ...others, ...(Object.keys(next).length && { [id]: next }) }
  return { ...file, work: { ...work, ...(Object.keys(all).length && { quality: all }) } }
}

/** A list with one of its members changed. */
export const changeAt = <T>(list: readonly T[], i: number, change: Partial<T>): T[] =>
  list.map((one, j) => (j === i ? { ...one, ...change } : one))
