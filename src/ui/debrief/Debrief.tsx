import { useEffect, useState } from 'preact/hooks'
import type { Course, Curve, Part } from '../../play/index.ts'

import {
  auditOf,
  auditTrail,
  exampleSentence,
  formatNumber,
  lotNumber,
  measured,
  stamp,
  thingName,
  stationName,
  withUnit,
} from '../../present/index.ts'
import { Words } from '../glossary/Words.tsx'
import { SheetFrame, UnitText } from '../parts.tsx'
import { TrailEntry } from '../Record.tsx'
import { roomWords } from '../room/text.ts'
import { texts } from '../text.ts'
import { CourseChart, type Trace } from './CourseChart.tsx'
import { CutPair } from './CutPair.tsx'
import { cutOtherwise, furthestApart, offBy, stepOfSlot } from './curves.ts'
import './debrief.css'
import { Kept } from './Kept.tsx'
import { Luck } from './Luck.tsx'
import { Opened } from './Opened.tsx'
import { OwnValue } from './OwnValue.tsx'
import { curveName, DAY_S, Figures, Legend, type Of, Pair, points, when } from './Pair.tsx'
import { type Axis, axisOf } from './verdict.ts'
import { debriefTexts, groupWords } from './text.ts'

/** What happened and why, once the lot is over: which decision cost what, how it would have gone, what really was. */
export function DebriefSheet({ session, view, onClose }: Omit<Of, 'language'> & { readonly onClose: () => void }) {
  const language = session.language.value
  const t = debriefTexts[language]
  const of: Of = { session, view, language }
  const parts = session.hindsight.parts.value ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const group = chosen ?? parts[0]?.group ?? null
  useEffect(() => void session.hindsight.relive(), [])
  // Of a lot that no hand could have released there is nothing to share out.
  const isKept = session.hindsight.stopped.value !== null && parts.every(costsNothing)
  return (
    <SheetFrame
      title={t.title(lotNumber(view.level, view.seed))}
      closeLabel={texts[language].close}
      wide
      kind="of-debrief"
      onClose={onClose}
    >
      <div class="debrief">
        {isKept ? (
          <section class="where is-alone" aria-labelledby="kept-title">
            <Kept {...of} />
          </section>
        ) : (
          <>
            <Where {...of} group={group} onChoose={setChosen} />
            <WhatIf {...of} part={parts.find((p) => p.group === group) ?? null} />
          </>
        )}
        <Truth {...of} />
        <Days {...of} />
      </div>
    </SheetFrame>
  )
}

const groupName = ({ session, language }: Of, group: string): string =>
  groupWords(session.text.value, language, group).name

/** From the expert's lot to this one, a bar for each group of decisions: each begins where the one above it ended. */
function Where(props: Of & { readonly group: string | null; readonly onChoose: (group: string) => void }) {
  const { session, language, group, onChoose } = props
  const t = debriefTexts[language]
  const [wanted, setAxis] = useState<Axis | null>(null)
  const parts = session.hindsight.parts.value
  const axis = wanted ?? (parts?.[0] ? axisOf(parts[0]) : 'yield')
  const soFar = session.hindsight.soFar.value
  return (
    <section class="where" aria-labelledby="where-title">
      <div class="where-stays">
        <h3 id="where-title">{t.whereTitle}</h3>
        <div class="segments" role="group" aria-labelledby="where-title">
          {(['yield', 'purity'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === axis ? 'true' : 'false'} onClick={() => setAxis(one)}>
              {t.axes[one]}
            </button>
          ))}
        </div>
        {session.hindsight.stopped.value ? <Kept {...props} /> : null}
        {parts === null || !soFar?.known ? (
          session.hindsight.explaining.value ? (
            <div role="status">
              <p>{t.working(Math.floor(100 * (soFar?.share ?? 0)))}</p>
              <progress max={1} value={soFar?.share ?? 0} aria-label={t.whereTitle} />
            </div>
          ) : (
            <p>{t.unknown}</p>
          )
        ) : (
          <Waterfall
            of={props}
            axis={axis}
            parts={parts}
            from={soFar.known.experts[axis]}
            group={group}
            onChoose={onChoose}
          />
        )}
      </div>
    </section>
  )
}

