import type { LevelJson } from '../levelJson.ts'
import { Tick } from './fields.tsx'
import type { EditProps } from './props.ts'
import { editTexts } from './text.ts'
import { turnsOf } from './turns.ts'

/** Where nobody holds a machine: what may come of each line and each event, drawn by the lot. At least one way stays. */
export function Variants({ language, draft, edit, base }: EditProps & { readonly base: LevelJson }) {
  const t = editTexts[language].variants
  const turns = turnsOf(draft.file, base, draft.texts[language])
  if (turns.length === 0) return null
  return (
    <section class="card" aria-labelledby="variants-title">
      <h2 id="variants-title">{t.title}</h2>
      <p class="age">{t.note}</p>
      <div class="variants">
        {turns.map(({ id, name, says, ways, left, keep }) => (
          <fieldset key={id}>
            <legend>{name}</legend>
            <p class="age">{says}</p>
            {ways.map((way) => (
              <Tick
                key={way.id}
                label={way.seen}
                on={left.includes(way.id)}
                onTick={(on) => {
                  const next = ways.map((w) => w.id).filter((one) => (one === way.id ? on : left.includes(one)))
                  edit((now) => (next.length ? { ...now, file: keep(next) } : { ...now }))
                }}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </section>
  )
}
