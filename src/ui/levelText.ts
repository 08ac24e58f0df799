/** A level's own words, from levels/<plant>/<level>/text/<language>.json. Every part may be missing. */
export interface LevelText {
  readonly title?: string
  readonly story?: string
  readonly lot?: string
  /** What each person answers a call about a topic, `*` for all the rest; a list: asked again, they say more. */
  readonly people?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
  /** One line at a morning, by round. */
  readonly mornings?: Readonly<Record<string, { readonly who: string; readonly says: string }>>
  /** What the crew says when it rings, by panel; `*` for all the rest. */
  readonly calls?: Readonly<Record<string, string>>
  /** `answers`: what is said back to each reply. */
  readonly questions?: Readonly<
    Record<
      string,
      {
        readonly asks: string
        readonly replies: readonly string[]
        readonly answers?: readonly { readonly who: string; readonly says: string }[]
        /** What to do next time, said at the end to who answered wrongly. */
        readonly next?: string
      }
    >
  >
  /** The room to be cleared: its areas, and each thing with the two tags it may bear. */
  readonly areas?: Readonly<Record<string, string>>
  /** What there is to put on, and what is said of who put it on too early. */
  readonly dress?: Readonly<Record<string, { readonly name: string; readonly amiss?: string }>>
  /** What is asked of what stands there, where it is not whether it belongs to this lot. */
  readonly roomAsks?: string
  readonly things?: Readonly<Record<string, Thing>>
  readonly bags?: Readonly<Record<string, string>>
  /** One line when something has just happened. */
  readonly moments?: Readonly<Record<string, { readonly who: string; readonly says: string }>>
  /** What somebody comes to tell in a week, what looking closer says by what it was, and what can be answered. */
  readonly incidents?: Readonly<
    Record<
      string,
      {
        readonly asks: string
        readonly look?: string
        readonly seen?: Readonly<Record<string, string>>
        readonly replies: readonly string[]
      }
    >
  >
  /** Lines of a transfer: what is printed, what one does to see whether it fits here, what one finds, what can be written. */
  readonly dossier?: Readonly<
    Record<
      string,
      {
        readonly name: string
        readonly printed: string
        readonly look: string
        readonly seen: Readonly<Record<string, string>>
        readonly options: readonly string[]
      }
    >
  >
  /** What a case was about, for the findings, by fault. */
  readonly cases?: Readonly<Record<string, string>>
  /** Groups of decisions, as the debrief names them: a name, and why it matters. */
  readonly groups?: Readonly<Record<string, { readonly name: string; readonly why: string }>>
  /** Investigations, by fault. */
  readonly boards?: Readonly<Record<string, BoardText>>
  /** Its contracts, by id: what each asks for, in one sentence. */
  readonly contracts?: Readonly<Record<string, string>>
  readonly lines?: Readonly<Record<string, string>>
  /** Said of a lot that was rightly kept back, by why. */
  readonly justified?: Readonly<Partial<Record<'germs' | 'process' | 'proof' | 'trace' | 'sample', string>>>
  readonly ending?: Readonly<Partial<Record<'released' | 'rejected' | 'none', string>>>
}

export interface BoardText {
  readonly title: string
  /** Each cause: its name, what it would have to show, and what the test says when it does and when it does not. */
  readonly causes: Readonly<
    Record<string, { readonly name: string; readonly predicts: string; readonly found: string; readonly not: string }>
  >
  /** Each fact: what comes of it (`yes`, `no`, or by the cause a person speaks of, `*` for the rest). */
  readonly facts: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly measures: Readonly<Record<string, string>>
}

interface Thing {
  readonly name: string
  readonly ours: string
  readonly other: string
  /** How it came back in the batch, when it was left there. */
  readonly left?: string
}
