import { useEffect, useRef, useState } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import { fileOf, isChanged, LARGEST_SCENARIO, LONGEST_LINK, textOf } from '../../share/index.ts'
import { type LevelText, saveFile, titleOf } from '../../ui/index.ts'
import { type Bench, openBench } from '../bench.ts'
import type { Look } from '../look.ts'
import { useLoaded } from '../parts.tsx'
import type { Opened, Work } from '../work.ts'
import { differences } from './differences.ts'
import { Basics } from './Basics.tsx'
import './edit.css'
import { Library } from './Library.tsx'
import type { EditProps } from './props.ts'
import { problemSentence } from './problems.ts'
import { editTexts } from './text.ts'
import { Timeline } from './Timeline.tsx'
import { Variants } from './Variants.tsx'
import type { Chosen } from './events.ts'

/** What is folded away, or for something chosen, comes after the first look. */
const loadInspector = () => import('./Inspector.tsx')
const loadTrial = () => import('../Trial.tsx')
const loadDepth = () => import('./Depth.tsx')
const loadWords = () => import('./AllWords.tsx')

/** A new look at a draft once nothing has been changed for so long. */
const REST_MS = 250

/** Begins with what a teacher changes in two minutes; all the rest is folded below it. */
export function Edit(props: {
  readonly language: Language
  readonly levels: readonly string[]
  readonly work: Work
  readonly loadText: (level: string, language: Language) => Promise<LevelText>
  goTo(id: 'give'): void
}) {
  const { language, levels, work, loadText, goTo } = props
  const t = editTexts[language]
  const draft = work.draft.value
  const base = work.base.value
  const scenario = work.scenario.value
  const look = useLook(work)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const inspector = useLoaded(loadInspector)
  const trial = useLoaded(loadTrial)
  const depth = useLoaded(loadDepth)
  const said = useLoaded(loadWords)
  const files = useRef<HTMLInputElement>(null)
  useEffect(() => setChosen(null), [draft?.level])
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      const inField = (event.target as HTMLElement | null)?.matches('input, textarea, select') ?? false
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || inField) return
      event.preventDefault()
      if (event.shiftKey) work.redo()
      else work.undo()
    }
    addEventListener('keydown', heard)
    return () => removeEventListener('keydown', heard)
  }, [work])
  if (!draft || !base || !scenario) return <p role="status">{t.loading}</p>
  const given = { language, draft, look, edit: work.edit }
  const { aids, hidden, kit } = draft.options
  const played = textOf({
    ...scenario,
    options: { ...(aids && { aids }), ...(hidden && { hidden }), ...(kit && { kit }) },
  })
  const problems = look?.problems ?? []
  const changes = differences(language, draft, base, depth?.settingName)
  const open = async (file: File): Promise<void> =>
    setOpened(file.size > LARGEST_SCENARIO ? 'mistyped' : await work.open(await file.text()))
  const link = new URL(`./?code=${textOf(scenario)}`, location.href).href
  return (
    <div class="edit">
      <div class="edit-head">
        <label class="edit-level">
          <span>{t.from}</span>
          <select value={draft.level} onChange={(event) => void work.begin(event.currentTarget.value)}>
            {levels.map((id) => (
              <option key={id} value={id}>
                {id} · {titleOf(language, id)}
              </option>
            ))}
          </select>
        </label>
        <p class="edit-tools">
          <button type="button" class="second" disabled={!work.canUndo.value} onClick={() => work.undo()}>
            {t.undo}
          </button>
          <button type="button" class="second" disabled={!work.canRedo.value} onClick={() => work.redo()}>
            {t.redo}
          </button>
          <button type="button" class="second" onClick={() => files.current?.click()}>
            {t.open}
          </button>
          <input
            ref={files}
            type="file"
            hidden
            accept=".json,.txt,application/json,text/plain"
            aria-label={t.open}
            onChange={(event) => {
              const input = event.currentTarget
              const file = input.files?.[0]
              if (file) void open(file)
              input.value = ''
            }}
          />
          <button
            type="button"
            class="second"
            onClick={() => saveFile(`premier-lot-${draft.level}.json`, fileOf(scenario))}
          >
            {t.save}
          </button>
          {problems.length ? null : (
            <a class="second" href={`./?code=${played}&lang=${language}`} target="_blank" rel="noreferrer">
              {t.play}
            </a>
          )}
          <button type="button" class="big" disabled={problems.length > 0} onClick={() => goTo('give')}>
            {t.give}
          </button>
        </p>
        <p class="edit-kept" role="status">
          {opened && opened !== 'opened' ? <b class="refusal">{t.openRefused[opened]} </b> : null}
          {isChanged(scenario) ? t.changes(changes.length) : t.unchanged}{' '}
          {work.kept.value ? t.kept(hourOf(work.kept.value)) : t.keptNowhere}{' '}
          {isChanged(scenario) && link.length > LONGEST_LINK ? t.asFile : null}
        </p>
      </div>
      {problems.length ? (
        <section class="refused edit-problems" aria-labelledby="problems-title">
          <h2 id="problems-title">{t.problems(problems.length)}</h2>
          <ul>
            {problems.slice(0, 8).map((problem, i) => (
              <li key={i}>
                <code>{problem.path}</code> {problemSentence(language, problem)}
              </li>
            ))}
          </ul>
          <button type="button" class="second" onClick={() => work.undo()}>
            {t.undoLast}
          </button>
        </section>
      ) : null}
      {draft.file.steps.length === 0 ? (
        <div class="edit-middle">
          <p class="card">{t.noSteps}</p>
          <Tiles {...given} />
        </div>
      ) : (
        <div class="edit-board">
          <Library {...given} loadText={loadText} onAdd={setChosen} />
          <div class="edit-middle">
            <Timeline {...given} chosen={chosen} onChoose={setChosen} />
            <Tiles {...given} />
          </div>
          {inspector ? (
            <inspector.Inspector {...given} chosen={chosen} onChoose={setChosen} />
          ) : (
            <aside class="inspector" />
          )}
        </div>
      )}
      <Basics {...given} />
      <Variants {...given} base={base.file} />
      {trial ? <trial.Trial {...given} scenario={scenario} /> : null}
      {depth && draft.file.steps.length ? <depth.Depth {...given} /> : null}
      {said ? <said.AllWords key={draft.level} {...given} /> : null}
      <details class="fold">
        <summary>{t.differences(changes.length)}</summary>
        {changes.length ? (
          <ul class="plain differences">
            {changes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p>{t.noDifference}</p>
        )}
      </details>
    </div>
  )
}

