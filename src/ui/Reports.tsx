import { useState } from 'preact/hooks'
import {
  clockOf,
  doneChoices,
  doneWords,
  measured,
  personName,
  type Snapshot,
  type StepSnapshot,
  stamp,
  thingName,
  thingsToMend,
  topicsOfCall,
  topicsOfReport,
  unitName,
} from '../present/index.ts'
import { Words } from './glossary/Words.tsx'
import { Choice, SheetFrame } from './parts.tsx'
import { NumberField, Refusal, type SheetOf } from './sheet.tsx'
import { texts } from './text.ts'

const OTHERS = ['maintenance', 'qa', 'qc'] as const
type Who = 'tutor' | (typeof OTHERS)[number]

/** Whom to call, and about what. */
export function PhoneSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = texts[language]
  const step = view.steps[0]
  // Where nobody helps, the tutor is nobody to begin with.
  const people: readonly Who[] = view.aids ? ['tutor', ...OTHERS] : [...OTHERS, 'tutor']
  const [who, setWho] = useState<Who>(people[0]!)
  const [chosen, setAbout] = useState<string | null>(null)
  const usual = (who === 'maintenance' ? thingsToMend : topicsOfCall)[step?.unit ?? ''] ?? []
  const topics = [...new Set([...usual.filter((id) => isKnown(step, id)), ...moreTopics(view, step)])]
  const about = chosen !== null && topics.includes(chosen) ? chosen : null
  const minutes = who === 'tutor' ? 2 : 4
  return (
    <SheetFrame title={t.phone} closeLabel={t.close} onClose={onClose}>
      <Choice
        legend={t.phoneAsk}
        name="who"
        options={people.map((id) => {
          const { name, role } = personName(language, id)
          return { id, label: `${name}, ${role}, ${t.minutes(id === 'tutor' ? 2 : 4)}` }
        })}
        value={who}
        onChange={setWho}
      />
      <Choice
        legend={who === 'maintenance' ? t.mendAsk : t.callAbout}
        name="about"
        options={topics.map((id) => ({ id, label: thingName(language, id).short }))}
        value={about}
        onChange={setAbout}
      />
      <Refusal session={session} />
      <div class="buttons">
        <button
          type="button"
          class="big"
          disabled={about === null}
          onClick={() => {
            void session.decide({ slot: `call.${who}`, value: about ?? '' }).then((taken) => {
              if (taken) onClose()
            })
          }}
        >
          {t.callGo(personName(language, who).name, minutes)}
        </button>
      </div>
    </SheetFrame>
  )
}

/** Where the microscope is in the kit, so is what it tells apart. */
const hasMicroscope = (step: StepSnapshot | undefined): boolean => step?.assays.some((a) => a.id === 'gram') ?? false
const isKnown = (step: StepSnapshot | undefined, id: string): boolean =>
  id === 'transmitter'
    ? hasMicroscope(step)
    : !['scale', 'pumpHead', 'balance'].includes(id) || step?.panels.some((p) => p.id === 'waterMeter') === true

/** What there is to say where a probe may be standardised, and where maintenance has a machine. */
const moreTopics = (view: Snapshot, step: StepSnapshot | undefined): readonly string[] => [
  ...(view.trace ? ['donation', 'pool', 'poolSample'] : []),
  ...(step?.standardises.includes('pH') ? ['pHProbe'] : []),
  ...(view.outages.length > 0 && step?.unit !== 'nanofilter' ? ['centrifuge', 'hold'] : []),
  ...(hasMicroscope(step) ? ['contamination', 'transmitter'] : []),
]

/** Moments a report can name: alarms, this morning, results, now. */
function momentsOf(view: Snapshot, language: 'fr' | 'en') {
  const moments: { id: string; label: string }[] = [
    { id: String(view.t_s), label: `${clockOf(view.t_s)} ${language === 'fr' ? '(maintenant)' : '(now)'}` },
  ]
  for (const n of view.news.slice().reverse()) {
    if (n.kind !== 'alarm' && n.kind !== 'morning' && n.kind !== 'result') continue
    if (moments.length > 5 || moments.some((m) => m.id === String(n.t_s))) continue
    const what =
      n.kind === 'alarm'
        ? measured(language, view.alarms.find((a) => a.id === n.alarm)?.instrument ?? '').short
        : n.kind === 'result'
          ? measured(language, n.assay).short
          : language === 'fr'
            ? 'matin'
            : 'morning'
    moments.push({ id: String(n.t_s), label: `${stamp(language, view, n.t_s)} (${what})` })
  }
  return moments
}

