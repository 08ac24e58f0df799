import * as z from 'zod'
import { scenarioShape } from './scenario.ts'

/** What a package can be: one page for a disk, or one for a learning management system of some standard. */
export const PACK_KINDS = ['single', 'scorm12', 'scorm2004', 'cmi5'] as const
export type PackKind = (typeof PACK_KINDS)[number]

/** More would be a course, and is made of several packages. */
const MOST_LOTS = 24

const title = z.strictObject({ fr: z.string().max(200), en: z.string().max(200) })

/** What is in a package: it stands in its page as data, for the game to read. */
export const packFile = z.strictObject({
  pack: z.literal(1),
  kind: z.enum(PACK_KINDS),
  lots: z
    .array(z.strictObject({ ...scenarioShape, title }))
    .min(1)
    .max(MOST_LOTS),
})

export type Pack = z.infer<typeof packFile>
export type PackedLot = Pack['lots'][number]

/** A demo has medals and no pass marks. */
export const isGraded = ({ level }: Pick<PackedLot, 'level'>): boolean => !/^[PMA]0$/.test(level)

/** Of an examination only a pass leads on. */
export const isExam = ({ options }: Pick<PackedLot, 'options'>): boolean => options.exam === true

/** What a launcher hands over says which of a package's lots is meant; anything else: the first. */
export function lotAsked(pack: Pack, launch: string): PackedLot {
  const n = Number(/(?:^|[?&;\s])lot=(\d{1,2})(?=$|[&;\s#])/.exec(launch)?.[1] ?? 0)
  return pack.lots[n] ?? pack.lots[0]!
}
