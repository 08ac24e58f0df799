import * as z from 'zod'
import { KIOSK_DEMOS, LARGEST_SCENARIO, MOST_SHARED, PSEUDONYM, resultFile } from '../share/index.ts'

/** What may come in, and no more: every unknown key is refused. */
const code = z.string().max(40)
const id = z.string().regex(/^[0-9a-f]{16}$/)

/** That it is no real name nobody can check; the page offers drawn ones. */
const pseudonym = z.string().trim().regex(PSEUDONYM)

const LONGEST_DAYS = 400
const password = z.string().min(8).max(200)
const days = z.int().min(1).max(LONGEST_DAYS)
const moment = z.int().min(0).max(8_640_000_000_000)

const word = z.string().min(1).max(40)
const run = z.string().regex(/^[0-9a-z-]{8,40}$/)

export const shapes = {
  newClass: z.strictObject({ title: z.string().trim().max(60), days, password: password.optional() }),
  open: z.strictObject({ password: z.string().max(200) }),
  changedClass: z.strictObject({
    title: z.string().trim().max(60).optional(),
    days: days.optional(),
    paused: z.boolean().optional(),
    topic: z.string().trim().max(200).nullable().optional(),
  }),
  assignment: z.strictObject({
    scenario: z.string().min(1).max(LARGEST_SCENARIO),
    opens_ms: moment.optional(),
    closes_ms: moment.nullable().optional(),
  }),
  changedAssignment: z.strictObject({ opens_ms: moment.optional(), closes_ms: moment.nullable().optional() }),
  standShelf: z.strictObject({
    day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
    doses: z.number().min(0).max(1e9),
    vials: z
      .array(
        z.strictObject({
          demo: z.enum(KIOSK_DEMOS),
          name: z.tuple([z.int().min(0).max(999), z.int().min(0).max(999)]),
          medals: z.int().min(0).max(3),
          doses: z.number().min(0).max(1e7),
          at_min: z.int().min(0).max(1440),
        }),
      )
      .max(MOST_SHARED),
  }),
  message: z.strictObject({ to: id.nullable(), text: z.string().trim().min(1).max(300) }),
  /** To one learner, or to all who are in this level just now. */
  fault: z.strictObject({ to: id.nullable(), level: z.string().max(20), fault: word, cause: word }),
  broughtFault: z.strictObject({ at_s: z.int().min(0).nullable() }),
  signature: z.strictObject({ run, line: word, says: z.string().trim().min(1).max(300) }),
  signed: z.strictObject({ signed: z.boolean() }),
  lti: z.strictObject({ ticket: z.string().max(200), state: z.string().max(200), pseudonym }),
  join: z.strictObject({ code, pseudonym }),
  resume: z.strictObject({ code, pseudonym, personalCode: code }),
  progress: z.strictObject({
    assignment: id.nullable(),
    level: z.string().max(20),
    seed: z.int().min(0),
    /** Of the level's steps, the one at work. */
    step: z.string().max(40).nullable(),
    at_s: z.int().min(0),
    day: z.int().min(0).max(1000),
    decisions: z.int().min(0),
    alarms: z.int().min(0).max(1000),
    hints: z.int().min(0).max(10_000),
    over: z.boolean(),
  }),
  result: z.strictObject({ assignment: id.nullable(), run: z.string().max(40).optional(), result: resultFile }),
  save: z.looseObject({ format: z.literal(1), level: z.string().max(80), seed: z.int().min(0) }),
} as const

export type Shapes = { [K in keyof typeof shapes]: z.infer<(typeof shapes)[K]> }
