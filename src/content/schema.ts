import * as z from 'zod'
import { MOST_TOOLS, TOOLS } from '../play/index.ts'

// Without generated code: pages forbid eval.
z.config({ jitless: true })

const id = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/)
  .max(40)
const amounts = z.record(z.string(), z.number())
const word = z.string().min(1).max(80)
const positive = z.number().positive()
const hours = z.number().min(0).max(2160)
const percent = z.number().min(0).max(100)
const severity = z.enum(['minor', 'major', 'critical'])

/** Causes that a fact of a board speaks for when it is so, and when it is not. */
const speaks = { yes: z.array(id).max(4), no: z.array(id).max(4) }

/** A finished lot as inspectors meet it. */
export const inspectedFile = z.strictObject({
  level: id,
  record: z.string().regex(/^[0-9a-f]{64}$/),
  seed: z.int().min(0),
  items: z
    .array(
      z.strictObject({
        id: word,
        book: z.enum(['record', 'deviations', 'classes', 'audit', 'recorder', 'orders', 'journal', 'bench', 'labels']),
        about: word,
        unit: z.string().max(80),
        day: z.int().min(-60).max(60).optional(),
        t_s: z.number().nullable(),
        name: word,
        measure: z.string().max(40).optional(),
        digits: z.int().min(0).max(4).optional(),
        value: z.number().nullable().optional(),
        before: z.number().optional(),
        reason: word.optional(),
        claimed_s: z.number().optional(),
        late: z.literal(true).optional(),
        seen_s: z.number().nullable().optional(),
        stale: z.literal(true).optional(),
        tolerance: z.number().optional(),
        class: severity.optional(),
        done: z.array(word).max(20).optional(),
      }),
    )
    .max(400),
  flaws: z
    .array(
      z.strictObject({
        kind: z.enum(['hour', 'figure', 'line', 'signal', 'grade', 'order', 'event']),
        about: word,
        code: z.string().regex(/^R-[A-Z]+$/),
        severity,
        gate: z.enum(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8']).optional(),
      }),
    )
    .max(200),
})

const litres = z.literal([2, 10, 50, 200, 400, 500, 1000, 2000, 3000, 4000, 9000])

/** A flowsheet: steps, what the seed makes of its lots, and what is counted. */
const flow = {
  steps: z
    .array(
      z.strictObject({
        id,
        unit: z.string(),
        lot: id.optional(),
        mode: z.enum(['play', 'auto']),
        crew: z.array(id).max(40).optional(),
        locked: z.array(id).max(40).optional(),
        /** Phases that the skid ends by itself. */
        skid: z.array(id).max(20).optional(),
        pace: positive.max(36_000).optional(),
        waits: z.literal(true).optional(),
        standardises: z.array(word).min(1).max(10).optional(),
        /** The step whose product enters; left out: the one before; null: none, this is a first step. */
        from: id.nullable().optional(),
        /** Which outlet of it, where there are several. */
        outlet: id.optional(),
        /** Place of the plant whose printed recipe it is, where a unit works in several. */
        place: word.optional(),
        begins_h: hours.optional(),
        entry: amounts.optional(),
        /** Begins with so many litres as the plant usually gets them; `entry` says what differs. */
        pool: id.optional(),
        recipe: amounts.optional(),
        parameters: amounts.optional(),
        /** Where the product of the day before has left its settings, for whoever takes it in hand. */
        yesterday: amounts.optional(),
      }),
    )
    .max(40),
  draws: z
    .array(
      z.strictObject({
        id,
        low: positive.max(100),
        high: positive.max(100),
        multiplies: z.array(word).min(1).max(40),
      }),
    )
    .max(40)
    .optional(),
  products: z
    .array(
      z.strictObject({
        id,
        unit: z.enum(['g', 'IU', 'vg', 'doses', '1']),
        weight: z.number().positive(),
        step: id,
        result: z.string(),
      }),
    )
    .max(8),
}

/** What is set or done in a suite by itself, so many hours later. */
const weekInputs = z
  .array(z.strictObject({ slot: word, value: z.number(), after_h: z.number().min(0).max(48).optional() }))
  .max(8)
  .optional()

/** Several plants under one clock. */
const week = z.strictObject({
  hours: positive.max(240),
  early_h: z.tuple([hours, hours]),
  late_h: z.tuple([hours, hours]),
  setUp_h: hours,
  suites: z
    .array(
      z.strictObject({
        id: z.enum(['plasma', 'antibody', 'aav']),
        plant: z.enum(['antibody', 'aav', 'plasma']),
        scale_L: litres,
        ...flow,
        tasks: z
          .array(
            z.strictObject({
              id,
              steps: z.array(id).min(1).max(12),
              ends: id.optional(),
              hands_h: hours.optional(),
              plan_h: positive.max(200),
              from_h: hours.optional(),
              due_h: hours.optional(),
              zone: z.enum(['raw', 'safe', 'aav']),
              border: z.literal(true).optional(),
              soon: z.literal(true).optional(),
              needs: z.array(id).max(4).optional(),
              tests: z.array(id).max(3).optional(),
              hold_h: positive.max(200).optional(),
              held_h: hours.optional(),
            }),
          )
          .min(1)
          .max(12),
      }),
    )
    .min(2)
    .max(3),
  pairs: z
    .array(z.strictObject({ id, suites: z.array(id).min(1).max(3) }))
    .min(1)
    .max(6),
  late: z.array(id).min(1).max(10),
  shared: z.array(z.strictObject({ id, capacity: z.int().min(1).max(4) })).max(8),
  changeover: z.strictObject({ room: id, clean_h: positive.max(24), needs: z.array(id).max(4), test: id }),
  tests: z.array(z.strictObject({ id, takes_h: positive.max(72), of: id.nullable() })).max(12),
  incidents: z
    .array(
      z.strictObject({
        id,
        severity,
        who: word,
        from_h: hours,
        to_h: hours,
        task: id.optional(),
        test: id.optional(),
        card: word.optional(),
        window_h: positive.max(72),
        look_min: positive.max(240).optional(),
        variants: z
          .array(
            z.strictObject({
              id,
              weight: positive.max(100),
              does: weekInputs,
              ill: id.optional(),
              replies: z
                .array(
                  z.strictObject({
                    quality: z.enum(['best', 'acceptable', 'wrong']),
                    finding: severity.optional(),
                    gate: z.enum(['G1', 'G4', 'G6']).optional(),
                    does: weekInputs,
                    again_h: positive.max(48).optional(),
                  }),
                )
                .max(3),
            }),
          )
          .min(1)
          .max(4),
      }),
    )
    .max(10),
})

/** A setting or a constant of a step. */
const puts = z
  .array(z.strictObject({ slot: word, value: z.number() }))
  .max(8)
  .optional()
const quality = z.enum(['best', 'acceptable', 'wrong'])

/** Processes that come from another house. */
const transfer = z.strictObject({
  hours: positive.max(2400),
  processes: z
    .array(
      z.strictObject({
        id,
        plant: z.enum(['antibody', 'aav', 'plasma']),
        scale_L: litres,
        from_L: litres,
        ...flow,
        setUp_h: hours,
        results_h: hours,
        attributes: z
          .array(
            z.strictObject({
              id,
              step: id,
              result: word,
              assay: word,
              times: z.int().min(1).max(30),
              digits: z.int().min(0).max(4),
              sent: z.array(positive).min(2).max(6),
            }),
          )
          .min(1)
          .max(6),
      }),
    )
    .min(1)
    .max(3),
  lines: z
    .array(
      z.strictObject({
        id,
        guest: id,
        severity,
        check_h: positive.max(240),
        assayOf: id.optional(),
        variants: z
          .array(
            z.strictObject({
              id,
              weight: positive.max(100),
              reads: z.number(),
              puts,
              bias: positive.max(10).optional(),
              quality: z.array(quality).min(2).max(4),
            }),
          )
          .min(1)
          .max(4),
        options: z
          .array(
            z.strictObject({
              id,
              takes_h: positive.max(720).optional(),
              puts,
              bridges: z.literal(true).optional(),
            }),
          )
          .min(2)
          .max(4),
      }),
    )
    .min(1)
    .max(16),
  margins_pct: z.array(percent).min(2).max(5),
  margin_pct: percent,
  deciders: z.array(z.strictObject({ id, quality })).min(2).max(4),
  events: z
    .array(
      z.strictObject({
        id,
        who: word,
        severity,
        guest: id,
        lot: z.enum(['trial', 'gmp']),
        after_h: hours.optional(),
        window_h: positive.max(240),
        look_h: positive.max(48).optional(),
        silent: z.int().min(0).max(3),
        variants: z
          .array(
            z.strictObject({
              id,
              weight: positive.max(100),
              replies: z
                .array(
                  z.strictObject({
                    quality,
                    finding: severity.optional(),
                    gate: z.enum(['G4', 'G6']).optional(),
                    puts,
                    delay_h: positive.max(240).optional(),
                  }),
                )
                .min(2)
                .max(3),
            }),
          )
          .min(1)
          .max(4),
      }),
    )
    .max(8),
})

const work = z.strictObject({
  rounds: z.strictObject({
    length_h: positive.max(168),
    count: z.int().min(1).max(60),
    away: z.strictObject({ step: id, days: z.array(z.int().min(0).max(60)).min(1).max(60) }).optional(),
  }),
  starts_h: hours.optional(),
  faults: z
    .array(
      z.strictObject({
        id,
        step: id,
        from_h: hours,
        to_h: hours,
        phase: id.optional(),
        /** It is there when the step opens. */
        there: z.literal(true).optional(),
        card: id,
        causes: z
          .array(
            z.strictObject({
              id,
              weight: positive.max(1000),
              upsets: amounts.optional(),
              factors: amounts.optional(),
              entry: amounts.optional(),
              shows: amounts.optional(),
              acts: amounts.optional(),
              gains: amounts.optional(),
              germs_per_mL: positive.max(1e6).optional(),
              upstream: z.strictObject({ step: id, factors: amounts }).optional(),
              lost: z.literal(true).optional(),
              paper: z.literal(true).optional(),
              thing: word.optional(),
              lasts_h: hours.optional(),
              below: z.strictObject({ reading: word, limit: z.number() }).optional(),
              stops: z.strictObject({ step: id, until_h: positive.max(24) }).optional(),
              halts_min: z.number().min(0).max(240).optional(),
              cured: word.optional(),
              mends: amounts.optional(),
            }),
          )
          .min(1)
          .max(10),
      }),
    )
    .max(20)
    .optional(),
  alarms: z
    .array(
      z.strictObject({
        id,
        step: id,
        instrument: id,
        phase: id.optional(),
        side: z.enum(['low', 'high']),
        limit: z.number(),
        deadBand: z.number().min(0),
        delay_min: z.number().min(0).max(1440),
        priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      }),
    )
    .max(40)
    .optional(),
  lines: z
    .array(
      z.strictObject({
        id,
        step: id,
        day: z.int().min(0).max(60),
        weight: z.union([z.literal(1), z.literal(2), z.literal(3)]),
        panel: word,
        tolerance: z.number().min(0),
        critical: z.boolean().optional(),
        missed: severity.optional(),
        second: z.boolean().optional(),
        after: word.optional(),
        hourOf: word.optional(),
        about: word.optional(),
      }),
    )
    .max(40)
    .optional(),
  questions: z
    .array(
      z.strictObject({
        id,
        who: id,
        step: id,
        day: z.int().min(0).max(60).optional(),
        fault: id.optional(),
        severity,
        after: word.optional(),
        rings: word.optional(),
        replies: z
          .array(
            z.strictObject({
              quality: z.enum(['best', 'acceptable', 'wrong']),
              finding: severity.optional(),
              gate: z.enum(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8']).optional(),
              rule: z.enum(['R-BADGE', 'R-FABRIC', 'R-BACKDATE', 'R-ZONE', 'R-REL']).optional(),
              does: z
                .union([
                  z.strictObject({ slot: word, times: z.number().min(0).max(10) }),
                  z.strictObject({ slot: word, value: z.union([z.number(), z.array(word).min(1).max(10)]) }),
                ])
                .optional(),
            }),
          )
          .min(2)
          .max(3),
      }),
    )
    .max(20)
    .optional(),
  echoes: z
    .array(z.strictObject({ id, step: id, assay: word, side: z.enum(['low', 'high']), limit: z.number() }))
    .max(10)
    .optional(),
  room: z
    .strictObject({
      step: id,
      most: z.int().min(0).max(6),
      items: z
        .array(
          z.strictObject({
            id,
            area: id,
            suspect: z.boolean().optional(),
            beyond: z.literal(true).optional(),
            factors: amounts.optional(),
          }),
        )
        .min(1)
        .max(30),
      dress: z
        .array(z.strictObject({ id, after: z.array(id).max(5) }))
        .min(2)
        .max(8)
        .optional(),
    })
    .optional(),
  bags: z
    .strictObject({
      step: id,
      ids: z.array(id).min(2).max(4),
      goodFor_d: z.number().min(0).max(1000),
      refuses: z.boolean().optional(),
      factors: amounts.optional(),
    })
    .optional(),
  decoys: z
    .array(
      z.strictObject({
        id,
        step: id,
        day: z.int().min(0).max(60),
        slot: word,
        most: z.number().min(0).optional(),
        least: z.number().min(0).optional(),
        unless: z.strictObject({ panel: word, limit: z.number() }).optional(),
      }),
    )
    .max(10)
    .optional(),
  samples: z
    .array(
      z.strictObject({
        id,
        step: id,
        assays: z.array(word).min(1).max(10),
        weight: z.union([z.literal(1), z.literal(2), z.literal(3)]),
        missed: severity,
      }),
    )
    .max(10)
    .optional(),
  boards: z
    .array(
      z.strictObject({
        fault: id,
        causes: z.array(id).length(4),
        facts: z
          .array(
            z.union([
              z.strictObject({ id, kind: z.literal('gap'), of: word, over: word, beyond: z.number(), ...speaks }),
              z.strictObject({
                id,
                kind: z.literal('seen'),
                of: word,
                side: z.enum(['low', 'high']),
                limit: z.number(),
                ...speaks,
              }),
              z.strictObject({ id, kind: z.literal('fell'), of: word, by: positive, within_h: positive, ...speaks }),
              z.strictObject({ id, kind: z.literal('told'), who: id, tells: z.record(word, z.array(id).max(4)) }),
            ]),
          )
          .min(3)
          .max(8),
        measures: z
          .array(z.strictObject({ id, against: z.array(id).min(1).max(4) }))
          .min(2)
          .max(4),
      }),
    )
    .max(10)
    .optional(),
  vials: z
    .strictObject({
      step: id,
      fault: id,
      ordered: word,
      labels: z.record(id, z.string().max(40)),
      factors: amounts.optional(),
    })
    .optional(),
  disposition: z
    .strictObject({
      step: id,
      outOf: positive.max(1000),
      official: z.strictObject({ from_h: hours, to_h: hours, priority_h: hours }).optional(),
      lines: z
        .array(
          z.strictObject({ id, step: id, result: word, blank: z.number().min(0), proof: z.literal(true).optional() }),
        )
        .min(1)
        .max(12),
    })
    .optional(),
  inspection: z
    .strictObject({
      hours: positive.max(24),
      questions: z.int().min(1).max(40),
      files: z.array(inspectedFile).min(1).max(20),
    })
    .optional(),
  week: week.optional(),
  transfer: transfer.optional(),
  without: z.array(word).max(60).optional(),
  trace: z
    .strictObject({ fault: id, sample: id, gates: z.array(id).min(1).max(3), tube_h: positive.max(240) })
    .optional(),
  plan: z
    .strictObject({ of: z.array(id).min(2).max(10), most: z.int().min(1).max(4), usual: z.array(id).max(4) })
    .optional(),
  aids: z.enum(['none', 'oneCall']).optional(),
  limit_min: positive.max(600).optional(),
  with: z.array(word).max(20).optional(),
  kit: z.array(z.enum(TOOLS)).min(1).max(MOST_TOOLS).optional(),
  unlocked: z.array(z.enum(['detect', 'decide', 'record', 'escalate', 'classify', 'correct'])).optional(),
  quality: z
    .record(word, z.strictObject({ target: z.number().optional(), weight: z.number().min(0).max(1).optional() }))
    .optional(),
  medals: z.tuple([positive, positive, positive]).optional(),
  medalsBecause: z.string().optional(),
  pass: z.strictObject({
    yield: percent,
    purity: percent,
    compliance: percent,
    majors: z.int().min(0).max(10).optional(),
    suite: percent.optional(),
  }),
  novice: z
    .array(
      z.strictObject({
        id,
        group: id,
        answers: z
          .array(
            z.strictObject({
              slot: word,
              times: z.number().min(0).max(1000).optional(),
              instead: z.number().optional(),
              never: z.boolean().optional(),
              manner: z.enum(['guess', 'hide', 'talk']).optional(),
            }),
          )
          .min(1)
          .max(20),
      }),
    )
    .max(20)
    .optional(),
  groups: z
    .array(z.strictObject({ id, slots: z.array(word).min(1).max(40) }))
    .max(8)
    .optional(),
})

/** The shape of a level file. What needs the models (units, ranges, streams) is checked in `load.ts`. */
export const levelFile = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal(1),
    id,
    plant: z.enum(['antibody', 'aav', 'plasma']),
    kind: z.enum(['demo', 'level', 'capstone', 'batch']),
    /** Which of these a plant has is its own. */
    scale_L: litres,
    ...flow,
    work: work.optional(),
  })
  .refine(
    ({ steps, products, work }) =>
      [work?.inspection, work?.week, work?.transfer].some((w) => w !== undefined) ||
      (steps.length > 0 && products.length > 0),
    {
      path: ['steps'],
      message: 'Only an inspection, a week of several suites or a transfer does without steps and products',
    },
  )

export type LevelFile = z.infer<typeof levelFile>
