/** A level's own words, from levels/<plant>/<level>/text/<language>.json. Every part may be missing. */
export interface LevelText {
  readonly title?: string
  readonly story?: string
  readonly lot?: string
  /** What each person answers a call about a topic; `*` for all the rest. */
  readonly people?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** One line at a morning, by round. */
  readonly mornings?: Readonly<Record<string, { readonly who: string; readonly says: string }>>
  /** What the crew says when it rings, by panel; `*` for all the rest. */
  readonly calls?: Readonly<Record<string, string>>
  readonly questions?: Readonly<Record<string, { readonly asks: string; readonly replies: readonly string[] }>>
  /** What a case was about, for the findings, by fault. */
  readonly cases?: Readonly<Record<string, string>>
  readonly lines?: Readonly<Record<string, string>>
  readonly ending?: Readonly<Partial<Record<'released' | 'rejected' | 'none', string>>>
}
