// Takes a page to the places where it is measured or pictured, by the same decisions as any hand's.

/** The address of a level, quiet, for `window.lot`. */
export const levelAddress = (level, wishes) =>
  `?${new URLSearchParams({ level, seed: '11', probe: '', sound: '0', ...wishes })}`

export const ready = (page) => page.waitForFunction(() => window.lot?.state())

/** M2, by the printed recipe, to the morning of that day of the culture. */
export async function cultureTo(page, day) {
  await ready(page)
  await page.evaluate(async (until) => {
    const { lot } = window
    const decide = (slot, value) => lot.decide({ slot, value })
    for (let night = 0; night < 24 && lot.state().playing; night++) {
      const [step] = lot.state().steps
      if (step.id === 'seed' && step.ready) {
        await decide('seed.assay', ['viability'])
        await lot.advance(3600)
        await decide('seed.squares', 25)
        await decide('seed.seedingDensity', 0.7)
        await decide('seed.proceed', 1)
      } else if (step.id === 'culture') {
        if (step.day >= until) break
        await decide('culture.assay', ['viableCells', 'viability', 'glucose', 'osmolality'])
        await lot.advance(1800)
        const { recipe } = lot.state().steps[0]
        if (recipe) {
          await decide('culture.temperature', recipe.temperature_C)
          await decide('culture.feedRate', recipe.feedRate_L_h)
          if (recipe.glucose_L) await decide('culture.glucose', recipe.glucose_L)
        }
      }
      await lot.night()
    }
  }, day)
}

/** Along a recorded log, from one plant second to another. */
export async function follow(page, log, from_s, until_s) {
  await ready(page)
  await page.evaluate(
    async ([decisions, until]) => {
      const { lot } = window
      // A command that meets another on its way is dropped: again, until the time has passed.
      const reach = async (t_s) => {
        for (let i = 0; i < 90 && lot.state().t_s < t_s; i++) await lot.advance(t_s - lot.state().t_s)
      }
      for (const { t, slot, value } of decisions) {
        await reach(t)
        await lot.decide({ slot, value })
      }
      await reach(until)
    },
    [log.filter(({ t }) => t >= from_s && t < until_s), until_s],
  )
}

/** Whatever a colleague has said is acknowledged, so that the screen is seen as it is worked at. */
export async function hearOut(page) {
  for (let i = 0; i < 5; i++) {
    const understood = page.getByRole('button', { name: /^(Compris|Understood)$/ })
    if (!(await understood.count())) return
    // Without waiting until it holds still: where software draws WebGL, that takes minutes.
    await understood.first().dispatchEvent('click')
  }
}
