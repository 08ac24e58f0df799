import type { Signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { type ClassRefusal, type ClassState, drawBadge, type Joining, profileHere } from '../../platform/index.ts'
import { formatNumber, type Language, lotNumber } from '../../present/index.ts'
import { asCode, type Assignment, CLASS_CODE, type ClassMember, PSEUDONYM, scenarioOf } from '../../share/index.ts'
import { badgeName } from '../badge/text.ts'
import { titleOf } from '../campus/text.ts'
import { SheetFrame } from '../parts.tsx'
import './class.css'
import { classTexts } from './text.ts'

/** What the sheet asks of whoever has the line to the class. */
export interface Classroom {
  readonly state: Signal<ClassState | null>
  join(code: string, pseudonym: string): Promise<Joining>
  resume(code: string, pseudonym: string, personalCode: string): Promise<Joining>
  leave(erase: boolean): Promise<boolean>
  /** The address at which a given lot is played. */
  addressOf(scenario: string): string
}

/** The class one is in, or the way into one. */
export function ClassSheet(props: {
  readonly language: Language
  readonly classroom: Classroom
  /** As it was typed elsewhere, or scanned. */
  readonly code: string
  readonly onClose: () => void
}) {
  const { language, classroom, code, onClose } = props
  const t = classTexts[language]
  const [personalCode, setPersonalCode] = useState<string | null>(null)
  const state = classroom.state.value
  return (
    <SheetFrame title={state ? t.title : t.joinTitle} closeLabel={t.close} kind="class-sheet" wide onClose={onClose}>
      {!state ? (
        <Door language={language} classroom={classroom} code={code} onPersonalCode={setPersonalCode} />
      ) : personalCode === null ? (
        <Inside language={language} classroom={classroom} state={state} onLeft={onClose} />
      ) : (
        <div class="class-form">
          <p role="status">{t.joined(state.title)}</p>
          <p>{t.personalLead}</p>
          <p>
            <output class="class-code" aria-label={t.personal}>
              {personalCode}
            </output>
          </p>
          <p class="buttons">
            <button type="button" class="big" onClick={() => setPersonalCode(null)}>
              {t.go}
            </button>
          </p>
        </div>
      )}
    </SheetFrame>
  )
}

function Door(props: {
  readonly language: Language
  readonly classroom: Classroom
  readonly code: string
  readonly onPersonalCode: (code: string) => void
}) {
  const { language, classroom, onPersonalCode } = props
  const t = classTexts[language]
  const [before, setBefore] = useState(false)
  const [code, setCode] = useState(props.code)
  const [pseudonym, setPseudonym] = useState(badgeName(language, profileHere().badge))
  const [personal, setPersonal] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<keyof typeof t.refused | null>(null)
  const enter = async (): Promise<void> => {
    if (!CLASS_CODE.test(asCode(code))) return setRefused('sixSigns')
    if (!PSEUDONYM.test(pseudonym.trim())) return setRefused('pseudonym')
    setBusy(true)
    setRefused(null)
    const joining = before
      ? await classroom.resume(code, pseudonym.trim(), personal)
      : await classroom.join(code, pseudonym.trim())
    setBusy(false)
    if ('refusal' in joining) setRefused(wordsFor(joining.refusal, before))
    else if (joining.joined.personalCode !== null) onPersonalCode(joining.joined.personalCode)
  }
  return (
    <form
      class="class-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void enter()
      }}
    >
      <p>{before ? t.resumeTitle : t.joinLead}</p>
      <label>
        <span>{t.code}</span>
        <input
          class="signs"
          type="text"
          value={code}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>{t.pseudonym}</span>
        <input
          type="text"
          value={pseudonym}
          maxLength={24}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setPseudonym(event.currentTarget.value)}
        />
        <small>{t.pseudonymHint}</small>
      </label>
      {before ? (
        <label>
          <span>{t.personal}</span>
          <input
            class="signs"
            type="text"
            value={personal}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            onInput={(event) => setPersonal(event.currentTarget.value)}
          />
        </label>
      ) : (
        <p>
          <button type="button" class="second" onClick={() => setPseudonym(badgeName(language, drawBadge()))}>
            {t.other}
          </button>
        </p>
      )}
      <div class="class-said" role="status">
        {refused === null ? null : <p class="refusal">{t.refused[refused]}</p>}
      </div>
      <p class="buttons">
        <button type="submit" class="big" disabled={busy}>
          {before ? t.resume : t.join}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            setBefore(!before)
            setRefused(null)
          }}
        >
          {before ? t.toJoin : t.toResume}
        </button>
      </p>
    </form>
  )
}