const hourOf = (at: Date): string =>
  `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`

/** The model did not come to an end of it. */
const STOPPED: Look = {
  problems: [{ path: '', code: 'lost', message: 'The model stops at this level.', remedy: 'Undo the last change.' }],
  forms: [],
  loans: [],
  known: null,
}

/** What a worker finds out about the draft, some time after it was last changed; of the one before until then. */
function useLook(work: Work): Look | null {
  const [look, setLook] = useState<{ readonly level: string; readonly look: Look } | null>(null)
  const bench = useRef<Bench | null>(null)
  const scenario = work.scenario.value
  const draft = work.draft.value
  useEffect(() => () => bench.current?.close(), [])
  useEffect(() => {
    if (!scenario || !draft) return
    let isOld = false
    const rest = setTimeout(() => {
      bench.current ??= openBench()
      const { level, seed, options, patch } = scenario
      void bench.current.look({ level, seed, options, patch, script: draft.texts.fr }).then((found) => {
        if (!isOld) setLook({ level, look: found === 'lost' ? STOPPED : found })
      })
    }, REST_MS)
    return () => {
      isOld = true
      clearTimeout(rest)
    }
  }, [JSON.stringify(scenario)])
  return look && look.level === draft?.level ? look.look : null
}

/** Four figures that say at a glance what has become of the level. */
function Tiles({ language, draft, look }: EditProps) {
  const t = editTexts[language]
  const { faults = [], questions = [], decoys = [], week, transfer, inspection } = draft.file.work
  const events = [faults, questions, decoys, week?.incidents ?? [], transfer?.lines ?? [], transfer?.events ?? []]
  const known = look?.known
  const tiles: readonly (readonly [figure: string, says: string])[] = [
    [String(events.flat().length + (inspection?.questions ?? 0)), t.tiles.events],
    [known ? t.tiles.of(known.trained.length, known.trains.length) : '–', t.tiles.competencies],
    [known ? t.tiles.minutes(Math.round(known.minutes)) : '–', t.tiles.pace],
    [
      `${draft.file.work.pass.yield} / ${draft.file.work.pass.purity} / ${draft.file.work.pass.compliance}`,
      t.tiles.pass,
    ],
  ]
  return (
    <dl class="tiles">
      {tiles.map(([figure, says]) => (
        <div key={says}>
          <dd>{figure}</dd>
          <dt>{says}</dt>
        </div>
      ))}
    </dl>
  )
}
