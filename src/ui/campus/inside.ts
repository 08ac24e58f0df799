import type { FirstTry } from '../../platform/index.ts'
import { type Language, masteryOf } from '../../present/index.ts'
import { shownIn } from '../skills/kept.ts'
import { skillsTexts } from '../skills/text.ts'
import { vialsTexts } from '../vials/text.ts'

/** What the academy's station says: how much is mastered, or under way. */
export function academyWords(language: Language, firsts: readonly FirstTry[]) {
  const t = skillsTexts[language]
  const runs = shownIn(firsts)
  const all = [...new Set(runs.flatMap(({ seen }) => Object.keys(seen)))].map((id) => masteryOf(id, runs).standing)
  const count = (standing: (typeof all)[number]): number => all.filter((s) => s === standing).length
  return { pill: t.short(count('mastered'), count('practised')), label: t.title }
}

/** What the laboratory's says: how many vials stand there. */
export function labWords(language: Language, firsts: readonly FirstTry[]) {
  const t = vialsTexts[language]
  const released = firsts.filter(({ disposition }) => disposition === 'released').length
  return { pill: released ? t.pill(released) : t.none(firsts.length), label: t.title }
}