function wordsFor(refusal: ClassRefusal, before: boolean): keyof (typeof classTexts)['fr']['refused'] {
  if (refusal === 'code') return before ? 'personal' : 'code'
  if (refusal === 'request') return 'pseudonym'
  return refusal === 'away' || refusal === 'taken' || refusal === 'full' || refusal === 'often' ? refusal : 'failed'
}

function Inside(props: {
  readonly language: Language
  readonly classroom: Classroom
  readonly state: ClassState
  readonly onLeft: () => void
}) {
  const { language, classroom, state, onLeft } = props
  const t = classTexts[language]
  const [sure, setSure] = useState(false)
  const [away, setAway] = useState(false)
  const leave = async (erase: boolean): Promise<void> => {
    if (await classroom.leave(erase)) onLeft()
    else setAway(true)
  }
  const { member } = state
  return (
    <div class="class-in">
      <p class={`class-line is-${state.line}`} role="status">
        <b>{state.title === '' ? t.title : state.title}</b>
        <span>
          {t.who} <b>{state.pseudonym}</b>
        </span>
        <span>{state.line === 'on' ? t.lineOn : state.line === 'off' ? t.lineOff : t.lineGone}</span>
        {state.unsent ? <span>{t.unsent(state.unsent)}</span> : null}
      </p>
      {member ? (
        <>
          <h3>{t.assignments}</h3>
          {member.assignments.length === 0 ? <p>{t.noAssignments}</p> : null}
          <ul class="class-list" role="list">
            {member.assignments.map((one) => (
              <Given key={one.id} language={language} one={one} now_ms={member.now_ms} classroom={classroom} />
            ))}
          </ul>
          <h3>{t.results}</h3>
          {member.results.length === 0 ? <p>{t.noResults}</p> : null}
          <ul class="class-list" role="list">
            {member.results.map((one) => (
              <li key={one.key}>
                <b>
                  {titleOf(language, one.level)} <span class="mono">{lotNumber(one.level, one.seed)}</span>
                </b>
                <span>{resultWords(language, one)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p class="age">{t.seen}</p>
      {away ? <p class="refusal">{t.refused.away}</p> : null}
      {sure ? (
        <p class="buttons">
          <span>{t.eraseSure}</span>
          <button type="button" class="second" onClick={() => void leave(true)}>
            {t.eraseYes}
          </button>
          <button type="button" class="second" onClick={() => setSure(false)}>
            {t.eraseNo}
          </button>
        </p>
      ) : (
        <p class="buttons">
          <button type="button" class="quiet" onClick={() => void leave(false)}>
            {t.leave}
          </button>
          <button type="button" class="quiet" onClick={() => setSure(true)}>
            {t.erase}
          </button>
        </p>
      )}
    </div>
  )
}

function Given(props: {
  readonly language: Language
  readonly one: Assignment
  readonly now_ms: number
  readonly classroom: Classroom
}) {
  const { language, one, now_ms, classroom } = props
  const t = classTexts[language]
  const lot = scenarioOf(one.scenario)
  if (typeof lot === 'string') return null
  const when = (ms: number): string =>
    new Date(ms).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
  const early = now_ms < one.opens_ms
  const closes = one.closes_ms === null ? null : now_ms > one.closes_ms ? t.closed : t.closes(when(one.closes_ms))
  return (
    <li>
      <b>
        {titleOf(language, lot.level)}{' '}
        {lot.options.own === undefined ? <span class="mono">{lotNumber(lot.level, lot.seed)}</span> : null}
      </b>
      {early ? <span>{t.opens(when(one.opens_ms))}</span> : closes === null ? null : <span>{closes}</span>}
      {early ? null : (
        <a class="second" href={classroom.addressOf(one.scenario)}>
          {t.play}
        </a>
      )}
    </li>
  )
}

function resultWords(language: Language, one: ClassMember['results'][number]): string {
  const t = classTexts[language]
  const { judged } = one
  const isWithout = judged && 'marks' in judged && judged.without?.length
  const state = [t.states[one.state], ...(one.late ? [t.late] : []), ...(isWithout ? [t.without] : [])].join(', ')
  if (!judged || !('marks' in judged) || one.state === 'mismatch') return state
  const mark = (x: number): string => formatNumber(language, x, 0)
  const { marks } = judged
  return `${t.marks(mark(marks.yield), mark(marks.purity), mark(marks.compliance))} (${state})`
}