const costsNothing = (p: Part): boolean => Math.abs(p.yield) < 0.05 && Math.abs(p.purity) < 0.05

function Waterfall(props: {
  readonly of: Of
  readonly axis: Axis
  readonly parts: readonly Part[]
  readonly from: number
  readonly group: string | null
  readonly onChoose: (group: string) => void
}) {
  const { of, axis, parts, from, group, onChoose } = props
  const { language } = of
  const t = debriefTexts[language]
  let level = from
  const bars = parts.map((part) => {
    const before = level
    level += part[axis]
    return { part, before, after: level }
  })
  const ends = [from, level, ...bars.flatMap((b) => [b.before, b.after])]
  const low = Math.max(0, Math.floor((Math.min(...ends) - 8) / 10) * 10)
  const high = Math.ceil(Math.max(...ends) / 10) * 10
  const at = (value: number): number => (100 * (value - low)) / (high - low)
  const total = (name: string, value: number) => (
    <li class="bar is-total">
      <span class="bar-name">{name}</span>
      <span class="bar-track" aria-hidden="true">
        <span class="bar-fill" style={{ left: 0, width: `${at(value)}%` }} />
      </span>
      <b class="bar-value">{formatNumber(language, value, 1)}</b>
    </li>
  )
  return (
    <>
      {parts.every((p) => p.yield > -1 && p.purity > -1) ? <p>{t.nothing}</p> : null}
      <ol class="waterfall" role="list">
        {total(t.expert, from)}
        {bars.map(({ part, before, after }) => (
          <li key={part.group}>
            <button
              type="button"
              class={`bar${after > before ? ' is-gain' : ''}`}
              aria-pressed={part.group === group ? 'true' : 'false'}
              aria-label={t.barOf(groupName(of, part.group), points(language, part[axis]))}
              onClick={() => onChoose(part.group)}
            >
              <span class="bar-name">{groupName(of, part.group)}</span>{' '}
              <span class="bar-track" aria-hidden="true">
                <span
                  class="bar-fill"
                  style={{
                    left: `${at(Math.min(before, after))}%`,
                    width: `max(3px, ${Math.abs(at(after) - at(before))}%)`,
                  }}
                />
              </span>
              <b class="bar-value">{points(language, part[axis])}</b>
            </button>
          </li>
        ))}
        {total(t.you, level)}
      </ol>
    </>
  )
}

