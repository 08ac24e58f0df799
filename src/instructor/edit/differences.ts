import { changesBetween, saidIn } from '../../content/index.ts'
import { attributeName, type Language, unitName } from '../../present/index.ts'
import type { Base, Draft } from '../work.ts'
import { written } from './fields.tsx'
import { nameOf } from './Timeline.tsx'
import type { settingName } from './settingNames.ts'
import { editTexts } from './text.ts'
import { drawName } from './words.ts'

/** What the draft does differently from the level it began from, a sentence each. */
export function differences(
  language: Language,
  draft: Draft,
  base: Base,
  nameOfSetting?: typeof settingName,
): readonly string[] {
  const t = editTexts[language].diff
  const { work } = draft.file
  const lines: string[] = []
  for (const [kind, said] of [
    ['faults', t.faults],
    ['questions', t.questions],
    ['decoys', t.decoys],
    ['lines', t.lines],
  ] as const) {
    const [old, now] = [base.file.work[kind] ?? [], work[kind] ?? []] as readonly (readonly { readonly id: string }[])[]
    const was = { ...draft, texts: base.texts }
    for (const one of old!)
      if (!now!.some(({ id }) => id === one.id)) lines.push(said.gone(nameOf(language, was, { kind, id: one.id })))
    for (const one of now!) {
      const before = old!.find(({ id }) => id === one.id)
      const name = nameOf(language, draft, { kind, id: one.id })
      if (!before) lines.push(said.come(name))
      else
        for (const { path, value } of changesBetween({ one: before }, { one }))
          lines.push(t.of(name, inWords(path), told(at(before, path), value)))
    }
  }
  const rest = (file: Base['file']) => {
    const { faults: _, questions: __, decoys: ___, lines: ____, quality: _____, ...others } = file.work
    return { ...file, work: others }
  }
  for (const { path, value } of changesBetween(rest(base.file), rest(draft.file)))
    lines.push(t.of(placeOf(path), inWords(path), told(valueAt(base.file, path), value)))
  for (const [id, wish] of Object.entries(work.quality ?? {}))
    for (const key of ['target', 'weight'] as const)
      if (wish[key] !== undefined) lines.push(t.of(attributeName(language, id), t.keys[key], told(t.usual, wish[key])))
  for (const spoken of ['fr', 'en'] as const)
    for (const { path, value } of changesBetween(base.texts[spoken], draft.texts[spoken]).flatMap(saidIn))
      lines.push(t.words(spoken.toUpperCase(), path, String(value)))
  return lines

  function told(from: unknown, to: unknown): string {
    const one = (value: unknown): string =>
      typeof value === 'number'
        ? written(language, value)
        : typeof value === 'string'
          ? value
          : value === undefined || value === null
            ? t.nothing
            : typeof value === 'boolean'
              ? t.yesNo(value)
              : t.list(Object.keys(value).length)
    return t.fromTo(one(from), one(to))
  }
  function placeOf(path: string): string {
    const step = /^steps\[(\d+)\]/.exec(path)
    const draw = /^draws\[(\d+)\]/.exec(path)
    if (step) {
      const { unit, place } = draft.file.steps[Number(step[1])]!
      return unitName(language, unit, place).name
    }
    if (draw) return drawName(language, draft.file.draws?.[Number(draw[1])]?.id ?? '')
    return t.places[path.split(/[.[]/)[path.startsWith('work.') ? 1 : 0] as keyof typeof t.places] ?? path
  }
  function inWords(path: string): string {
    const [, i, setting] = /^steps\[(\d+)\]\.recipe\.([a-zA-Z]+)/.exec(path) ?? []
    const named = setting && nameOfSetting?.(language, draft.file.steps[Number(i)]!.unit, setting)
    if (named) return named
    const key = path
      .split('.')
      .at(-1)!
      .replace(/\[\d+\]$/, '')
    const plain = key.replace(/_.*$/, '')
    return t.keys[plain as keyof typeof t.keys] ?? key
  }
}

const valueAt = (place: unknown, path: string): unknown =>
  path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key], place)
const at = (one: unknown, path: string): unknown => valueAt({ one }, path)
