import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../present/index.ts'
import { LARGEST_SEED, type Scenario, scenarioOf, textOf } from '../share/index.ts'
import { titleOf } from '../ui/index.ts'
import { LEVELS } from './levels.ts'
import { pickTexts } from './pickText.ts'

/** A lot to be given: a level and a number, or a code that says more. Told as text; empty while the code gives none. */
export function PickLot({ language, onPick }: { readonly language: Language; readonly onPick: (lot: string) => void }) {
  const t = pickTexts[language]
  const [level, setLevel] = useState(LEVELS[0]!)
  const [seed, setSeed] = useState('1')
  const [own, setOwn] = useState(false)
  const [code, setCode] = useState('')
  const typed = code.trim() === '' ? null : scenarioOf(code)
  const number = Math.min(LARGEST_SEED, Math.max(0, Math.round(Number(seed)) || 0))
  const picked: Scenario = { level, seed: number, options: own ? { own: number } : {} }
  const lot = typed ?? picked
  const text = typeof lot === 'string' ? '' : textOf(lot)
  useEffect(() => onPick(text), [text])
  return (
    <>
      <label>
        <span>{t.level}</span>
        <select value={level} disabled={typed !== null} onChange={(event) => setLevel(event.currentTarget.value)}>
          {LEVELS.map((id) => (
            <option key={id} value={id}>
              {id} · {titleOf(language, id)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t.lot}</span>
        <input
          type="number"
          min={0}
          max={LARGEST_SEED}
          value={seed}
          disabled={typed !== null}
          onInput={(event) => setSeed(event.currentTarget.value)}
        />
      </label>
      <label class="mode">
        <input
          type="checkbox"
          checked={own}
          disabled={typed !== null}
          onChange={(event) => setOwn(event.currentTarget.checked)}
        />
        <span>{t.own}</span>
      </label>
      <label>
        <span>{t.code}</span>
        <input
          type="text"
          class="mono"
          value={code}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <small role="status">
          {text === ''
            ? t.badCode
            : typed === null || typeof typed === 'string'
              ? t.codeHint
              : titleOf(language, typed.level)}
        </small>
      </label>
    </>
  )
}
