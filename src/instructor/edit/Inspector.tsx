import { type Language, personName, phaseName, unitName } from '../../present/index.ts'
import { changeAt, type FaultJson, withoutFault, withWork, type WorkJson } from '../levelJson.ts'
import type { EditProps } from './props.ts'
import type { Chosen } from './events.ts'
import { NumberField, Pick, problemsAt, Tick, WordsField } from './fields.tsx'
import { nameOf } from './Timeline.tsx'
import { settingName } from './settingNames.ts'
import { editTexts } from './text.ts'
import { causeName } from './words.ts'

/** The thing chosen on the timeline, close up. */
export function Inspector(
  props: EditProps & { readonly chosen: Chosen | null; onChoose(chosen: Chosen | null): void },
) {
  const { language, draft, edit, chosen, onChoose } = props
  const t = editTexts[language].inspector
  const found = chosen && draft.file.work[chosen.kind]?.some((one) => one.id === chosen.id) ? chosen : null
  if (!found)
    return (
      <aside class="inspector" aria-labelledby="inspector-title">
        <h2 id="inspector-title">{t.title}</h2>
        <p class="age">{t.nothing}</p>
      </aside>
    )
  const remove = (): void => {
    edit((now) => ({
      ...now,
      file:
        found.kind === 'faults'
          ? withoutFault(now.file, found.id)
          : withWork(now.file, {
              [found.kind]: (now.file.work[found.kind] as readonly { id: string }[]).filter(
                ({ id }) => id !== found.id,
              ),
            }),
    }))
    onChoose(null)
  }
  return (
    <aside class="inspector" aria-labelledby="inspector-title">
      <h2 id="inspector-title">{nameOf(language, draft, found)}</h2>
      {found.kind === 'faults' ? <Fault {...props} id={found.id} /> : null}
      {found.kind === 'questions' ? <Question {...props} id={found.id} /> : null}
      {found.kind === 'decoys' ? <Decoy {...props} id={found.id} /> : null}
      {found.kind === 'lines' ? <Line {...props} id={found.id} /> : null}
      <button type="button" class="second" onClick={remove}>
        {t.remove}
      </button>
    </aside>
  )
}

type One = EditProps & { readonly id: string }

/** The list of the work with one of its members changed. */
function changer<K extends 'faults' | 'questions' | 'decoys' | 'lines' | 'alarms'>({ edit }: EditProps, key: K) {
  type Member = NonNullable<WorkJson[K]>[number]
  return (i: number, change: Partial<Member>): void =>
    edit((now) => ({
      ...now,
      file: withWork(now.file, { [key]: changeAt<Member>((now.file.work[key] ?? []) as Member[], i, change) }),
    }))
}

function NameField({ language, draft, edit, id }: One) {
  const t = editTexts[language].inspector
  return (
    <WordsField
      label={t.name}
      words={{ fr: draft.texts.fr.cases?.[id] ?? id, en: draft.texts.en.cases?.[id] ?? id }}
      onWords={(spoken, words) =>
        edit((now) => {
          const text = now.texts[spoken]
          return { ...now, texts: { ...now.texts, [spoken]: { ...text, cases: { ...text.cases, [id]: words } } } }
        })
      }
    />
  )
}

