import { useState } from 'preact/hooks'
import { MOST_TOOLS, toolsFor } from '../play/index.ts'
import { type Language, measured, toolName, toolSays, unitName } from '../present/index.ts'
import { LIMITS_MIN, type Options, triesOf } from '../record/index.ts'
import { hideable, isChanged, LARGEST_SEED } from '../share/index.ts'
import { loadCode, titleOf } from '../ui/index.ts'
import { useLoaded } from './parts.tsx'
import { instructorTexts } from './text.ts'
import { anySeed, type Work } from './work.ts'

const TRIES = [1, 2, 3, 4, 5, 6, 7] as const
const MOST_HIDDEN = 3

/** Who plays what, and by which rules; then a code, a link and a picture to be scanned, or a file. */
export function Give(props: { readonly language: Language; readonly levels: readonly string[]; readonly work: Work }) {
  const { language, levels, work } = props
  const t = instructorTexts[language]
  const draft = work.draft.value
  const scenario = work.scenario.value
  const share = useLoaded(loadCode)
  const [typed, setTyped] = useState<string | null>(null)
  if (!draft || !scenario) return <p role="status">{t.loading}</p>
  const { level, seed, options } = draft
  const { aids, exam, limit_min, own, hidden = [], kit = [] } = options
  /** What is undefined is not said. */
  const rule = (change: { readonly [K in keyof Options]?: Options[K] | undefined }): void =>
    work.edit((now) => {
      const kept = Object.entries({ ...now.options, ...change }).filter(([, value]) => value !== undefined)
      return { ...now, options: Object.fromEntries(kept) as Options }
    })
  const lot = (number: number): void =>
    work.edit((now) => ({
      ...now,
      seed: number,
      options: now.options.own === undefined ? now.options : { ...now.options, own: number },
    }))
  const tries = triesOf(options)
  /** With its step where instruments of several can be hidden. */
  const several = new Set(hideable(level).map((name) => name.split('.')[0])).size > 1
  const instrumentOf = (name: string): string => {
    const [step, id] = name.split('.')
    const place = draft.file.steps.find((one) => one.id === step)
    const said = measured(language, id!).name
    if (!several || !place) return said
    // Where a step comes again with every lot, its number tells them apart.
    const alike = draft.file.steps.filter(
      (one) => one.mode === 'play' && one.unit === place.unit && one.place === place.place,
    )
    const which = alike.length > 1 ? ` ${alike.indexOf(place) + 1}` : ''
    return `${said} · ${unitName(language, place.unit, place.place).name}${which}`
  }
  return (
    <div class="give-out">
      <form class="give" onSubmit={(event) => event.preventDefault()}>
        <label class="whole">
          <span>{t.level}</span>
          <select value={level} onChange={(event) => void work.begin(event.currentTarget.value)}>
            {levels.map((id) => (
              <option key={id} value={id}>
                {id} · {titleOf(language, id)}
              </option>
            ))}
          </select>
        </label>
        {isChanged(scenario) ? <p class="age whole">{t.changedHere(draft.texts[language].title ?? level)}</p> : null}
        <fieldset class="modes">
          <legend>{t.mode}</legend>
          {([false, true] as const).map((isExam) => (
            <label key={String(isExam)} class="mode">
              <input
                type="radio"
                name="mode"
                checked={(exam ?? false) === isExam}
                onChange={() => rule({ exam: isExam ? true : undefined, aids: undefined })}
              />
              <span>
                <b>{isExam ? t.exam : t.training}</b> <small>{isExam ? t.examNote : t.trainingNote}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <div class="give-lot">
          <label>
            <span>{own === undefined ? t.lot : t.lotOwn}</span>
            <input
              type="number"
              required
              min={0}
              max={LARGEST_SEED}
              step={1}
              value={typed ?? seed}
              onInput={(event) => {
                setTyped(event.currentTarget.value)
                const asked = event.currentTarget.valueAsNumber
                if (Number.isInteger(asked) && asked >= 0 && asked <= LARGEST_SEED) lot(asked)
              }}
              onBlur={() => setTyped(null)}
            />
          </label>
          <button type="button" class="second" onClick={() => lot(anySeed())}>
            {t.another}
          </button>
        </div>
        <label>
          <span>{t.seeds}</span>
          <select
            value={own === undefined ? 'same' : 'own'}
            onChange={(event) => rule({ own: event.currentTarget.value === 'own' ? seed : undefined })}
          >
            <option value="same">{t.sameLot}</option>
            <option value="own">{t.ownLot}</option>
          </select>
        </label>
        <p class="age whole">{own === undefined ? t.lotNote : t.ownNote}</p>
        {exam ? null : (
          <label>
            <span>{t.aids}</span>
            <select
              value={aids ?? 'with'}
              onChange={(event) => rule({ aids: event.currentTarget.value === 'none' ? 'none' : undefined })}
            >
              <option value="with">{t.withAids}</option>
              <option value="none">{t.withoutAids}</option>
            </select>
          </label>
        )}
        <label>
          <span>{t.limit}</span>
          <select
            value={limit_min ?? ''}
            onChange={(event) =>
              rule({ limit_min: LIMITS_MIN.find((minutes) => String(minutes) === event.currentTarget.value) })
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
            onChange={(event) =>
              rule({ tries: event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value) })
            }
          >
            {exam ? null : <option value="">{t.freely}</option>}
            {TRIES.map((n) => (
              <option key={n} value={n}>
                {t.triesOf(n)}
              </option>
            ))}
          </select>
        </label>
        {limit_min === undefined ? null : <p class="age whole">{t.limitNote}</p>}
        {hideable(level).length === 0 ? (
          <p class="age whole">{t.noneToHide}</p>
        ) : (
          <details class="fold" open={hidden.length > 0}>
            <summary>{t.hidden}</summary>
            {hideable(level).map((name) => (
              <label key={name} class="tick">
                <input
                  type="checkbox"
                  checked={hidden.includes(name)}
                  disabled={!hidden.includes(name) && hidden.length >= MOST_HIDDEN}
                  onChange={() => {
                    const next = hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name]
                    rule({ hidden: next.length ? next : undefined })
                  }}
                />
                <span>{instrumentOf(name)}</span>
              </label>
            ))}
          </details>
        )}
        {toolsFor(level).length === 0 ? null : (
          <details class="fold" open={kit.length > 0}>
            <summary>{t.kit}</summary>
            {toolsFor(level).map((id) => (
              <label key={id} class="tick" title={toolSays(language, id)}>
                <input
                  type="checkbox"
                  checked={kit.includes(id)}
                  disabled={!kit.includes(id) && kit.length >= MOST_TOOLS}
                  onChange={() => {
                    const next = kit.includes(id) ? kit.filter((one) => one !== id) : [...kit, id]
                    rule({ kit: next.length ? next : undefined })
                  }}
                />
                <span>{toolName(language, id)}</span>
              </label>
            ))}
          </details>
        )}
      </form>
      <section class="ticket" aria-labelledby="ticket-title">
        <h2 id="ticket-title">{t.give}</h2>
        {share ? <share.Ticket language={language} scenario={scenario} /> : null}
        <p class="age">{isChanged(scenario) ? t.giveChanged : t.giveNote}</p>
        <details class="fold">
          <summary>{t.cannotTitle}</summary>
          <ul class="plain">
            {t.cannot.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      </section>
    </div>
  )
}
