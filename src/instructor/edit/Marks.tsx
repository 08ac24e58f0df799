import { useRef } from 'preact/hooks'
import { attributeName, productName, unitText } from '../../present/index.ts'
import { changeAt, withQuality, withWork } from '../levelJson.ts'
import type { Tested } from '../loan.ts'
import { NumberField, problemsAt, Tick, written } from './fields.tsx'
import type { EditProps } from './props.ts'
import { editTexts } from './text.ts'

/** What yield and purity count, and what is asked of a case. */
export function Marks(props: EditProps) {
  const { language, draft, look, edit } = props
  const t = editTexts[language].depth
  const { products, work } = draft.file
  const { unlocked } = work
  return (
    <details class="fold">
      <summary>{t.marks}</summary>
      <p class="age">{t.marksNote}</p>
      <div class="grid">
        {products.map((product, i) => (
          <NumberField
            key={product.id}
            language={language}
            label={t.weightOf(productName(language, product.id).name)}
            value={product.weight}
            problems={problemsAt(look?.problems ?? [], `products[${i}]`)}
            onValue={(weight) =>
              edit((now) => ({ ...now, file: { ...now.file, products: changeAt(now.file.products, i, { weight }) } }))
            }
          />
        ))}
      </div>
      <Quality {...props} />
      <fieldset class="ticks">
        <legend>{t.unlocked}</legend>
        {CASE_PARTS.map((part) => (
          <Tick
            key={part}
            label={t.parts[part]}
            on={(unlocked ?? CASE_PARTS).includes(part)}
            onTick={(on) =>
              edit((now) => {
                const asked = now.file.work.unlocked ?? CASE_PARTS
                const next = CASE_PARTS.filter((one) => (one === part ? on : asked.includes(one)))
                return { ...now, file: withWork(now.file, { unlocked: next }) }
              })
            }
          />
        ))}
      </fieldset>
    </details>
  )
}

const CASE_PARTS = ['detect', 'decide', 'record', 'escalate', 'classify', 'correct'] as const

/** Below this a result is as good as none. */
const LEAST = 0.001
const rounded = (value: number): number => Number(value.toPrecision(3))

/** The release tests of what is made, with what two hands reach on this lot. */
function Quality({ language, draft, look, edit }: EditProps) {
  const t = editTexts[language].depth
  // While a wrong number stands in it the level is not played: the table stays, to be put right in.
  const last = useRef<{ readonly level: string; readonly tests: readonly Tested[] } | null>(null)
  if (look?.known) last.current = { level: draft.level, tests: look.known.tests }
  const tests = last.current?.level === draft.level ? last.current.tests : []
  if (tests.length === 0) return null
  const figure = (value: number | null): string =>
    value === null
      ? '–'
      : value > 0 && value < LEAST
        ? `< ${written(language, LEAST)}`
        : written(language, rounded(value))
  const limits = ({ lower, upper }: Tested): string =>
    lower !== null && upper !== null
      ? `${figure(lower)} … ${figure(upper)}`
      : lower !== null
        ? `≥ ${figure(lower)}`
        : `≤ ${figure(upper)}`
  return (
    <section class="quality" aria-labelledby="quality-title">
      <h3 id="quality-title">{t.quality}</h3>
      <p class="age">{t.qualityNote}</p>
      <div class="quality-scroll" tabIndex={0} role="group" aria-labelledby="quality-title">
        <table>
          <thead>
            <tr>
              {t.qualityTable.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tests.map((test) => {
              const name = attributeName(language, test.id)
              const now = draft.file.work.quality?.[test.id]
              const field = (key: 'target' | 'weight') => (
                <td>
                  <NumberField
                    language={language}
                    label={<span class="unseen">{t[key](name)}</span>}
                    unit={key === 'target' ? unitText(language, test.unit) : undefined}
                    value={now?.[key] ?? test[key]}
                    problems={problemsAt(look?.problems ?? [], `work.quality.${test.id}`).filter(
                      ({ path }) => path.endsWith(`.${key}`) || key === 'target',
                    )}
                    onValue={(value) =>
                      edit((was) => ({ ...was, file: withQuality(was.file, test.id, key, value, test[key]) }))
                    }
                  />
                </td>
              )
              return (
                <tr key={test.id}>
                  <th scope="row">{name}</th>
                  <td>{limits(test)}</td>
                  <td>{figure(test.recipe)}</td>
                  <td>{figure(test.expert)}</td>
                  {field('target')}
                  {field('weight')}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Which things of the room to be cleared may be wrong, and how many. */
export function RoomFold({ language, draft, look, edit }: EditProps) {
  const t = editTexts[language].depth
  const { room } = draft.file.work
  if (!room) return null
  const change = (next: Partial<typeof room>): void =>
    edit((now) => ({ ...now, file: withWork(now.file, { room: { ...room, ...next } }) }))
  return (
    <details class="fold">
      <summary>{t.room}</summary>
      <p class="age">{t.roomNote}</p>
      <NumberField
        language={language}
        label={t.roomMost}
        value={room.most}
        problems={problemsAt(look?.problems ?? [], 'work.room')}
        onValue={(most) => change({ most: Math.round(most) })}
      />
      <fieldset class="ticks">
        <legend>{t.room}</legend>
        {room.items.map((item, i) => (
          <Tick
            key={item.id}
            label={draft.texts[language].things?.[item.id]?.name ?? item.id}
            on={item.suspect ?? false}
            onTick={(suspect) => change({ items: changeAt(room.items, i, { suspect }) })}
          />
        ))}
      </fieldset>
    </details>
  )
}