/** One decision as the expert would have taken it, all the rest as it was. */
function WhatIf(props: Of & { readonly part: Part | null }) {
  const { session, view, language, part } = props
  const t = debriefTexts[language]
  const group = part?.group
  const other = group === undefined ? undefined : session.hindsight.otherWays.value[group]
  useEffect(() => {
    if (group !== undefined) void session.hindsight.compare(group)
  }, [group])
  const gap = session.hindsight.soFar.value?.known
  const why = group === undefined ? undefined : groupWords(props.session.text.value, props.language, group).why
  const course = session.hindsight.course.value
  const examples = part ? [part.example, ...part.otherwise] : []
  const decidedIn = examples.flatMap((example) => (example ? [stepOfSlot(example.slot)] : []))
  const cuts = other && course ? cutOtherwise(course, other.course, decidedIn) : null
  const curve = other && course && !cuts ? furthestApart(course, other.course, decidedIn) : null
  return (
    <section class="what-if" aria-labelledby="if-title">
      <h3 id="if-title">
        {t.ifTitle} {group === undefined ? null : <small>{groupName(props, group)}</small>}
      </h3>
      {part === null || group === undefined ? (
        <p>{t.ifAsk}</p>
      ) : (
        <>
          {part.example ? <p class="if-example">{exampleSentence(language, part.example, view)}</p> : null}
          {part.otherwise.length === 0 ? null : (
            <details>
              <summary>{t.otherwise}</summary>
              <ul>
                {part.otherwise.map((example) => (
                  <li key={example.slot}>{exampleSentence(language, example, view)}</li>
                ))}
              </ul>
            </details>
          )}
          {why === undefined ? null : (
            <p>
              <Words language={language} text={why} />
            </p>
          )}
          <div role="status">
            {other && gap ? (
              <p class="if-result">
                <b>
                  {t.ifResult(
                    points(language, other.worth.yield - gap.experts.yield - gap.gap.yield),
                    points(language, other.worth.purity - gap.experts.purity - gap.gap.purity),
                  )}
                </b>{' '}
                {isAlone(part, other.worth.yield - gap.experts.yield - gap.gap.yield) ? t.ifAlone : t.ifTogether}
              </p>
            ) : (
              <p>{t.ifWorking}</p>
            )}
          </div>
          {cuts ? <CutPair {...props} {...cuts} otherLabel={t.traces.other} /> : null}
          {curve ? <WithExpert {...props} mine={curve.mine} other={curve.other} at_s={part.apart_s} /> : null}
          {part.slots.length === 1 ? null : <Opened {...props} part={part} />}
          <OwnValue key={group} {...props} group={group} />
          {part.ofAnyLot ? <Luck {...props} group={group} axis={axisOf(part)} /> : null}
          {part.apart_s === null ? null : <PlayFrom {...props} t_s={part.apart_s} />}
        </>
      )}
    </section>
  )
}

/** What cost points, and given back alone gives none, cost them together with something else. */
const isAlone = (part: Part, gained: number): boolean => part.yield > -1 || gained > -part.yield / 4

/** From a second on, once more; not where tries are counted. */
export function PlayFrom({ session, view, language, t_s }: Of & { readonly t_s: number }) {
  const t = debriefTexts[language]
  if (session.watching.value || session.triesLeft.value !== null) return null
  return (
    <div class="play-from">
      <button type="button" class="second" onClick={() => void session.playFrom(t_s)}>
        {t.playFrom(stamp(language, view, t_s))}
      </button>
      <span class="age">{t.playFromNote}</span>
    </div>
  )
}

const WithExpert = (props: Of & { readonly mine: Curve; readonly other: Curve; readonly at_s: number | null }) => (
  <Pair {...props} otherLabel={debriefTexts[props.language].traces.other} say={debriefTexts[props.language].pair} />
)

