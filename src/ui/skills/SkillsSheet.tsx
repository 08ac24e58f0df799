import type { FirstTry, Pass } from '../../platform/index.ts'
import {
  type Language,
  levelsFor,
  type Mastery,
  masteryOf,
  nextFor,
  type Shown,
  type Standing,
  typeset,
} from '../../present/index.ts'
import { titleOf } from '../campus/text.ts'
import { SheetFrame } from '../parts.tsx'
import words from './competencies.json' with { type: 'json' }
import { shownAgain } from './again.ts'
import { type Course, shownIn, within } from './kept.ts'
import './skills.css'
import { skillsTexts } from './text.ts'

type Id = keyof typeof words.items
const IDS = Object.keys(words.items) as readonly Id[]
const ORDER: readonly Standing[] = ['mastered', 'practised', 'toReview', 'unmet']
/** Names said of a level before the rest is counted. */
const NAMED = 4

export const nameOf = (language: Language, id: string): string =>
  typeset(language, Object.hasOwn(words.items, id) ? words.items[id as Id][language][0]! : id)

/** The framework's competencies by block: what is proven, what is not, what that takes, and what to play next. */
export function SkillsSheet(props: {
  readonly language: Language
  readonly firsts: readonly FirstTry[]
  readonly passes: readonly Pass[]
  readonly course: Course
  readonly onClose: () => void
}) {
  const { language, firsts, passes, course, onClose } = props
  const t = skillsTexts[language]
  const runs = shownIn(firsts)
  const open = within(
    course.levels.map(({ id }) => id),
    firsts,
  )
  const mastery = new Map(IDS.map((id) => [id, masteryOf(id, runs)] as const))
  const count = (standing: Standing): number => IDS.filter((id) => mastery.get(id)!.standing === standing).length
  const next = nextFor(IDS, runs, course.trained, open)
  const address = course.levels.find(({ id }) => id === next?.level)?.address
  return (
    <SheetFrame title={t.title} closeLabel={t.close} wide paper kind="skills-sheet" onClose={onClose}>
      <p>{t.lead}</p>
      <ul class="skill-counts" role="list">
        {ORDER.map((standing) => (
          <li key={standing}>
            <Mark standing={standing} /> {t.counts[standing](count(standing))}
          </li>
        ))}
      </ul>
      <section class="skill-next" aria-labelledby="skill-next">
        <h3 id="skill-next">{t.nextTitle}</h3>
        {next && address !== undefined ? (
          <>
            <a class="big" href={address}>
              {next.level} <small>{titleOf(language, next.level)}</small>
            </a>
            <p>
              {t.next(
                next.brings
                  .slice(0, NAMED)
                  .map((id) => nameOf(language, id))
                  .join(' · '),
                Math.max(0, next.brings.length - NAMED),
              )}
            </p>
          </>
        ) : (
          <p>{t.nothingNext}</p>
        )}
      </section>
      <div class="skill-blocks">
        {words.blocks.map((block) => {
          const ids = block.competencies as readonly Id[]
          const met = ids.filter((id) => mastery.get(id)!.standing === 'mastered').length
          return (
            <section key={block.id} class="skill-block" aria-labelledby={`skills-${block.id}`}>
              <h3 id={`skills-${block.id}`}>
                {typeset(language, block[language])} <small>{t.of(met, ids.length)}</small>
              </h3>
              <ul role="list">
                {ids.map((id) => (
                  <Skill
                    key={id}
                    id={id}
                    language={language}
                    mastery={mastery.get(id)!}
                    again={shownAgain(id, passes)}
                    runs={runs}
                    course={course}
                  />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      <details class="skill-rule">
        <summary>{t.ruleTitle}</summary>
        <p>{t.rule}</p>
      </details>
    </SheetFrame>
  )
}

function Skill(props: {
  readonly id: Id
  readonly language: Language
  readonly mastery: Mastery
  readonly again: ReturnType<typeof shownAgain>
  readonly runs: readonly Shown[]
  readonly course: Course
}) {
  const { id, language, mastery, again, runs, course } = props
  const t = skillsTexts[language]
  const { standing, observations, lacks } = mastery
  const levels = course.levels.map((level) => level.id)
  const trained = levels.some((level) => course.trained[level]?.includes(id))
  const where = levelsFor(id, runs, course.trained, levels)
  return (
    <li>
      <details class={`skill is-${standing}`}>
        <summary>
          <Mark standing={standing} /> <span class="skill-name">{nameOf(language, id)}</span>{' '}
          <span class="skill-standing">{t.standing[standing]}</span>
        </summary>
        <p>{typeset(language, words.items[id][language][1]!)}</p>
        {observations > 0 ? <p>{t.seen(observations)}</p> : null}
        {again ? <p>{t.again(again.level, again.held)}</p> : null}
        {lacks.length ? <p>{t.lacking(lacks.map((lack) => t.lacks[lack]).join(', '))}</p> : null}
        {standing === 'mastered' ? null : (
          <p>{where.length ? t.trainedBy(where.join(', ')) : trained ? t.enough : t.trainedNowhere}</p>
        )}
      </details>
    </li>
  )
}

/** Told by its shape, not by its colour: a check, half a disc, a turning arrow, an empty ring. */
export function Mark({ standing, size = 20 }: { readonly standing: Standing; readonly size?: number }) {
  return (
    <svg
      class={`skill-mark is-${standing}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="10" cy="10" r="8.2" />
      {standing === 'mastered' ? <path d="M5.8 10.4l2.9 2.9 5.6-6" class="line" /> : null}
      {standing === 'practised' ? <path d="M10 1.8a8.2 8.2 0 0 1 0 16.4z" class="fill" /> : null}
      {standing === 'toReview' ? <path d="M10 5.2v6M10 13.8v1.2" class="line" /> : null}
    </svg>
  )
}
