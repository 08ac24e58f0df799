import { useState } from 'preact/hooks'
import {
  clockOf,
  formatNumber,
  type LineSnapshot,
  measured,
  NOT_APPLICABLE,
  readNumber,
  secondOf,
  type Snapshot,
  stamp,
  tagOf,
  writtenAs,
} from '../present/index.ts'
import { Icon } from './icons.tsx'
import { SheetFrame, UnitOf, UnitText } from './parts.tsx'
import type { Session } from './session.ts'
import { Refusal, type SheetOf } from './sheet.tsx'
import { type Texts, texts } from './text.ts'

const ROUND_S = 86_400

/** What the line's display, or its result sheet, showed when it was last opened this round. */
export function seenFor(view: Snapshot, line: LineSnapshot) {
  const step = view.steps.find((s) => s.id === line.step)
  const panel = step?.panels.find((p) => p.id === line.panel)
  const assay = step?.assays.find((a) => a.id === line.panel)
  const began_s = view.round * view.roundLength_s
  if (panel) return { seen: panel.seenToday ? panel.seen : null, canRead: true }
  const result = assay?.results.some((r) => r.drawn_s >= began_s) ?? false
  return { seen: assay?.seenToday ? assay.seen : null, canRead: result }
}

/** Opens a line with its display close up: looked at now, unless it was read this morning already. */
export function openLine(session: Session, view: Snapshot, line: LineSnapshot, fromDesk = false): void {
  const open = (): void => {
    session.sheet.value = { kind: 'write', line: line.id, fromDesk }
  }
  const { seen, canRead } = seenFor(view, line)
  if (!canRead || seen || line.entries.length) open()
  else void session.decide({ slot: `${line.step}.look`, value: line.panel }).then(open)
}

/** A hand-written line: close up, digit wheel, hour, ink. A written one: struck, with a reason. */
export function WriteSheet({
  session,
  view,
  onClose,
  line: id,
  fromDesk,
}: SheetOf & { line: string; fromDesk: boolean }) {
  const language = session.language.value
  const t = texts[language]
  const line = view.lines.find((l) => l.id === id)
  const last = line?.entries.at(-1)
  const [value, setValue] = useState<number>(last?.value ?? 0)
  const [touched, setTouched] = useState(false)
  const [none, setNone] = useState(false)
  const [editing, setEditing] = useState(line?.hourOf ?? false)
  const [hour, setHour] = useState(clockOf(view.t_s))
  const [late, setLate] = useState(line?.state === 'missed')
  const [reason, setReason] = useState<string | null>(null)
  if (!line) return null
  const { seen: display, canRead } = seenFor(view, line)
  const correction = last !== undefined
  const claimed_s = editing ? parseHour(hour, view.t_s) : undefined
  const off = claimed_s !== undefined && Math.abs(claimed_s - view.t_s) > 600
  const name = measured(language, line.panel).name

  const look = (): void => {
    void session.decide({ slot: `${line.step}.look`, value: line.panel }).then((taken) => {
      if (taken && session.view.value) setHour(clockOf(session.view.value.t_s))
    })
  }
  const ink = (): void => {
    const entry: (number | string)[] = [none ? NOT_APPLICABLE : value]
    if (claimed_s !== undefined) entry.push(claimed_s)
    if (late || reason !== null) {
      if (claimed_s === undefined) entry.push(view.t_s)
      entry.push(late ? 'late' : '')
    }
    if (reason !== null) entry.push(reason)
    void session.decide({ slot: `record.${line.id}`, value: entry }).then((taken) => {
      if (taken) session.sheet.value = fromDesk ? null : { kind: 'record' }
    })
  }
  const ready = (touched || none) && (!editing || claimed_s !== undefined)
  // Without a reason nothing is struck: two figures stand on the line.
  const isBeside = correction && reason === null
  return (
    <SheetFrame title={t.writeTitle(name)} closeLabel={t.close} paper onClose={onClose}>
      <div class="display">
        <span class="display-tag">{tagOf(line.panel) || name}</span>
        <span class="display-figure">
          {display ? (
            <>
              {display.value === null ? '– – –' : formatNumber(language, display.value, line.digits)}{' '}
              <UnitOf language={language} unit={line.unit} />
            </>
          ) : (
            '– – –'
          )}
        </span>
        <span class="display-when">
          {display
            ? t.displayAt(clockOf(display.t_s))
            : canRead
              ? t.notReadYet
              : view.steps.some((s) => s.id === line.step)
                ? t.noResult
                : t.stepOver}
        </span>
        {canRead ? (
          <button type="button" class="second" onClick={look}>
            {t.readFirst}
          </button>
        ) : null}
      </div>
      {correction ? (
        <p class="old">
          {isBeside ? (
            <b>
              <UnitText text={writtenAs(language, last.value, line.digits, line.unit)} />
            </b>
          ) : (
            <s>
              <UnitText text={writtenAs(language, last.value, line.digits, line.unit)} />
            </s>
          )}{' '}
          <span class="age">{stamp(language, view, last.claimed_s ?? last.t_s)}</span>
        </p>
      ) : null}
      {line.mayNotApply ? <p>{session.text.value.lines?.[line.id]}</p> : null}
      {line.mayNotApply ? (
        <button
          type="button"
          class={`second not-applicable${none ? ' chosen' : ''}`}
          aria-pressed={none ? 'true' : 'false'}
          onClick={() => setNone(!none)}
        >
          {t.notApplicable}
        </button>
      ) : null}
      {none ? null : (
        <Wheel
          t={t}
          label={t.figure}
          value={value}
          digits={line.digits}
          whole={wholeDigits(line)}
          language={language}
          unit={line.unit}
          onChange={(next) => {
            setTouched(true)
            setValue(next)
          }}
        />
      )}
      <div class="hour">
        <span class="hour-label">{t.hour}</span>
        {editing ? (
          <input
            type="text"
            inputMode="numeric"
            aria-label={t.hour}
            value={hour}
            onInput={(event) => setHour(event.currentTarget.value)}
          />
        ) : (
          <b class="mono">{clockOf(view.t_s)}</b>
        )}
        {editing ? null : (
          <button type="button" class="quiet" onClick={() => setEditing(true)}>
            {t.hourEdit}
          </button>
        )}
        {editing || line.state === 'missed' ? (
          <label class="late">
            <input type="checkbox" checked={late} onChange={() => setLate(!late)} /> {t.late}
          </label>
        ) : null}
      </div>
      {off && !late ? <p class="refusal">{t.hourAsk(clockOf(view.t_s))}</p> : null}
      {correction ? (
        <div class="choices" role="group" aria-label={t.reason}>
          {Object.entries(t.reasons).map(([r, words]) => (
            <button
              key={r}
              type="button"
              class={`second${r === reason ? ' chosen' : ''}`}
              aria-pressed={r === reason ? 'true' : 'false'}
              onClick={() => setReason(r)}
            >
              {words}
            </button>
          ))}
        </div>
      ) : null}
      <Refusal session={session} />
      <div class="buttons">
        <button type="button" class={isBeside ? 'second' : 'big'} disabled={!ready} onClick={ink}>
          <Icon name="pen" /> {isBeside ? t.inkBeside : t.ink} <small>{t.inkCost}</small>
        </button>
        <button type="button" class="second" onClick={() => (session.sheet.value = { kind: 'record' })}>
          {t.record}
        </button>
      </div>
    </SheetFrame>
  )
}

