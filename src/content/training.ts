import * as z from 'zod'
import { ASKED_KINDS, type Level } from '../play/index.ts'
import type { Problem } from '../sim/index.ts'

/** The competencies of the framework (gmp.md §1.3) are C01 to C45, in eight blocks; their words are the screens'. */
const competency = z.string().regex(/^C(0[1-9]|[1-3][0-9]|4[0-5])$/)

/**
 * Which competencies a level trains, and what in it shows each of them. Beside the level as competencies.json: the level
 * itself, its hash and its sweep stay what they are.
 */
const trainingFile = z.strictObject({
  format: z.literal(1),
  trains: z.record(competency, z.array(z.string().regex(/^[a-z]+(\.[A-Za-z0-9]+){1,2}$/)).min(1)),
})

/** By competency: places of the level where it shows, `line.acid`, `case.lance`, `case.lance.escalate`. */
export type Training = z.infer<typeof trainingFile>['trains']

export function loadTraining(json: unknown): { readonly trains: Training; readonly problems: readonly Problem[] } {
  const parsed = trainingFile.safeParse(json)
  if (parsed.success) return { trains: parsed.data.trains, problems: [] }
  const problems = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    message: `${issue.message}.`,
    remedy: 'See docs/writing-levels.md for the shape of competencies.json.',
  }))
  return { trains: {}, problems }
}

/** Everything in a level that can be evidence. */
export function evidenceOf({ work }: Level): readonly string[] {
  if (!work) return []
  const asks = (part: string): boolean => (work.unlocked as readonly string[]).includes(part)
  const areas = new Set(work.room?.items.map((item) => item.area))
  return [
    ...[...areas].map((area) => `clear.${area}`),
    ...(work.room ? ['clear.checked'] : []),
    ...(work.bags ? ['bag.label'] : []),
    ...(work.vials ? ['vial.label'] : []),
    ...work.lines.map(({ id }) => `line.${id}`),
    ...(work.samples ?? []).map(({ id }) => `sample.${id}`),
    ...work.questions.map(({ id }) => `reply.${id}`),
    ...work.decoys.map(({ id }) => `decoy.${id}`),
    ...(work.disposition ? ['lot.disposition'] : []),
    ...(work.inspection ? [...ASKED_KINDS, 'measures'].map((kind) => `asked.${kind}`) : []),
    ...(work.week?.incidents ?? [])
      .filter((i) => i.variants.some((v) => v.replies.length))
      .map(({ id }) => `case.${id}`),
    ...(work.week?.suites ?? []).flatMap((s) =>
      s.tasks.flatMap((t) => [...(t.hold_s === null ? [] : [`hold.${t.id}`]), ...t.tests.map((id) => `test.${id}`)]),
    ),
    ...(work.transfer
      ? [
          'paper.change',
          'paper.protocol',
          ...work.transfer.lines.map(({ id }) => `dossier.${id}`),
          ...work.transfer.processes.flatMap(({ id }) => [`trial.${id}`, `report.${id}`]),
          ...work.transfer.events.map(({ id }) => `word.${id}`),
        ]
      : []),
    ...work.faults.flatMap(({ id }) => [
      `case.${id}`,
      ...['detect', 'decide', 'record', 'escalate', 'classify'].filter(asks).map((part) => `case.${id}.${part}`),
      ...(asks('correct') && (work.boards ?? []).some((board) => board.fault === id) ? [`case.${id}.correct`] : []),
    ]),
  ]
}

/** What is wrong with a competencies.json beside its level. */
export function trainingProblems(json: unknown, level: Level): readonly Problem[] {
  const { trains, problems } = loadTraining(json)
  const known = evidenceOf(level)
  return [
    ...problems,
    ...Object.entries(trains).flatMap(([id, evidence]) =>
      evidence.flatMap((place, i): readonly Problem[] => {
        const path = `trains.${id}[${i}]`
        if (!known.includes(place))
          return [
            {
              path,
              code: 'dangling',
              message: `The level has no '${place}'.`,
              remedy: `Name one of: ${known.join(', ')}.`,
            },
          ]
        if (evidence.indexOf(place) !== i)
          return [{ path, code: 'duplicate', message: `'${place}' is there twice.`, remedy: 'Keep one.' }]
        return []
      }),
    ),
  ]
}
