import type { Language } from '../../present/index.ts'
import type { Look } from '../look.ts'
import type { Draft, Work } from '../work.ts'

/** What a part of the editor is given: what is there, what is known of it, and the way to change it. */
export interface EditProps {
  readonly language: Language
  readonly draft: Draft
  readonly look: Look | null
  readonly edit: Work['edit']
}
