import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Language, measured } from '../present/index.ts'
import { LIMITS_MIN } from '../record/index.ts'
import { hideable, LARGEST_SEED, type Scenario } from '../share/index.ts'
import { loadCode, titleOf } from '../ui/index.ts'
import { instructorTexts } from './text.ts'

type Ticket = ComponentType<{ readonly language: Language; readonly scenario: Scenario }>

const TRIES = [1, 2, 3, 4, 5, 6, 7] as const
const MOST_HIDDEN = 3
const anySeed = (): number => 1 + Math.floor(Math.random() * 999)

/** A built-in level, its lot and its rules, as a code, a link and a picture to be scanned. */
export function Give({ language, levels }: { readonly language: Language; readonly levels: readonly string[] }) {
  const t = instructorTexts[language]
  const [level, setLevel] = useState(levels[0]!)
  const [seed, setSeed] = useState(anySeed)
  const [aids, setAids] = useState(true)
  const [limit, setLimit] = useState<(typeof LIMITS_MIN)[number] | null>(null)
  const [tries, setTries] = useState<number | null>(null)
  const [hidden, setHidden] = useState<readonly string[]>([])
  const [Ticket, setTicket] = useState<Ticket | null>(null)
  useEffect(() => void loadCode().then((loaded) => setTicket(() => loaded.Ticket)), [])
  const scenario: Scenario = {
    level,
    seed,
    options: {
      ...(aids ? {} : { aids: 'none' as const }),
      ...(limit === null ? {} : { limit_min: limit }),
      ...(tries === null ? {} : { tries }),
      ...(hidden.length ? { hidden: [...hidden] } : {}),
    },
  }
  return (
    <div class="give-out">
      <form class="give" onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>{t.level}</span>
          <select
            value={level}
            onChange={(event) => {
              setLevel(event.currentTarget.value)
              setHidden([])
            }}
          >
            {levels.map((id) => (
              <option key={id} value={id}>
                {id} · {titleOf(language, id)}
              </option>
            ))}
          </select>
        </label>
        <div class="give-lot">
          <label>
            <span>{t.lot}</span>
            <input
              type="number"
              required
              min={0}
              max={LARGEST_SEED}
              step={1}
              value={seed}
              onInput={(event) => {
                const asked = event.currentTarget.valueAsNumber
                if (Number.isInteger(asked) && asked >= 0 && asked <= LARGEST_SEED) setSeed(asked)
              }}
            />
          </label>
          <button type="button" class="second" onClick={() => setSeed(anySeed())}>
            {t.another}
          </button>
        </div>
        <p class="age">{t.lotNote}</p>
        <label>
          <span>{t.aids}</span>
          <select value={aids ? 'with' : 'none'} onChange={(event) => setAids(event.currentTarget.value === 'with')}>
            <option value="with">{t.withAids}</option>
            <option value="none">{t.withoutAids}</option>
          </select>
        </label>
        <label>
          <span>{t.limit}</span>
          <select
            value={limit ?? ''}
            onChange={(event) =>
              setLimit(LIMITS_MIN.find((minutes) => String(minutes) === event.currentTarget.value) ?? null)
            }
          >
            <option value="">{t.noLimit}</option>
            {LIMITS_MIN.map((minutes) => (
              <option key={minutes} value={minutes}>
                {t.minutes(minutes)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t.tries}</span>
          <select
            value={tries ?? ''}
            onChange={(event) => setTries(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
          >
            <option value="">{t.freely}</option>
            {TRIES.map((n) => (
              <option key={n} value={n}>
                {t.triesOf(n)}
              </option>
            ))}
          </select>
        </label>
        {hideable(level).length === 0 ? null : (
          <fieldset>
            <legend>{t.hidden}</legend>
            {hideable(level).map((name) => (
              <label key={name} class="tick">
                <input
                  type="checkbox"
                  checked={hidden.includes(name)}
                  disabled={!hidden.includes(name) && hidden.length >= MOST_HIDDEN}
                  onChange={() =>
                    setHidden(hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name])
                  }
                />
                <span>{measured(language, name.slice(name.indexOf('.') + 1)).name}</span>
              </label>
            ))}
          </fieldset>
        )}
      </form>
      <section class="ticket" aria-labelledby="ticket-title">
        <h2 id="ticket-title">{t.give}</h2>
        {Ticket ? <Ticket language={language} scenario={scenario} /> : null}
        <p class="age">{t.giveNote}</p>
      </section>
    </div>
  )
}
