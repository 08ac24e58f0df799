import * as z from 'zod'

// Without generated code: pages forbid eval.
z.config({ jitless: true })

const id = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/)
  .max(40)
const amounts = z.record(z.string(), z.number())

/** The shape of a level file. What needs the models (units, ranges, streams) is checked in `load.ts`. */
export const levelFile = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(1),
  id,
  plant: z.literal('antibody'),
  kind: z.enum(['demo', 'level', 'capstone', 'batch']),
  scale_L: z.union([z.literal(50), z.literal(200), z.literal(500), z.literal(2000)]),
  steps: z
    .array(
      z.strictObject({
        id,
        unit: z.string(),
        mode: z.enum(['play', 'auto']),
        from: id.optional(),
        entry: amounts.optional(),
        recipe: amounts.optional(),
        parameters: amounts.optional(),
      }),
    )
    .min(1)
    .max(40),
  products: z
    .array(
      z.strictObject({ id, unit: z.enum(['g', 'doses']), weight: z.number().positive(), step: id, result: z.string() }),
    )
    .min(1)
    // Several products come with the plasma plant.
    .max(1),
})

export type LevelFile = z.infer<typeof levelFile>
