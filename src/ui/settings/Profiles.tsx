import { useState } from 'preact/hooks'
import {
  addProfile,
  allProfiles,
  type Badge,
  chooseProfile,
  drawBadge,
  keepBadge,
  mayAddProfile,
  openShelf,
  type Profile,
  profileHere,
  removeProfile,
} from '../../platform/index.ts'
import { BadgeCard, BadgeFace } from '../badge/BadgeCard.tsx'
import { badgeName } from '../badge/text.ts'
import { carryAway } from './Carry.tsx'
import type { Desk } from './Overlays.tsx'
import { settingsTexts } from './text.ts'
import { overlay } from './wishes.ts'

/** Who shares this browser: choose, add, draw anew, delete. */
export function Profiles({ desk }: { readonly desk: Desk }) {
  const language = desk.language.value
  const t = settingsTexts[language]
  const here = profileHere()
  const [page, setPage] = useState<'list' | 'new' | 'redo' | Profile>('list')

  const goAs = async (profile: Profile): Promise<void> => {
    await desk.settled()
    chooseProfile(profile.id)
    desk.restart(profile.settings.language ?? language)
  }
  const remove = async (profile: Profile): Promise<void> => {
    await desk.settled()
    const shelf = profile.id === here.id ? await desk.shelf : await openShelf(profile.id)
    for (const name of Object.keys(await shelf.all())) await shelf.remove(name)
    removeProfile(profile.id)
    if (profile.id === here.id) desk.restart(language)
    else setPage('list')
  }

  if (page === 'new' || page === 'redo') {
    const done = (badge: Badge): void => {
      if (page === 'new') return void goAs(addProfile(badge))
      keepBadge(badge)
      setPage('list')
    }
    return (
      <>
        <BadgeCard
          language={language}
          badge={page === 'new' ? drawBadge(here.badge) : here.badge}
          go={page === 'new' ? t.addProfile : t.keepBadge}
          onDone={done}
        />
        <Back label={t.back} onBack={() => setPage('list')} />
      </>
    )
  }
  if (page !== 'list') {
    const name = badgeName(language, page.badge)
    return (
      <section class="settings-part" aria-labelledby="remove-ask">
        <BadgeFace language={language} badge={page.badge} />
        <h3 id="remove-ask">{t.removeAsk(name)}</h3>
        <p>{t.removeText}</p>
        <p class="buttons">
          <button type="button" class="big" ref={(button) => button?.focus()} onClick={() => setPage('list')}>
            {t.keep}
          </button>
          <button
            type="button"
            class="second"
            onClick={() =>
              void (page.id === here.id ? desk.shelf : openShelf(page.id)).then((shelf) =>
                carryAway(page, shelf, language),
              )
            }
          >
            {t.exportGo}
          </button>
          <button type="button" class="second grave" onClick={() => void remove(page)}>
            {t.removeGo}
          </button>
        </p>
      </section>
    )
  }
  return (
    <>
      <ul class="profiles" role="list">
        {allProfiles().map((profile) => {
          const name = badgeName(language, profile.badge)
          return (
            <li key={profile.id} class={profile.id === here.id ? 'here' : ''}>
              <BadgeFace language={language} badge={profile.badge} lanyard={profile.settings.lanyard} />
              <p class="buttons">
                {profile.id === here.id ? (
                  <>
                    <span>{t.playsNow}</span>
                    <button type="button" class="second" onClick={() => setPage('redo')}>
                      {t.redoBadge}
                    </button>
                  </>
                ) : (
                  <button type="button" class="second" onClick={() => void goAs(profile)}>
                    {t.playAs(name)}
                  </button>
                )}
                <button type="button" class="quiet" aria-label={t.removeNamed(name)} onClick={() => setPage(profile)}>
                  {t.remove}
                </button>
              </p>
            </li>
          )
        })}
      </ul>
      <p class="buttons">
        <button type="button" class="big" disabled={!mayAddProfile()} onClick={() => setPage('new')}>
          {t.newProfile}
        </button>
        <Back label={t.back} onBack={() => (overlay.value = 'settings')} />
      </p>
      <p>{mayAddProfile() ? t.kept : t.tooMany}</p>
    </>
  )
}

function Back({ label, onBack }: { readonly label: string; readonly onBack: () => void }) {
  return (
    <button type="button" class="quiet" onClick={onBack}>
      {label}
    </button>
  )
}
