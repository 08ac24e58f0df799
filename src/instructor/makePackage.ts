/** A package made in this browser: loaded when one is asked for. */
import { worded } from '../content/index.ts'
import { setUp } from '../record/index.ts'
import { type Pack, packageOf, type PackKind, packName, type PackedLot, type Scenario } from '../share/index.ts'

type Titled = { readonly title?: string }
const levels = import.meta.glob('../../levels/*/*/level.json', { import: 'default' })
const texts = import.meta.glob<Titled>('../../levels/*/*/text/*.json', { import: 'default' })

export type Made =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly broken: string; readonly why: string }
  | 'failed'

/** `page`: where the game stands as one file, beside this page. */
export async function makePackage(
  kind: PackKind,
  scenarios: readonly Scenario[],
  language: 'fr' | 'en',
  page = new URL('single.txt', document.baseURI),
): Promise<Made> {
  const lots: PackedLot[] = []
  for (const scenario of scenarios) {
    const at = (end: string): string => `/${scenario.level}/${end}`
    const path = Object.keys(levels).find((p) => p.endsWith(at('level.json')))
    if (path === undefined) return { broken: scenario.level, why: scenario.level }
    const { level, problems } = setUp(await levels[path]!(), scenario)
    if (!level)
      return { broken: scenario.level, why: `${problems[0]?.path ?? ''} ${problems[0]?.message ?? ''}`.trim() }
    const titleIn = async (code: 'fr' | 'en'): Promise<string> => {
      const words = Object.keys(texts).find((p) => p.endsWith(at(`text/${code}.json`)))
      const text = words === undefined ? {} : await texts[words]!()
      return worded<Titled>(text, scenario.words?.[code]).title ?? scenario.level
    }
    lots.push({
      level: scenario.level,
      seed: scenario.seed,
      options: scenario.options,
      ...(scenario.patch && { patch: scenario.patch }),
      ...(scenario.words && { words: scenario.words }),
      title: { fr: await titleIn('fr'), en: await titleIn('en') },
    })
  }
  const pack: Pack = { pack: 1, kind, lots }
  const template = await fetch(page).then(
    (answer) => (answer.ok ? answer.text() : null),
    () => null,
  )
  // A server that answers every address with its first page has no such file.
  if (!template?.includes('<!--pack-->')) return 'failed'
  return { name: packName(pack), bytes: packageOf(template, pack, language) }
}
