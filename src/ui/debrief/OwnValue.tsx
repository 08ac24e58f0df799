import { useState } from 'preact/hooks'
import type { Choice } from '../../play/index.ts'
import { digitsOfTopic, stamp, withUnit } from '../../present/index.ts'
import { UnitText } from '../parts.tsx'
import { NumberField } from '../sheet.tsx'
import { CutPair } from './CutPair.tsx'
import { cutOtherwise, furthestApart, stepOfSlot } from './curves.ts'
import { type Of, Pair, points } from './Pair.tsx'
import { keyOfTry } from './hindsight.ts'
import { moreTexts } from './moreText.ts'
import { slotName } from './slotName.ts'

const digitsOf = ({ slot }: Choice): number => digitsOfTopic(slot.slice(slot.indexOf('.') + 1))

/** One figure of the player's as another: both curves, and what it would have come to. */
export function OwnValue(props: Of & { readonly group: string }) {
  const { session, view, language, group } = props
  const t = moreTexts[language]
  const choices = session.hindsight.choices.value.filter((c) => c.group === group)
  const [index, setIndex] = useState<number | null>(null)
  const choice = choices.find((c) => c.index === index) ?? choices[0]
  const [value, setValue] = useState<number | null>(null)
  const [tried, setTried] = useState<number | null>(null)
  if (!choice) return null
  const said = (x: number): string => withUnit(language, x, digitsOf(choice), choice.unit)
  const wanted = value ?? choice.value
  const isOut = wanted < choice.low || wanted > choice.high
  const isSame = wanted === choice.value
  const choose = (chosen: number): void => {
    setIndex(chosen)
    setValue(null)
    setTried(null)
  }
  const play = (): void => {
    setTried(wanted)
    void session.hindsight.change(choice.index, wanted)
  }
  return (
    <details class="own-value">
      <summary>{t.ownTitle}</summary>
      <p>{t.ownLead}</p>
      <p class="own-choice">
        <label for="own-decision">{t.decision}</label>
        <select id="own-decision" value={choice.index} onChange={(event) => choose(Number(event.currentTarget.value))}>
          {choices.map((c) => (
            <option key={c.index} value={c.index}>
              {stamp(language, view, c.t_s)} {slotName(c.slot, language, view, session.text.value)}{' '}
              {withUnit(language, c.value, digitsOf(c), c.unit)}
            </option>
          ))}
        </select>
      </p>
      <p class="own-choice">
        <NumberField
          key={choice.index}
          label={t.value}
          language={language}
          value={wanted}
          digits={digitsOf(choice)}
          unit={choice.unit}
          onChange={setValue}
        />
        <span class="age">
          <UnitText text={t.bounds(said(choice.low), said(choice.high))} />
        </span>
        <button type="button" class="second" disabled={isOut || isSame} onClick={play}>
          {t.play}
        </button>
      </p>
      <div role="status">
        {isOut ? <p>{t.out(said(choice.low), said(choice.high))}</p> : isSame ? <p>{t.same}</p> : null}
        {tried === null || tried !== wanted ? null : <Tried {...props} choice={choice} value={tried} />}
      </div>
    </details>
  )
}

function Tried(props: Of & { readonly choice: Choice; readonly value: number }) {
  const { session, language, choice, value } = props
  const t = moreTexts[language]
  const { ownWays, course, soFar } = session.hindsight
  const way = ownWays.value[keyOfTry(choice.index, value)]
  const known = soFar.value?.known
  if (!way || !known || !course.value) return <p>{t.working}</p>
  const gained = (axis: 'yield' | 'purity'): string =>
    points(language, way.worth[axis] - known.experts[axis] - known.gap[axis])
  const decidedIn = [stepOfSlot(choice.slot)]
  const cuts = cutOtherwise(course.value, way.course, decidedIn)
  const curve = furthestApart(course.value, way.course, decidedIn)
  return (
    <>
      <p class="if-result">
        <b>{t.result(gained('yield'), gained('purity'))}</b> {way.refused ? t.refused(way.refused) : null}
      </p>
      {cuts ? (
        <CutPair {...props} {...cuts} otherLabel={t.other} />
      ) : curve ? (
        <Pair {...props} mine={curve.mine} other={curve.other} at_s={choice.t_s} otherLabel={t.other} say={t.pair} />
      ) : (
        <p>{t.alike}</p>
      )}
    </>
  )
}
