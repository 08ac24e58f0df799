import { useState } from 'preact/hooks'
import type { Field, StepForm } from '../../content/index.ts'
import { type Language, measured, unitName, unitText } from '../../present/index.ts'
import { changeAt, type LevelJson, withMode, withWork } from '../levelJson.ts'
import { Marks, RoomFold } from './Marks.tsx'
import type { EditProps } from './props.ts'
import { NumberField, Pick, problemsAt, Tick, written } from './fields.tsx'
import { settingName } from './settingNames.ts'
import { editTexts } from './text.ts'

export { settingName }

type StepJson = LevelJson['steps'][number]

/** All the rest of the level: steps and their numbers, instruments, weights, what is asked of a case. */
export function Depth(props: EditProps) {
  const { language, draft, look, edit } = props
  const t = editTexts[language].depth
  const { file } = draft
  const { without = [] } = file.work
  const played = (look?.forms ?? []).filter((form) => file.steps.find((s) => s.id === form.id)?.mode === 'play')
  return (
    <>
      <details class="fold">
        <summary>{t.steps}</summary>
        <p class="age">{t.stepsNote}</p>
        {(look?.forms ?? []).map((form) => (
          <Step key={form.id} {...props} form={form} />
        ))}
      </details>
      <details class="fold">
        <summary>{t.instruments}</summary>
        <p class="age">{t.instrumentsNote}</p>
        {played.map((form) => (
          <fieldset key={form.id} class="ticks">
            <legend>{unitName(language, form.unit, form.place).name}</legend>
            {form.instruments.map((id) => {
              const name = `${form.id}.${id}`
              return (
                <Tick
                  key={id}
                  label={measured(language, id).name}
                  on={!without.includes(name)}
                  onTick={(on) =>
                    edit((now) => {
                      const out = (now.file.work.without ?? []).filter((one) => one !== name)
                      return { ...now, file: withWork(now.file, { without: on ? out : [...out, name] }) }
                    })
                  }
                />
              )
            })}
          </fieldset>
        ))}
      </details>
      <Marks {...props} />
      <RoomFold {...props} />
    </>
  )
}

/** A setting's name; of a constant of the model, what the model's page says of it, in its language. */
function FieldName({ language, unit, field }: { language: Language; unit: string; field: Field }) {
  const name = settingName(language, unit, field.id)
  return name === undefined ? <span lang="en">{field.means}</span> : <>{name}</>
}

function Step({ language, draft, look, edit, form }: EditProps & { readonly form: StepForm }) {
  const t = editTexts[language].depth
  const [all, setAll] = useState(false)
  const [open, setOpen] = useState(false)
  const i = draft.file.steps.findIndex((step) => step.id === form.id)
  const step = draft.file.steps[i]
  if (!step) return null
  const problems = problemsAt(look?.problems ?? [], `steps[${i}]`)
  const change = (next: Partial<StepJson>): void =>
    edit((now) => ({ ...now, file: { ...now.file, steps: changeAt(now.file.steps, i, next) } }))
  const { recipe = {}, parameters = {}, locked = [] } = step
  /** A number as usual is not in the file. */
  const put = (part: 'recipe' | 'parameters', { key, usual }: Field, value: number): void => {
    const { [key]: _, ...rest } = step[part] ?? {}
    change({ [part]: value === usual ? rest : { ...rest, [key]: value } })
  }
  const number = (part: 'recipe' | 'parameters', field: Field) => (
    <NumberField
      key={field.key}
      language={language}
      label={<FieldName language={language} unit={form.unit} field={field} />}
      unit={unitText(language, field.unit)}
      value={(part === 'recipe' ? recipe : parameters)[field.key] ?? field.usual}
      note={
        <>
          {t.range(written(language, field.min), written(language, field.max), written(language, field.usual))}
          {part === 'parameters' ? <span lang="en"> {field.source}</span> : null}
        </>
      }
      problems={problemsAt(problems, `steps[${i}].${part}.${field.key}`)}
      onValue={(value) => put(part, field, value)}
    />
  )
  return (
    <details class="fold step" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {unitName(language, form.unit, form.place).name} <small>{t.modes[step.mode]}</small>
        {problems.length ? <b class="refusal"> {t.wrong(problems.length)}</b> : null}
      </summary>
      {open ? (
        <>
          <Pick
            label={t.mode}
            value={step.mode}
            options={(['play', 'auto'] as const).map((mode) => [mode, t.modes[mode]] as const)}
            onPick={(mode) => edit((now) => ({ ...now, file: withMode(now.file, form.id, mode) }))}
          />
          {step.mode === 'play' ? (
            <fieldset class="ticks">
              <legend>{t.locked}</legend>
              {form.topics.map((topic) => (
                <Tick
                  key={topic}
                  label={<TopicName language={language} form={form} topic={topic} />}
                  on={locked.includes(topic)}
                  onTick={(on) => change({ locked: on ? [...locked, topic] : locked.filter((one) => one !== topic) })}
                />
              ))}
            </fieldset>
          ) : null}
          <h3>{t.recipe}</h3>
          <div class="grid">{form.settings.map((field) => number('recipe', field))}</div>
          <h3>{t.parameters}</h3>
          <p class="age">{t.parametersNote}</p>
          {all ? (
            <div class="grid">{form.parameters.map((field) => number('parameters', field))}</div>
          ) : (
            <button type="button" class="small" onClick={() => setAll(true)}>
              {t.showParameters(form.parameters.length)}
            </button>
          )}
        </>
      ) : null}
    </details>
  )
}

function TopicName({ language, form, topic }: { language: Language; form: StepForm; topic: string }) {
  const t = editTexts[language].depth
  if (topic === 'proceed' || topic === 'pause') return <>{t[topic]}</>
  const field = form.settings.find(({ id }) => id === topic)
  if (field) return <FieldName language={language} unit={form.unit} field={field} />
  return <>{settingName(language, form.unit, topic)}</>
}
