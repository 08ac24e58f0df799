import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import {
  addProfile,
  allProfiles,
  askClass,
  chooseProfile,
  chosenLanguage,
  drawBadge,
  enterClass,
  learnerIn,
  profileHere,
  rememberLanguage,
} from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import { scenarioOf, textOf } from '../../share/index.ts'
import { badgeName, titleOf } from '../../ui/index.ts'
import '../instructor.css'
import '../board/board.css'
import { PickLot } from '../PickLot.tsx'
import { ltiTexts } from './text.ts'

type Refused = keyof (typeof ltiTexts)['fr']['refused']

/** What the server says of a launch. */
type Opened =
  | { readonly kind: 'owner'; readonly token: string }
  | { readonly kind: 'deepLinking' }
  | ({ readonly kind: 'learner'; readonly scenario: string | null } & Parameters<typeof enterClass>[1])

/** This browser's share of a launch: what only the page that began it knows. No cookie, so it works inside a frame too. */
const PLACE = 'premier-lot.lti'
/**
 * Browsers that keep nothing for a page in another site's frame keep the frame's name while it goes there and back. Only
 * platforms that were let in can frame this page (frame-ancestors), and they know the state as it is.
 */
const isFramed = window !== window.top
function keptState(): string | null {
  try {
    return sessionStorage.getItem(PLACE)
  } catch {
    return isFramed && window.name.startsWith(PLACE) ? window.name.slice(PLACE.length) : null
  }
}
function keepState(state: string, picks: boolean): boolean {
  try {
    sessionStorage.setItem(PLACE, state)
    return true
  } catch {
    if (isFramed && picks) window.name = PLACE + state
    return isFramed && picks
  }
}

/** Pseudonyms are drawn until one is free. */
const TRIES = 12

async function open(ticket: string, state: string, language: Language): Promise<Opened | Refused> {
  for (let i = 0; i < TRIES; i++) {
    const pseudonym = badgeName(language, i === 0 ? profileHere().badge : drawBadge())
    const asked = await askClass<Opened>('POST', 'lti/open', '', { ticket, state, pseudonym })
    if ('value' in asked) return asked.value
    if (asked.refusal === 'secret') return 'state'
    if (asked.refusal === 'scenario') return 'scenario'
    if (asked.refusal !== 'taken') return 'failed'
  }
  return 'failed'
}

/** On a machine that several share, each has their own lots: whoever comes from a platform keeps theirs apart from others'. */
function profileOf(learner: string): string {
  const here = profileHere().id
  const known = allProfiles().find(({ id }) => learnerIn(id) === learner)?.id
  const id = known ?? (learnerIn(here) === null ? here : addProfile(drawBadge()).id)
  chooseProfile(id)
  return id
}

/** What was chosen in this browser, else the language of the course, else the browser's own. */
function languageHere(): Language {
  const said = new URLSearchParams(location.hash.slice(1)).get('lang') ?? navigator.language
  return chosenLanguage() ?? (said.startsWith('fr') ? 'fr' : 'en')
}

function Page() {
  const [language] = useState<Language>(languageHere)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [visit, setVisit] = useState<{ readonly ticket: string; readonly state: string } | null>(null)
  const [outside, setOutside] = useState<string | null>(null)
  const t = ltiTexts[language]
  useEffect(() => {
    document.documentElement.lang = language
    const said = new URLSearchParams(location.hash.slice(1))
    history.replaceState(null, '', location.pathname)
    void go(said)
  }, [])
  async function go(said: URLSearchParams): Promise<void> {
    const why = said.get('refused')
    if (why !== null) return setRefused(why in t.refused ? (why as Refused) : 'failed')
    const begins = said.get('state')
    if (begins !== null) {
      // A lot is kept in this browser: where a frame cannot, it is played in a window of its own.
      if (!keepState(begins, said.has('picks'))) return setOutside(begins)
      const asked = await askClass<{ url: string }>('GET', 'lti/go', begins)
      if (!('value' in asked)) return setRefused('state')
      location.replace(asked.value.url)
      return
    }
    // Before that the platform has not said which language its course is in.
    rememberLanguage(language)
    const [ticket, state] = [said.get('ticket'), keptState()]
    if (ticket === null || state === null) return setRefused(ticket === null ? 'state' : 'storage')
    const opened = await open(ticket, state, language)
    if (typeof opened === 'string') return setRefused(opened)
    if (opened.kind === 'deepLinking') return setVisit({ ticket, state })
    if (opened.kind === 'owner') return location.replace(`class.html#class=${opened.token}`)
    enterClass(profileOf(opened.learner), opened)
    const there = opened.scenario === null ? null : scenarioOf(opened.scenario)
    location.replace(there === null || typeof there === 'string' ? './?menu' : `./?code=${textOf(there)}`)
  }
  return (
    <>
      <header class="instructor-head">
        <h1>{t.title}</h1>
      </header>
      <main class="instructor class-page">
        {refused !== null ? (
          <p class="refusal" role="alert">
            {t.refused[refused]}
          </p>
        ) : outside !== null ? (
          <>
            <p>{t.framed}</p>
            <p class="buttons">
              <a class="big" href={`lti.html#state=${outside}`} target="_blank" rel="noopener">
                {t.newWindow}
              </a>
            </p>
          </>
        ) : visit === null ? (
          <p role="status">{t.opening}</p>
        ) : (
          <Picker language={language} {...visit} />
        )}
      </main>
    </>
  )
}

/** Which lot the link in the course will give. */
function Picker(props: { readonly language: Language; readonly ticket: string; readonly state: string }) {
  const { language, ticket, state } = props
  const t = ltiTexts[language]
  const [scenario, setScenario] = useState('')
  const lot = scenarioOf(scenario)
  return (
    // A form of the page itself: the server answers with the one that goes to the platform.
    <form class="give" method="post" action="api/lti/answer">
      <h2>{t.pick}</h2>
      <p>{t.pickLead}</p>
      <PickLot language={language} onPick={setScenario} />
      <input type="hidden" name="ticket" value={ticket} />
      <input type="hidden" name="state" value={state} />
      <input type="hidden" name="scenario" value={scenario} />
      <input
        type="hidden"
        name="title"
        value={typeof lot === 'string' ? '' : `Premier Lot · ${titleOf(language, lot.level)}`}
      />
      <p class="buttons">
        <button type="submit" class="big" disabled={scenario === ''}>
          {t.put}
        </button>
      </p>
    </form>
  )
}

const place = document.getElementById('page')
if (!place) throw new Error('lti.html has no #page')
render(<Page />, place)