function Fault(props: One) {
  const { language, draft, look, id } = props
  const t = editTexts[language].inspector
  const { faults = [], alarms = [] } = draft.file.work
  const i = faults.findIndex((fault) => fault.id === id)
  const fault = faults[i]!
  const problems = look?.problems ?? []
  const change = changer(props, 'faults')
  const changeAlarm = changer(props, 'alarms')
  const step = draft.file.steps.find((s) => s.id === fault.step)
  const at = unitName(language, step?.unit ?? '', step?.place).name
  const sure = fault.causes.length === 1 ? 0 : -1
  /** A cause that is certain is the only one; the others come back with what was there before. */
  const causes = (all: FaultJson['causes']): void => change(i, { causes: all })
  return (
    <>
      <p class="age">{fault.phase ? t.whereIn(at, phaseName(language, step?.unit ?? '', fault.phase)) : t.where(at)}</p>
      <NameField {...props} />
      <div class="pair">
        <NumberField
          language={language}
          label={t.from}
          unit="h"
          value={fault.from_h}
          problems={problemsAt(problems, `work.faults[${i}].from_h`)}
          onValue={(from_h) => change(i, { from_h, to_h: Math.max(from_h, fault.to_h) })}
        />
        <NumberField
          language={language}
          label={t.to}
          unit="h"
          value={fault.to_h}
          problems={problemsAt(problems, `work.faults[${i}].to_h`)}
          onValue={(to_h) => change(i, { to_h })}
        />
      </div>
      <fieldset class="causes">
        <legend>{t.causes}</legend>
        <p class="age">{sure >= 0 ? t.oneCause : t.causesNote}</p>
        {fault.causes.map((cause, j) => (
          <div key={cause.id} class="cause">
            <NumberField
              language={language}
              label={causeName(language, cause.id)}
              value={cause.weight}
              problems={problemsAt(problems, `work.faults[${i}].causes[${j}].weight`)}
              onValue={(weight) => causes(changeAt(fault.causes, j, { weight }))}
            />
            {fault.causes.length > 1 ? (
              <>
                <button type="button" class="small" onClick={() => causes([cause])}>
                  {t.always}
                </button>
                <button
                  type="button"
                  class="small"
                  aria-label={t.neverOf(causeName(language, cause.id))}
                  onClick={() => causes(fault.causes.filter((_, k) => k !== j))}
                >
                  {t.never}
                </button>
              </>
            ) : null}
          </div>
        ))}
      </fieldset>
      {alarms.some((alarm) => alarm.step === fault.step) ? (
        <details class="fold">
          <summary>{t.alarms}</summary>
          {alarms.map((alarm, j) =>
            alarm.step === fault.step ? (
              <div key={alarm.id} class="pair">
                <NumberField
                  language={language}
                  label={t.alarm(alarm.instrument, alarm.side, language)}
                  value={alarm.limit}
                  problems={problemsAt(problems, `work.alarms[${j}]`)}
                  onValue={(limit) => changeAlarm(j, { limit })}
                />
                <NumberField
                  language={language}
                  label={t.delay}
                  unit="min"
                  value={alarm.delay_min}
                  onValue={(delay_min) => changeAlarm(j, { delay_min })}
                />
              </div>
            ) : null,
          )}
        </details>
      ) : null}
    </>
  )
}

function Question(props: One) {
  const { language, draft, look, edit, id } = props
  const t = editTexts[language].inspector
  const { questions = [] } = draft.file.work
  const i = questions.findIndex((q) => q.id === id)
  const question = questions[i]!
  const change = changer(props, 'questions')
  const played = draft.file.steps.filter((step) => step.mode === 'play')
  const wrong = question.replies.findIndex(({ quality }) => quality === 'wrong')
  const finding = question.replies[wrong]?.finding
  const grades = (['minor', 'major', 'critical'] as const).map((grade) => [grade, t.severities[grade]] as const)
  const say = (spoken: Language, change_: (q: Asked) => Asked): void =>
    edit((now) => {
      const text = now.texts[spoken]
      const asked = text.questions?.[id]
      if (!asked) return now
      return {
        ...now,
        texts: { ...now.texts, [spoken]: { ...text, questions: { ...text.questions, [id]: change_(asked) } } },
      }
    })
  const [fr, en] = [draft.texts.fr.questions?.[id], draft.texts.en.questions?.[id]]
  return (
    <>
      {question.replies.some(({ does }) => does) ? null : <p class="age">{t.judges}</p>}
      <NameField {...props} />
      <div class="pair">
        <Pick
          label={t.who}
          value={question.who}
          options={[...new Set([...ASKERS, question.who])].map((who) => {
            const { name, role } = personName(language, who)
            return [who, `${name}, ${role}`] as const
          })}
          onPick={(who) => change(i, { who })}
        />
        {question.day !== undefined && played.length > 1 ? (
          <Pick
            label={t.step}
            value={question.step}
            options={played.map((step) => [step.id, unitName(language, step.unit, step.place).name] as const)}
            onPick={(step) => change(i, { step })}
          />
        ) : null}
      </div>
      {fr && en ? (
        <>
          <WordsField
            label={t.asks}
            rows={3}
            words={{ fr: fr.asks, en: en.asks }}
            onWords={(spoken, asks) => say(spoken, (q) => ({ ...q, asks }))}
          />
          {question.replies.map((reply, j) => (
            <WordsField
              key={j}
              label={t.reply(reply.quality)}
              rows={2}
              words={{ fr: fr.replies[j] ?? '', en: en.replies[j] ?? '' }}
              onWords={(spoken, words) =>
                say(spoken, (q) => ({ ...q, replies: q.replies.map((old, k) => (k === j ? words : old)) }))
              }
            />
          ))}
        </>
      ) : null}
      {question.day === undefined ? (
        <p class="age">{t.withFault}</p>
      ) : (
        <NumberField
          language={language}
          label={t.day}
          value={question.day}
          problems={problemsAt(look?.problems ?? [], `work.questions[${i}]`)}
          onValue={(day) => change(i, { day: Math.round(day) })}
        />
      )}
      <div class="pair">
        <Pick
          label={t.severity}
          value={question.severity}
          options={grades}
          onPick={(severity) => change(i, { severity })}
        />
        {finding ? (
          <Pick
            label={t.finding}
            value={finding}
            options={grades}
            onPick={(grade) => change(i, { replies: changeAt(question.replies, wrong, { finding: grade }) })}
          />
        ) : null}
      </div>
    </>
  )
}
const ASKERS = ['sami', 'tutor', 'planner', 'qa', 'qc', 'night', 'physician'] as const
type Asked = NonNullable<EditProps['draft']['texts']['fr']['questions']>[string]

