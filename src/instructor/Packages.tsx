import { useState } from 'preact/hooks'
import { formatNumber, type Language } from '../present/index.ts'
import { isChanged, LARGEST_SCENARIO, LARGEST_SEED, type PackKind, type Scenario, scenarioOf } from '../share/index.ts'
import { saveFile, titleOf } from '../ui/index.ts'
import { KIND_NAMES, packagesTexts } from './packagesText.ts'
import './packages.css'

/** In the order in which one should try them. */
const KINDS = ['scorm12', 'scorm2004', 'cmi5', 'single'] as const satisfies readonly PackKind[]

interface Opened {
  readonly name: string
  readonly scenario: Scenario
}

/** Levels and scenarios as one file, for a course or for a stick. `mine`: what stands in the editor. */
export function Packages(props: {
  readonly language: Language
  readonly levels: readonly string[]
  readonly mine: Scenario | null
}) {
  const { language, levels } = props
  const t = packagesTexts[language]
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [withMine, setWithMine] = useState(false)
  const [opened, setOpened] = useState<readonly Opened[]>([])
  const [seed, setSeed] = useState(1)
  const [own, setOwn] = useState(false)
  const [kind, setKind] = useState<(typeof KINDS)[number]>('scorm12')
  const [titles, setTitles] = useState<Language>(language)
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const mine = props.mine && isChanged(props.mine) ? props.mine : null

  async function open(files: FileList | null): Promise<void> {
    const found: Opened[] = []
    let refused = ''
    for (const file of files ?? []) {
      const scenario = file.size > LARGEST_SCENARIO ? 'mistyped' : scenarioOf(await file.text())
      if (typeof scenario === 'object') found.push({ name: file.name, scenario })
      else refused = t.notRead(file.name)
    }
    setOpened([...opened, ...found])
    setSaid(refused)
  }
  async function make(): Promise<void> {
    const lots: Scenario[] = [
      ...levels
        .filter((level) => chosen.includes(level))
        .map((level) => ({ level, seed, options: own ? { own: seed } : {} })),
      ...opened.map(({ scenario }) => scenario),
      ...(mine && withMine ? [mine] : []),
    ]
    if (lots.length === 0) return setSaid(t.none)
    setBusy(true)
    setSaid(t.making)
    const { makePackage } = await import('./makePackage.ts')
    const made = await makePackage(kind, lots, titles)
    setBusy(false)
    if (made === 'failed') return setSaid(t.failed)
    if ('broken' in made) return setSaid(t.broken(made.broken, made.why))
    saveFile(made.name, made.bytes, kind === 'single' ? 'text/html' : 'application/zip')
    setSaid(
      t.done(
        made.name,
        `${formatNumber(language, made.bytes.length / 1e6, 1)}\u202f${language === 'fr' ? 'Mo' : 'MB'}`,
      ),
    )
  }

  return (
    <form
      class="packages"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <p>{t.lead}</p>
      <div class="packages-parts">
        <section aria-labelledby="packages-what">
          <h2 id="packages-what">{t.what}</h2>
          <fieldset>
            <legend>{t.levels}</legend>
            <div class="packages-levels">
              {levels.map((level) => (
                <label key={level} class="tick">
                  <input
                    type="checkbox"
                    checked={chosen.includes(level)}
                    onChange={() =>
                      setChosen(chosen.includes(level) ? chosen.filter((one) => one !== level) : [...chosen, level])
                    }
                  />
                  <span>
                    {level} · {titleOf(language, level)}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <label class="packages-lot">
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
          <label class="tick">
            <input type="checkbox" checked={own} onChange={() => setOwn(!own)} />
            <span>
              {t.own} <small>{t.ownNote}</small>
            </span>
          </label>
          {mine ? (
            <label class="tick">
              <input type="checkbox" checked={withMine} onChange={() => setWithMine(!withMine)} />
              <span>{t.mine(mine.level)}</span>
            </label>
          ) : null}
          <label class="packages-files">
            <span>{t.files}</span>
            <input
              type="file"
              multiple
              accept=".json,.txt"
              onChange={(event) => {
                void open(event.currentTarget.files)
              }}
            />
          </label>
          {opened.length ? (
            <ul class="packages-opened" role="list">
              {opened.map((one) => (
                <li key={one.name}>
                  <span>
                    {one.name} · {one.scenario.level}
                  </span>
                  <button
                    type="button"
                    class="second"
                    aria-label={t.remove(one.name)}
                    onClick={() => setOpened(opened.filter((other) => other !== one))}
                  >
                    ✕
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
        </section>
        <section aria-labelledby="packages-where">
          <h2 id="packages-where">{t.where}</h2>
          <div class="packages-kinds" role="radiogroup" aria-labelledby="packages-where">
            {KINDS.map((one) => (
              <label key={one} class="tick">
                <input type="radio" name="package-kind" checked={kind === one} onChange={() => setKind(one)} />
                <span>
                  <b>{KIND_NAMES[language][one]}</b> <small>{t.kinds[one]}</small>
                </span>
              </label>
            ))}
          </div>
          {kind === 'scorm12' || kind === 'scorm2004' ? (
            <label class="packages-titles">
              <span>{t.titles}</span>
              <select value={titles} onChange={(event) => setTitles(event.currentTarget.value === 'en' ? 'en' : 'fr')}>
                <option value="fr">Français</option>
                <option value="en">English</option>
              </select>
              <small>{t.titlesNote}</small>
            </label>
          ) : null}
          {kind === 'single' ? null : (
            <section class="packages-told" aria-labelledby="packages-told">
              <h3 id="packages-told">{t.what12}</h3>
              <ul>
                {t.told.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </section>
          )}
          <p class="buttons">
            <button type="submit" class="big" disabled={busy}>
              {t.make}
            </button>
          </p>
          <p role="status">{said}</p>
        </section>
      </div>
    </form>
  )
}
