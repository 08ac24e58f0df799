import { useRef, useState } from 'preact/hooks'
import {
  addProfile,
  allProfiles,
  chooseProfile,
  LARGEST_FILE,
  mayAddProfile,
  openShelf,
  type Profile,
  profileHere,
  progressOf,
  readProgress,
  type Shelf,
  takeIn,
} from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import { badgeName } from '../badge/text.ts'
import type { Desk } from './Overlays.tsx'
import { saveFile } from '../saveFile.ts'
import { settingsTexts } from './text.ts'
import { stale } from './wishes.ts'

/** Hands one profile's progress over as a file. */
export async function carryAway(profile: Profile, shelf: Shelf, language: Language): Promise<void> {
  const progress = progressOf(profile, await shelf.all())
  const name = badgeName(language, profile.badge).toLowerCase().replaceAll(' ', '-')
  saveFile(`premier-lot-${name}.json`, JSON.stringify(progress, null, 1))
}

interface Outcome {
  readonly says: string
  readonly bad: boolean
}

/** Progress to and from a file. */
export function Carry({ desk }: { readonly desk: Desk }) {
  const language = desk.language.value
  const t = settingsTexts[language]
  const field = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  const take = async (file: File): Promise<Outcome> => {
    const refused = (says: string): Outcome => ({ says, bad: true })
    const read = file.size > LARGEST_FILE ? 'tooLarge' : readProgress(await file.text())
    if (typeof read === 'string') return refused(t.refusals[read])
    const { id, badge, settings } = read.profile
    const name = badgeName(language, badge)
    const here = profileHere().id === id
    const known = allProfiles().some((p) => p.id === id)
    if (!known && !mayAddProfile()) return refused(t.tooMany)
    await desk.settled()
    stale.value = true
    const shelf = here ? await desk.shelf : await openShelf(id)
    if (!known) addProfile(badge, settings, id)
    if (!here) chooseProfile(id)
    try {
      const taken = await takeIn(shelf, read)
      return { says: known ? t.imported(name, taken) : t.importedOther(name), bad: false }
    } catch {
      return { says: t.importNotKept, bad: true }
    }
  }

  return (
    <>
      <p>{t.progressText}</p>
      <p class="buttons">
        <button
          type="button"
          class="second"
          onClick={() =>
            void desk.shelf
              .then((shelf) => carryAway(profileHere(), shelf, language))
              .then(() => setOutcome({ says: t.exported, bad: false }))
          }
        >
          {t.exportGo}
        </button>
        <button type="button" class="second" onClick={() => field.current?.click()}>
          {t.importGo}
        </button>
        <input
          ref={field}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t.importGo}
          onChange={(event) => {
            const input = event.currentTarget
            const file = input.files?.[0]
            if (file) void take(file).then(setOutcome)
            input.value = ''
          }}
        />
      </p>
      <div role="status">{outcome ? <p class={outcome.bad ? 'refusal' : 'taken'}>{outcome.says}</p> : null}</div>
      {outcome && stale.value ? (
        <button type="button" class="big" onClick={() => desk.restart(language)}>
          {t.goOn}
        </button>
      ) : null}
    </>
  )
}
