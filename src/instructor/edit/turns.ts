import type { LevelText } from '../../ui/index.ts'
import { changeAt, type LevelJson, withWork } from '../levelJson.ts'

type Week = NonNullable<LevelJson['work']['week']>
type Transfer = NonNullable<LevelJson['work']['transfer']>

/** One thing that turns out one way or another by the lot: which ways there are, and which are left. */
export interface Turn {
  readonly id: string
  readonly name: string
  readonly says: string
  readonly ways: readonly { readonly id: string; readonly seen: string }[]
  readonly left: readonly string[]
  keep(ids: readonly string[]): LevelJson
}

export function turnsOf(file: LevelJson, base: LevelJson, text: LevelText): readonly Turn[] {
  const { week, transfer } = file.work
  const of = <V extends { readonly id: string }>(
    id: string,
    words: { readonly name: string; readonly says: string; readonly seen: Readonly<Record<string, string>> },
    all: readonly V[],
    now: readonly V[],
    put: (variants: V[]) => LevelJson,
  ): readonly Turn[] => {
    const ways = all.flatMap((v) => (words.seen[v.id] === undefined ? [] : [{ id: v.id, seen: words.seen[v.id]! }]))
    return ways.length < 2
      ? []
      : [
          {
            id,
            name: words.name,
            says: words.says,
            ways,
            left: now.map((v) => v.id),
            keep: (ids) => put(all.filter((v) => ids.includes(v.id))),
          },
        ]
  }
  const told = (id: string) => ({
    name: text.cases?.[id] ?? text.cases?.[`word.${id}`] ?? id,
    says: text.incidents?.[id]?.asks ?? '',
    seen: text.incidents?.[id]?.seen ?? {},
  })
  const inWeek = (change: Partial<Week>): LevelJson => withWork(file, { week: { ...week!, ...change } })
  const inTransfer = (change: Partial<Transfer>): LevelJson => withWork(file, { transfer: { ...transfer!, ...change } })
  return [
    ...(week?.incidents ?? []).flatMap((one, i) =>
      of(one.id, told(one.id), base.work.week!.incidents[i]!.variants, one.variants, (variants) =>
        inWeek({ incidents: changeAt(week!.incidents, i, { variants }) }),
      ),
    ),
    ...(transfer?.lines ?? []).flatMap((one, i) => {
      const { name = one.id, printed = '', seen = {} } = text.dossier?.[one.id] ?? {}
      return of(
        one.id,
        { name, says: printed, seen },
        base.work.transfer!.lines[i]!.variants,
        one.variants,
        (variants) => inTransfer({ lines: changeAt(transfer!.lines, i, { variants }) }),
      )
    }),
    ...(transfer?.events ?? []).flatMap((one, i) =>
      of(one.id, told(one.id), base.work.transfer!.events[i]!.variants, one.variants, (variants) =>
        inTransfer({ events: changeAt(transfer!.events, i, { variants }) }),
      ),
    ),
  ]
}
