import { doneWords, type Language, personName, type Snapshot, thingName, topicName } from '../../present/index.ts'
import { boardTexts } from '../board/text.ts'
import type { LevelText } from '../levelText.ts'
import { releaseTexts } from '../release/text.ts'
import { roomTexts } from '../room/text.ts'
import { traceTexts } from '../trace/text.ts'
import { texts } from '../text.ts'
import { moreTexts } from './moreText.ts'

/** What a player calls the slot of a decision, by its key: the control, the line, the person that was called. */
export function slotName(key: string, language: Language, view: Snapshot, text: LevelText): string {
  const [slot, matter] = key.split(':') as [string, string?]
  const [place, topic = ''] = slot.split('.') as [string, string?]
  const t = moreTexts[language]
  switch (place) {
    case 'record':
      return t.record(text.lines?.[topic] ?? topic)
    case 'reply':
      return t.reply(text.questions?.[topic]?.asks ?? topic)
    case 'call':
      return matter === undefined
        ? t.call(personName(language, topic).name)
        : `${doneWords(language, topic)}, ${thingName(language, matter).short}`
    case 'night':
      return texts[language].night
    case 'alarm':
      return t.alarm
    case 'case':
      return t.case
    case 'board':
      return boardTexts[language].paper
    case 'room':
      return roomTexts[language].title
    case 'bag':
      return t.bag
    case 'vial':
      return releaseTexts[language].vialTitle
    case 'trace':
      return traceTexts[language].paper
    case 'plan':
      return traceTexts[language].planTitle
    case 'disposition':
      return releaseTexts[language].paper
  }
  return topicName(language, topic, view.stations.find((s) => s.id === place)?.unit).name
}
