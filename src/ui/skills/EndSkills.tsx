import { useEffect, useState } from 'preact/hooks'
import { type Ending, formatNumber, masteryOf, type Shown, shownOf, type Standing } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { Mark, nameOf, SkillsSheet } from './SkillsSheet.tsx'
import { type Course, shownIn } from './kept.ts'
import './skills.css'
import { skillsTexts } from './text.ts'

const MARKS: Readonly<Record<ReturnType<typeof shownOf>, Standing>> = {
  whole: 'mastered',
  part: 'practised',
  none: 'toReview',
}

/** What a lot that is over has shown of the competencies its level trains, and whether it counts. */
export function EndSkills({ session, ending }: { readonly session: Session; readonly ending: Ending }) {
  const language = session.language.value
  const t = skillsTexts[language]
  const [course, setCourse] = useState<Course | null>(null)
  const [open, setOpen] = useState(false)
  useEffect(() => void session.course().then(setCourse), [session])
  const shown = Object.entries(ending.practice)
  if (shown.length === 0) return null
  const first = session.first.value
  const counts = first?.digest === ending.leaves.record
  const runs = shownIn(session.firsts.value)
  const before = runs.slice(0, first ? session.firsts.value.indexOf(first) : runs.length)
  const isNew = (id: string): boolean =>
    counts && standing(id, [...before, runs[before.length]!]) === 'mastered' && standing(id, before) !== 'mastered'
  const whole = shown.filter(([, worths]) => shownOf(worths) === 'whole').length
  return (
    <details class="end-file end-skills">
      <summary>
        <b>{t.shownTitle}</b> <span>{t.shownCount(whole, shown.length)}</span>
      </summary>
      {session.handed?.kind === 'again' ? (
        <p>{t.againShown}</p>
      ) : counts ? null : (
        <p>{first ? t.notCounted : t.noneKept}</p>
      )}
      <ul role="list">
        {shown.map(([id, worths]) => {
          const how = shownOf(worths)
          return (
            <li key={id}>
              <Mark standing={MARKS[how]} /> <span class="skill-name">{nameOf(language, id)}</span>{' '}
              <span class="skill-standing">{isNew(id) ? t.newlyMastered : t.shown[how]}</span>
            </li>
          )
        })}
      </ul>
      {course ? (
        <p class="buttons">
          <button type="button" class="second" aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {t.all}
          </button>
        </p>
      ) : null}
      {open && course ? (
        <SkillsSheet
          language={language}
          firsts={session.firsts.value}
          passes={session.passes.value}
          course={course}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </details>
  )
}

const standing = (id: string, runs: readonly Shown[]): Standing => masteryOf(id, runs).standing

/** Where a lot was played more than once: how the first try went, and the way back to it. */
export function FirstTryLine({ session, ending }: { readonly session: Session; readonly ending: Ending }) {
  const language = session.language.value
  const t = skillsTexts[language]
  const first = session.first.value
  const later = session.lookingBack.value
  if (later)
    return (
      <p class="first-try">
        {t.lookingBack}{' '}
        <button type="button" class="second" onClick={() => void session.seeLater()}>
          {t.seeLater}
        </button>
      </p>
    )
  if (!first || first.digest === ending.leaves.record) return null
  const n = (x: number): string => formatNumber(language, x, 0)
  const { score } = first
  return (
    <p class="first-try">
      {t.firstTry(t.marks(n(score.yield), n(score.purity), n(score.compliance)))}{' '}
      <button type="button" class="second" onClick={() => void session.seeFirst()}>
        {t.seeFirst}
      </button>
    </p>
  )
}
