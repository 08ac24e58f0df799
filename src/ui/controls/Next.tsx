import {
  duration,
  formatNumber,
  type Language,
  measured,
  type Snapshot,
  type StepSnapshot,
  topicName,
  withUnit,
} from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { Session } from '../session.ts'
import { boardTexts } from '../board/text.ts'
import { texts } from '../text.ts'
import { openLine, seenFor } from '../Write.tsx'
import { askedByRecipe } from './Indicator.tsx'
import { controlTexts } from './text.ts'

interface Thing {
  readonly key: string
  readonly icon: string
  readonly label: string
  go(): void
}

/** What this morning still asks, in its order: one press each, never all at once. */
function nextThings(session: Session, view: Snapshot, step: StepSnapshot): readonly Thing[] {
  const language = session.language.value
  const t = texts[language]
  const began_s = view.round * view.roundLength_s
  const out: Thing[] = []
  // A lone analyser check is not a morning's sample.
  const drawn = view.acts.filter(
    (a) => a.slot === `${step.id}.assay` && Array.isArray(a.value) && (a.value.length > 1 || step.unit !== 'culture'),
  )
  const before = drawn.some((a) => a.t_s >= began_s) ? undefined : drawn.at(-1)?.value
  // What is measured again of a finished lot is a decision, never a habit.
  if (Array.isArray(before) && step.unit !== 'quarantine')
    out.push({
      key: 'sample',
      icon: 'sample',
      label: t.sameSample(before.length),
      go: () => void session.decide({ slot: `${step.id}.assay`, value: before }),
    })
  const soonest = view.nextResult_s
  if (soonest !== null)
    out.push({
      key: 'wait',
      icon: 'wait',
      label: t.waitResults(duration(language, soonest)),
      go: () => void session.wait((session.view.peek()?.nextResult_s ?? soonest) + 60),
    })
  for (const { fault, measure } of view.boards) {
    const name = session.text.value.boards?.[fault]?.title
    if (measure === null && name !== undefined)
      out.push({
        key: `case.${fault}`,
        icon: 'deviation',
        label: boardTexts[language].short(name),
        go: () => (session.sheet.value = { kind: 'investigation', fault }),
      })
  }
  for (const line of view.lines)
    if (line.state === 'due' && seenFor(view, line).canRead)
      out.push({
        key: `line.${line.id}`,
        icon: 'pen',
        label: t.writeTitle(measured(language, line.panel).name),
        go: () => openLine(session, view, line, true),
      })
  return out
}

/** The next step as a button; the recipe's figures beside it while they differ from what stands. */
export function Next(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
  /** How many at once. */
  readonly most: number
  readonly id?: string
}) {
  const { session, view, step, most, id } = props
  const language = session.language.value
  const t = controlTexts[language]
  const still = session.watching.value
  const things = nextThings(session, view, step)
  return (
    <section class="next" aria-labelledby={id ?? 'next-title'}>
      <h2 id={id ?? 'next-title'} class={id ? '' : 'unseen'} tabIndex={-1}>
        {t.next}
      </h2>
      {things.slice(0, most).map(({ key, icon, label, go }) => (
        <button key={key} type="button" class="wait" disabled={still} onClick={go}>
          <Icon name={icon} /> <span>{label}</span>
        </button>
      ))}
      {things.length < most ? <ByRecipe session={session} view={view} step={step} /> : null}
      {things.length === 0 && id ? <p>{t.nextNone}</p> : null}
    </section>
  )
}

function ByRecipe({ session, view, step }: { session: Session; view: Snapshot; step: StepSnapshot }) {
  const language = session.language.value
  const t = texts[language]
  const began_s = view.round * view.roundLength_s
  const sugared = view.acts.some((a) => a.slot === `${step.id}.glucose` && a.t_s >= began_s)
  const differs = ['temperature', 'feedRate', ...(sugared ? [] : ['glucose'])].flatMap((topic) => {
    const c = step.controls.find((x) => x.topic === topic)
    const value = askedByRecipe(step, topic)
    if (!c || value === null) return []
    return c.kind === 'act' || Number(c.value.toFixed(c.digits)) !== value ? [{ c, value }] : []
  })
  if (view.room || differs.length === 0) return null
  return (
    <>
      <div class="recipe-row" role="group" aria-label={t.recipeTitle}>
        <span>{t.recipeShort}</span>
        {differs.map(({ c, value }) => (
          <button
            key={c.topic}
            type="button"
            class="second"
            disabled={session.watching.value}
            aria-label={`${t.recipeShort}, ${topicName(language, c.topic).short} ${withUnit(language, value, c.digits, c.unit)}, ${t.minutes(Math.round(c.cost_s / 60))}`}
            onClick={() => void session.decide({ slot: `${step.id}.${c.topic}`, value })}
          >
            {topicName(language, c.topic).short} {withUnit(language, value, c.digits, c.unit)}
          </button>
        ))}
      </div>
      {step.recipe ? <Fit recipe={step.recipe} language={language} /> : null}
    </>
  )
}

/** What the printed figures were worked out for, beside what this lot shows: facts, no answer. */
function Fit({ recipe, language }: { recipe: NonNullable<StepSnapshot['recipe']>; language: Language }) {
  const t = texts[language]
  const { cells_1e6_mL: cells, litres, osmolality } = recipe.fit
  const figure = (value: number, digits: number): string => formatNumber(language, Math.max(0, value), digits)
  const said = [
    cells ? t.fitCells(figure(cells[0], 1), figure(cells[1], 1)) : '',
    litres ? t.fitLitres(figure(litres[0], 1), figure(litres[1], 1)) : '',
    osmolality ? t.fitOsmolality(figure(osmolality[0], 0), figure(osmolality[1], 0)) : '',
  ].filter((sentence) => sentence !== '')
  return said.length ? <p class="hint">{said.join(' ')}</p> : null
}
