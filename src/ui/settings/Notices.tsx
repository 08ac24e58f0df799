import { antibodyRelease } from '../../models/index.ts'
import { formatNumber, type Language } from '../../present/index.ts'
import { drillTexts } from '../drill/text.ts'
import { texts } from '../text.ts'
import { wordsOf } from '../skills/intention.ts'
import { intendTexts } from '../skills/intendText.ts'
import { skillsTexts } from '../skills/text.ts'
import { wayTexts } from '../way/text.ts'
import type { Notice, Noticing } from './notice.ts'
import { settingsTexts } from './text.ts'

/** These last: what is not kept is kept nowhere else. */
const unkept = (notice: Notice): boolean => notice === 'memoryOnly' || notice === 'full' || notice === 'refused'

function words(language: Language, notice: Notice): string {
  const t = texts[language]
  if (typeof notice === 'object' && 'line' in notice) return lineWords(language)[notice.line]
  if (typeof notice === 'object')
    return 'lost' in notice ? t.lost(notice.lost) : intendTexts[language].reminded(wordsOf(language, notice.intention))
  if (notice === 'full' || notice === 'refused') return settingsTexts[language][notice]
  if (notice === 'drillRoom') return drillTexts[language].beginRoom
  if (notice === 'drillCut')
    return drillTexts[language].beginCut(formatNumber(language, antibodyRelease['release.hmw'].upper!, 1))
  if (notice === 'faded') return skillsTexts[language].faded
  if (notice === 'aidsBack') return skillsTexts[language].aidsBack
  return t[notice]
}

function lineWords(language: Language) {
  const { there, gone, nearlyFull, full, none } = wayTexts[language]
  return { there, gone, nearlyFull, full, none }
}

export function Notices({ session }: { readonly session: Noticing }) {
  const language = session.language.value
  const watching = session.watching?.value ? <p class="notice">{texts[language].watching}</p> : null
  const all = session.notice.value.map((notice) => (
    <p class="notice" role="status" key={typeof notice === 'object' ? Object.keys(notice)[0]! : notice}>
      {words(language, notice)}
      {notice === 'faded' && session.takeAids ? (
        <button type="button" class="quiet" onClick={session.takeAids}>
          {skillsTexts[language].takeAids}
        </button>
      ) : null}
      {notice === 'drill' && session.done ? (
        <button type="button" class="second" onClick={() => void session.done!()}>
          {drillTexts[language].done}
        </button>
      ) : null}
      {unkept(notice) ? (
        <button type="button" class="quiet" onClick={() => session.carry()}>
          {settingsTexts[language].exportGo}
        </button>
      ) : null}
      {notice === 'drill' || notice === 'drillRoom' || notice === 'drillCut' ? null : (
        <button
          type="button"
          class="quiet"
          onClick={() => (session.notice.value = session.notice.value.filter((n) => n !== notice))}
        >
          {texts[language].close}
        </button>
      )}
    </p>
  ))
  return (
    <>
      {all}
      {watching}
    </>
  )
}
