import type { Part, SlotPart } from '../../play/index.ts'
import { type Of, points } from './Pair.tsx'
import { moreTexts } from './moreText.ts'
import { slotName } from './slotName.ts'

/** Less than is told of points. */
const TOLD = 0.05

/** A group opened to its slots: what each cost, and what they come to. */
export function Opened(props: Of & { readonly part: Part }) {
  const { session, language, part } = props
  const t = moreTexts[language]
  const opened = session.hindsight.opened.value[part.group]
  if (opened === undefined)
    return (
      <p class="luck-ask">
        <button type="button" class="second" onClick={() => void session.hindsight.open(part.group)}>
          {t.open}
        </button>{' '}
        <span class="age">{t.openNote}</span>
      </p>
    )
  if (typeof opened === 'number')
    return (
      <div class="luck" role="status">
        <p>{t.opening(Math.floor(100 * opened))}</p>
        <progress max={1} value={opened} aria-label={t.slotsTitle} />
      </div>
    )
  return <Slots {...props} slots={opened} />
}

function Slots(props: Of & { readonly part: Part; readonly slots: readonly SlotPart[] }) {
  const { session, view, language, part, slots } = props
  const t = moreTexts[language]
  const name = (slot: string): string => slotName(slot, language, view, session.text.value)
  const told = slots
    .filter((s) => Math.abs(s.yield) >= TOLD || Math.abs(s.purity) >= TOLD)
    .sort((a, b) => a.yield + a.purity - b.yield - b.purity)
  return (
    <div class="luck opened">
      <h4>{t.slotsTitle}</h4>
      {told.length === 0 ? (
        <p role="status">{t.small}</p>
      ) : (
        <div class="scroll">
          <table class="form">
            <thead>
              <tr>
                <th scope="col">{t.slot}</th>
                <th scope="col">{t.yield}</th>
                <th scope="col">{t.purity}</th>
              </tr>
            </thead>
            <tbody>
              {told.map((s) => (
                <tr key={s.slot}>
                  <th scope="row">
                    {s.and.length ? t.and(name(s.slot), s.and.length) : name(s.slot)}
                    {s.and.length ? <small>{s.and.map(name).join(', ')}</small> : null}
                  </th>
                  <td>{points(language, s.yield)}</td>
                  <td>{points(language, s.purity)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t.sum}</th>
                <td>{points(language, part.yield)}</td>
                <td>{points(language, part.purity)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </div>
  )
}
