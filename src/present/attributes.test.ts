import { expect, test } from 'vitest'
import { plants } from '../models/index.ts'
import { attributeName } from './attributes.ts'

test('every release test of every plant has a name in both languages, none its code', () => {
  for (const { release } of Object.values(plants))
    for (const id of Object.keys(release))
      for (const language of ['fr', 'en'] as const) expect(attributeName(language, id)).not.toBe(id)
})
