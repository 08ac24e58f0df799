import { formatNumber, topicName, withUnit } from '../../present/index.ts'
import { Words } from '../glossary/Words.tsx'
import { SheetFrame } from '../parts.tsx'
import { recipeDose_kg } from '../room/FeedSheet.tsx'
import type { SheetOf } from '../sheet.tsx'
import { papersOf } from '../papers.ts'
import { texts } from '../text.ts'
import { controlTexts } from './text.ts'

/** The printed recipe as the page it is: its number, its steps, this day's figures. Free to read, like any paper. */
export function RecipeSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = texts[language]
  const c = controlTexts[language]
  const step = view.steps.find((s) => s.recipe)
  const recipe = step?.recipe
  if (!step || !recipe) return null
  const has = (topic: string): boolean => step.controls.some((control) => control.topic === topic)
  const percent = `${formatNumber(language, recipe.feedPercent, 0)}\u202f%`
  const dose = view.bags === null ? null : recipeDose_kg(view, step.id)
  const figures: readonly (readonly [topic: string, value: string])[] = [
    ...(view.bags === null
      ? []
      : [['feed', dose === null ? '0' : `${withUnit(language, dose, 1, 'kg')} (${percent})`] as const]),
    ['feedRate', recipe.feedRate_L_h > 0 ? `${withUnit(language, recipe.feedRate_L_h, 3, 'L/h')} (${percent})` : '0'],
    ['glucose', recipe.glucose_L === null ? t.recipeLater : withUnit(language, recipe.glucose_L, 2, 'L')],
    ['temperature', withUnit(language, recipe.temperature_C, 1, '°C')],
  ]
  const steps = [
    c.recipeSample,
    recipe.shiftDay === null
      ? null
      : c.recipeShift(recipe.shiftDay, formatNumber(language, recipe.shiftCells_1e6_mL, 0)),
    ...(has('feedRate')
      ? [
          c.recipeSalty(formatNumber(language, recipe.saltyAbove_mOsm_kg, 0)),
          c.recipeScale(recipe.checks.scaleDays.join(', ')),
          c.recipeProbe(recipe.checks.probeDays.join(', ')),
          c.recipeDifference,
        ]
      : []),
    c.recipeWrite,
    step.canProceed
      ? t.recipeHarvest(
          recipe.harvestDay,
          recipe.earlyHarvest.fromDay,
          formatNumber(language, recipe.earlyHarvest.below_pct, 0),
          formatNumber(language, recipe.earlyHarvest.night_mM, 0),
        )
      : null,
  ].filter((line) => line !== null)
  return (
    <SheetFrame title={t.recipeTitle} closeLabel={t.close} paper onClose={onClose}>
      <dl class="form-head two">
        <div>
          <dt>{t.version}</dt>
          <dd>{papersOf(view).record}</dd>
        </div>
        <div>
          <dt>{t.equipment}</dt>
          <dd>
            {papersOf(view).vessel}, {view.scale_L} L
          </dd>
        </div>
        <div>
          <dt>{t.product}</dt>
          <dd>{t.products[view.site]}</dd>
        </div>
        <div>
          <dt>{t.lot}</dt>
          <dd>
            PL-{view.level}-{String(view.seed).padStart(3, '0')}
          </dd>
        </div>
      </dl>
      <h3 class="paper-title">{c.recipeToday(recipe.day)}</h3>
      <table class="form">
        <tbody>
          {figures.flatMap(([topic, value]) =>
            topic === 'feed' || has(topic)
              ? [
                  <tr key={topic}>
                    <th scope="row">{topicName(language, topic).name}</th>
                    <td class="printed">{value}</td>
                  </tr>,
                ]
              : [],
          )}
        </tbody>
      </table>
      <h3 class="paper-title">{c.recipeSteps}</h3>
      <ol class="sop">
        {steps.map((line) => (
          <li key={line}>
            <span>
              <Words language={language} text={line} />
            </span>
          </li>
        ))}
      </ol>
    </SheetFrame>
  )
}