function parseHour(typed: string, near_s: number): number | undefined {
  const found = /^\s*(\d{1,2})\s*[:h.]\s*(\d{2})\s*$/.exec(typed)
  if (!found) return undefined
  const [hour, minute] = [Number(found[1]), Number(found[2])]
  if (hour > 23 || minute > 59) return undefined
  const second = secondOf(hour, minute, near_s)
  return second <= Math.floor(near_s / ROUND_S + 1) * ROUND_S ? second : undefined
}

/** Wheels before the comma: as many as the display has. */
function wholeDigits(line: LineSnapshot): number {
  if (line.unit === 'kg' || line.unit === 'mOsm/kg') return 3
  return line.unit === 'pH' ? 1 : 2
}

/** A figure digit by digit, or typed: the same value either way. */
function Wheel(props: {
  readonly t: Texts
  readonly label: string
  readonly value: number
  readonly digits: number
  readonly whole: number
  readonly language: 'fr' | 'en'
  readonly unit: string
  readonly onChange: (value: number) => void
}) {
  const { t, label, value, digits, whole, language, unit, onChange } = props
  const [typed, setTyped] = useState<string | null>(null)
  const scale = 10 ** digits
  const count = Math.round(Math.abs(value) * scale)
  const columns = Math.max(whole + digits, String(count).length)
  const figures = String(count).padStart(columns, '0')
  const turn = (place: number, by: 1 | -1): void => {
    const unitOfPlace = 10 ** (columns - 1 - place)
    const figure = Number(figures[place])
    const next = (figure + by + 10) % 10
    setTyped(null)
    onChange((count + (next - figure) * unitOfPlace) / scale)
  }
  const nameOf = (place: number): string => {
    const power = columns - 1 - place - digits
    return power >= 0 ? (t.places[power] ?? '') : (t.decimals[-power - 1] ?? '')
  }
  return (
    <div class="wheel-box" role="group" aria-label={label}>
      <div class="wheels">
        {figures.split('').map((figure, place) => (
          <span class="wheel-column" key={place}>
            {place === columns - digits && digits > 0 ? (
              <span class="comma">{language === 'fr' ? ',' : '.'}</span>
            ) : null}
            <span class="wheel">
              <button type="button" aria-label={t.up(nameOf(place))} onClick={() => turn(place, 1)}>
                +
              </button>
              <span class="figure" aria-hidden="true">
                {figure}
              </span>
              <button type="button" aria-label={t.down(nameOf(place))} onClick={() => turn(place, -1)}>
                −
              </button>
            </span>
          </span>
        ))}
        <UnitOf language={language} unit={unit} />
      </div>
      <label class="typed">
        <span>{label}</span>
        <input
          type="text"
          inputMode="decimal"
          value={typed ?? formatNumber(language, value, digits)}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            const read = readNumber(event.currentTarget.value)
            if (read !== undefined) onChange(Math.abs(read))
          }}
          onBlur={() => setTyped(null)}
        />
      </label>
    </div>
  )
}