/** What was in the vessel beside what displays and samples said of it, and what was wrong meanwhile. */
function Truth(props: Of) {
  const { session, view, language } = props
  const t = debriefTexts[language]
  const course = session.hindsight.course.value
  const [name, setName] = useState<string | null>(null)
  if (!course || course.curves.length === 0)
    return (
      <section class="truth" aria-labelledby="truth-title">
        <h3 id="truth-title">{t.truthTitle}</h3>
        <p role="status">{t.loading}</p>
      </section>
    )
  const nameOf = (c: Curve): string => `${c.step}.${c.reading}`
  const curve = course.curves.find((c) => nameOf(c) === name) ?? course.curves[0]!
  const steps = [...new Set(course.curves.map((c) => c.step))]
  const end_s = curve.truth.at(-1)![0]
  const traces: readonly Trace[] = [
    { label: t.traces.truth, as: 'truth', points: curve.truth },
    ...curve.shown.flatMap(({ by, instrument, points: shown }): Trace[] =>
      shown.length === 0
        ? []
        : [
            {
              label: `${t.traces[by === 'panel' ? 'display' : 'results']}, ${measured(language, instrument).short}`,
              as: by === 'panel' ? 'display' : 'results',
              points: shown,
            },
          ],
    ),
  ]
  const values = curve.truth.map(([, value]) => value)
  const off = offBy(curve)
  const said = (value: number): string => withUnit(language, value, decimals(value), curve.unit)
  const summary = `${curveName(language, curve)}. ${t.range(
    stamp(language, view, curve.truth[0]![0]),
    stamp(language, view, end_s),
    said(Math.min(...values)),
    said(Math.max(...values)),
  )}`
  return (
    <section class="truth" aria-labelledby="truth-title">
      <h3 id="truth-title">
        {t.truthTitle} <small>{t.truthLead}</small>
      </h3>
      <p class="curve-choice">
        <label for="curve">{t.curve}</label>
        <select id="curve" value={nameOf(curve)} onChange={(event) => setName(event.currentTarget.value)}>
          {steps.map((step) => (
            <optgroup key={step} label={stepName(props, step)}>
              {course.curves.flatMap((c) =>
                c.step === step ? (
                  <option key={nameOf(c)} value={nameOf(c)}>
                    {curveName(language, c)}
                  </option>
                ) : (
                  []
                ),
              )}
            </optgroup>
          ))}
        </select>
        <Legend traces={traces} />
      </p>
      <CourseChart
        traces={traces}
        troubles={course.troubles
          .filter((x) => x.step === curve.step)
          .map(({ from_s, to_s }) => ({ from_s, to_s: to_s ?? end_s }))}
        at_s={null}
        label={(t_s) => when(language, view, t_s, curve)}
        zero_s={view.dayZero_s}
        number={(value, by) => formatNumber(language, value, by >= 1 ? 0 : by >= 0.1 ? 1 : 2)}
        summary={summary}
      />
      <p>
        <UnitText text={summary} />{' '}
        {traces.length === 1 ? t.never : off === null ? null : <UnitText text={t.off(said(off))} />}
      </p>
      <Troubles {...props} course={course} />
      <Figures {...props} curve={curve} traces={traces} />
    </section>
  )
}

const decimals = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)

const stepName = ({ view, language }: Of, step: string): string => stationName(language, view, step)

function Troubles({ session, view, language, course }: Of & { readonly course: Course }) {
  const t = debriefTexts[language]
  const { cases } = session.text.value
  return (
    <>
      <h4>{t.troubles}</h4>
      {course.troubles.length === 0 ? <p>{t.noTroubles}</p> : null}
      <ul class="troubles" role="list">
        {course.troubles.map(({ fault, thing, from_s, to_s, byClass }) => (
          <li key={fault}>
            <b>{thing === null ? (cases?.[fault] ?? fault) : thingName(language, thing).short}</b>{' '}
            {t.trouble(stamp(language, view, from_s), to_s === null ? t.toTheEnd : stamp(language, view, to_s))}
            {byClass ? ` ${t.byClass}` : null}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What the player did, day by day, each with the way back to its morning. */
function Days(props: Of) {
  const { session, view, language } = props
  const t = debriefTexts[language]
  const { lines } = session.text.value
  const trail = auditTrail(language, view, {
    line: (id) => lines?.[id],
    act: (slot, value) => roomWords(session, slot, value),
    reason: (id) => texts[language].reasons[id],
  })
  return (
    <section class="days" aria-labelledby="days-title">
      <h3 id="days-title">{t.dayTitle}</h3>
      {auditOf(trail, 'mine').map((day) => (
        <details key={day.day}>
          <summary>
            <b>{t.dayName(String(day.day).replace('-', '−'))}</b> {t.acts(day.entries.length)}
          </summary>
          <section class="trail trail-day">
            <ol role="list">
              {day.entries.map((entry, i) => (
                <TrailEntry key={i} language={language} entry={entry} />
              ))}
            </ol>
          </section>
          <PlayFrom {...props} t_s={Math.max(0, view.dayZero_s + day.day * DAY_S)} />
        </details>
      ))}
    </section>
  )
}
