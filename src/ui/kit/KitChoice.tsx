import { kit, MOST_TOOLS, type ToolId, toolsFor } from '../../play/index.ts'
import { type Language, toolName, toolSays } from '../../present/index.ts'
import './kit.css'
import { kitTexts } from './text.ts'

export interface KitHere {
  readonly earned: readonly ToolId[]
  readonly chosen: readonly ToolId[]
  readonly onChoose: (chosen: readonly ToolId[]) => void
}

/** A, B or C. */
const anyOf = (levels: readonly string[], or: string): string =>
  levels.length === 1 ? levels[0]! : `${levels.slice(0, -1).join(', ')} ${or} ${levels.at(-1)!}`

/** On the card of a level: what is taken along to its next lot, and how the rest is earned. */
export function KitChoice({ language, id, here }: { language: Language; id: string; here: KitHere }) {
  const t = kitTexts[language]
  const { earned, chosen, onChoose } = here
  const names = chosen.map((tool) => toolName(language, tool)).join(', ')
  return (
    <details class="post-kit">
      <summary>
        {t.title} <small>{names === '' ? t.count(0) : names}</small>
      </summary>
      <p>{t.lead}</p>
      <ul role="list" class="kit-choice">
        {toolsFor(id).map((tool) => {
          const has = earned.includes(tool)
          const taken = chosen.includes(tool)
          return (
            <li key={tool}>
              <label class={has ? '' : 'not-earned'}>
                <input
                  type="checkbox"
                  checked={taken}
                  disabled={!has || (!taken && chosen.length >= MOST_TOOLS)}
                  onChange={() => onChoose(taken ? chosen.filter((one) => one !== tool) : [...chosen, tool])}
                />
                <span>
                  <b>{toolName(language, tool)}</b> {toolSays(language, tool)}
                  {has ? null : <small>{t.earn(anyOf(kit[tool].earned, t.or))}</small>}
                </span>
              </label>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