/** Which instrument shows what a thing does. */
export const SHOWN_BY: Readonly<Record<string, string>> = {
  oxygenValve: 'oxygen',
  oxygenProbe: 'oxygen',
  pHProbe: 'pH',
  basePump: 'baseScale',
  feed: 'feedScale',
  feedPump: 'feedScale',
  vent: 'ventPressure',
  strength: 'content',
  gel: 'flux',
  dilutionBuffer: 'conductivity',
  dilutionPump: 'conductivity',
}

/** Five tiles: what, where, when, how much, done at once. */
export function DeviationSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = texts[language]
  const step = view.steps[0]
  const [what, setWhat] = useState<string | null>(null)
  const [when, setWhen] = useState<string | null>(null)
  const [howMuch, setHowMuch] = useState(0)
  const [done, setDone] = useState<string | null>(null)
  if (!step) return null
  const shownBy = what === null ? '' : (SHOWN_BY[what] ?? what)
  const unit = [...step.panels, ...step.assays].find(({ id }) => id === shownBy)?.unit ?? '1'
  const open = (): void => {
    const value = [what ?? '', step.id, Number(when ?? view.t_s), howMuch, done ?? 'nothing']
    void session.decide({ slot: 'case.deviation', value }).then((taken) => {
      if (taken) session.sheet.value = { kind: 'class' }
    })
  }
  return (
    <SheetFrame title={t.deviationTitle} closeLabel={t.close} wide paper onClose={onClose}>
      <p>
        <Words language={language} text={t.deviationLead} />
      </p>
      <div class="five">
        <Choice
          legend={`1. ${t.what}`}
          name="what"
          options={[...new Set([...(topicsOfReport[step.unit] ?? []), ...moreTopics(view, step)])].map((id) => ({
            id,
            label: thingName(language, id).short,
          }))}
          value={what}
          onChange={setWhat}
        />
        <Choice
          legend={`2. ${t.where}`}
          name="where"
          options={[{ id: step.id, label: unitName(language, step.unit, step.place).name }]}
          value={step.id}
          onChange={() => {}}
        />
        <Choice
          legend={`3. ${t.when}`}
          name="when"
          options={momentsOf(view, language)}
          value={when}
          onChange={setWhen}
        />
        <fieldset class="choice">
          <legend>{`4. ${t.howMuch}`}</legend>
          <NumberField
            label={t.howMuch}
            language={language}
            value={howMuch}
            digits={1}
            unit={unit}
            onChange={setHowMuch}
          />
        </fieldset>
        <Choice
          legend={`5. ${t.done}`}
          name="done"
          options={doneChoices(step.unit).map((id) => ({ id, label: doneWords(language, id) }))}
          value={done}
          onChange={setDone}
        />
      </div>
      <Refusal session={session} />
      <div class="buttons">
        <button type="button" class="big" disabled={what === null || when === null || done === null} onClick={open}>
          {t.deviationGo}
        </button>
      </div>
    </SheetFrame>
  )
}

/** Three questions, yes or no; the class follows. */
export function ClassSheet({ session, onClose }: SheetOf) {
  const language = session.language.value
  const t = texts[language]
  const [answers, setAnswers] = useState<readonly (boolean | null)[]>([null, null, null])
  const [patient, limit] = answers
  const known = patient === true || answers.every((a) => a !== null)
  const severity = patient ? 'critical' : limit ? 'major' : 'minor'
  return (
    <SheetFrame title={t.classTitle} closeLabel={t.classLater} paper onClose={onClose}>
      {t.classAsk.map((question, i) => (
        <Choice
          key={question}
          legend={question}
          name={`class-${i}`}
          options={[
            { id: 'yes', label: t.yes },
            { id: 'no', label: t.no },
          ]}
          value={answers[i] === null ? null : answers[i] ? 'yes' : 'no'}
          onChange={(v) => setAnswers(answers.map((old, j) => (j === i ? v === 'yes' : old)))}
        />
      ))}
      <p class="class-is">{known ? t.classIs[severity] : '–'}</p>
      <Refusal session={session} />
      <div class="buttons">
        <button
          type="button"
          class="big"
          disabled={!known}
          onClick={() => {
            void session.decide({ slot: 'case.class', value: severity }).then((taken) => {
              if (taken) onClose()
            })
          }}
        >
          {t.classGo}
        </button>
      </div>
    </SheetFrame>
  )
}