function Decoy(props: One) {
  const { language, draft, look, id } = props
  const t = editTexts[language].inspector
  const { decoys = [] } = draft.file.work
  const i = decoys.findIndex((one) => one.id === id)
  const decoy = decoys[i]!
  const change = changer(props, 'decoys')
  const problems = problemsAt(look?.problems ?? [], `work.decoys[${i}]`)
  const form = look?.forms.find(({ id: step }) => step === decoy.step)
  const { locked = [] } = draft.file.steps.find((step) => step.id === decoy.step) ?? {}
  const played = draft.file.steps.filter((step) => step.mode === 'play')
  const topics = (form?.topics ?? []).filter(
    (topic) => topic !== 'proceed' && topic !== 'pause' && !locked.includes(topic),
  )
  const firstOf = (step: string): string | undefined => look?.forms.find((one) => one.id === step)?.topics[0]
  return (
    <>
      <p class="age">{t.decoy}</p>
      <NameField {...props} />
      {played.length > 1 ? (
        <Pick
          label={t.step}
          value={decoy.step}
          options={played.map((step) => [step.id, unitName(language, step.unit, step.place).name] as const)}
          onPick={(step) => change(i, { step, slot: `${step}.${firstOf(step) ?? ''}` })}
        />
      ) : null}
      {form ? (
        <Pick
          label={t.slot}
          value={decoy.slot}
          options={topics.map(
            (topic) => [`${decoy.step}.${topic}`, settingName(language, form.unit, topic) ?? topic] as const,
          )}
          onPick={(slot) => change(i, { slot })}
        />
      ) : null}
      <div class="pair">
        <NumberField
          language={language}
          label={t.day}
          value={decoy.day}
          problems={problems}
          onValue={(day) => change(i, { day: Math.round(day) })}
        />
        {decoy.most === undefined ? (
          <NumberField
            language={language}
            label={t.least}
            value={decoy.least!}
            onValue={(least) => change(i, { least })}
          />
        ) : (
          <NumberField language={language} label={t.most} value={decoy.most} onValue={(most) => change(i, { most })} />
        )}
      </div>
    </>
  )
}

function Line(props: One) {
  const { language, draft, look, id } = props
  const t = editTexts[language].inspector
  const { lines = [] } = draft.file.work
  const i = lines.findIndex((one) => one.id === id)
  const line = lines[i]!
  const change = changer(props, 'lines')
  const problems = problemsAt(look?.problems ?? [], `work.lines[${i}]`)
  return (
    <>
      <p class="age">{t.line}</p>
      <div class="pair">
        <NumberField
          language={language}
          label={t.day}
          value={line.day}
          problems={problems}
          onValue={(day) => change(i, { day: Math.round(day) })}
        />
        <NumberField
          language={language}
          label={t.tolerance}
          value={line.tolerance}
          onValue={(tolerance) => change(i, { tolerance })}
        />
      </div>
      <Pick
        label={t.weight}
        value={String(line.weight)}
        options={['1', '2', '3'].map((n) => [n, n] as const)}
        onPick={(n) => change(i, { weight: Number(n) as 1 | 2 | 3 })}
      />
      <Tick label={t.critical} on={line.critical ?? false} onTick={(critical) => change(i, { critical })} />
      <Tick label={t.second} on={line.second ?? false} onTick={(second) => change(i, { second })} />
    </>
  )
}
