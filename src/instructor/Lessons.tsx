import { useEffect, useRef, useState } from 'preact/hooks'
import { type AskedKind, BOOKS } from '../play/index.ts'
import {
  bookName,
  inspectedRoom,
  type Language,
  lotNumber,
  measured,
  personName,
  phaseName,
  thingName,
  unitName,
} from '../present/index.ts'
import { competencyOf, type LevelText, questionsFor, titleOf } from '../ui/index.ts'
import { type Bench, openBench } from './bench.ts'
import { causeName } from './edit/words.ts'
import { lessonTexts, misconceptionOf } from './lessonText.ts'
import type { Look } from './look.ts'
import type { Draft, Work } from './work.ts'

/** Minutes of a lesson, and of it what is for questions before and talk after the lot. */
const LESSON_MIN = 30
const BEFORE_MIN = 5
const MOST_QUESTIONS = 4

/** Under which group of its level an inspector's question is debriefed. */
const ASKED_GROUPS: Readonly<Record<AskedKind, string>> = {
  hour: 'hours',
  figure: 'figures',
  line: 'lines',
  signal: 'alarms',
  grade: 'classes',
  order: 'orders',
  event: 'events',
}

/** One page for a lesson, made of the level as it now is. */
export function Lessons(props: { readonly language: Language; readonly work: Work }) {
  const { language, work } = props
  const t = lessonTexts[language]
  const draft = work.draft.value
  const [asked, setAsked] = useState(false)
  const [look, setLook] = useState<{ readonly of: Draft; readonly look: Look } | null>(null)
  const bench = useRef<Bench | null>(null)
  useEffect(() => () => bench.current?.close(), [])
  const scenario = work.scenario.value
  useEffect(() => {
    if (!asked || !draft || !scenario) return
    let isOld = false
    bench.current ??= openBench()
    const { level, seed, options, patch } = scenario
    void bench.current.look({ level, seed, options, patch, script: draft.texts[language] }).then((found) => {
      if (!isOld && found !== 'lost') setLook({ of: draft, look: found })
    })
    return () => {
      isOld = true
    }
  }, [asked, draft, language])
  const known = look?.of === draft ? look?.look.known : null
  return (
    <div class="lessons">
      <p class="lessons-lead">
        {t.lead}{' '}
        <button type="button" class="big" onClick={() => setAsked(true)}>
          {t.make(draft ? titleOf(language, draft.level) : '')}
        </button>
        {known ? (
          <button type="button" class="second" onClick={() => print()}>
            {t.print}
          </button>
        ) : null}
      </p>
      <p role="status" class="age">
        {asked && !known ? (look?.of === draft ? t.broken : t.making) : null}
      </p>
      {draft && known ? <Sheet language={language} draft={draft} known={known} /> : null}
    </div>
  )
}

function Sheet(props: {
  readonly language: Language
  readonly draft: Draft
  readonly known: NonNullable<Look['known']>
}) {
  const { language, draft, known } = props
  const t = lessonTexts[language]
  const { level, file, texts, seed, options } = draft
  const text = texts[language]
  const { faults = [], questions = [], decoys = [], lines = [], pass } = file.work
  // Who plays it for the first time takes about twice as long as who knows it.
  const play = Math.min(LESSON_MIN - BEFORE_MIN - 5, Math.ceil(2 * known.minutes))
  const blocks = new Map<string, string[]>()
  for (const id of known.trained) {
    const { block, says } = competencyOf(language, id)
    blocks.set(block, [...(blocks.get(block) ?? []), `${id}. ${says}`])
  }
  const played = file.steps.filter((step) => step.mode === 'play')
  const misconception = misconceptionOf(language, level)
  const told = toldIn(draft, text)
  const joined = (parts: readonly string[]): string => (parts.length ? parts.reduce((a, b) => t.and(a, b)) : '')
  return (
    <article class="sheet" aria-labelledby="sheet-title">
      <header>
        <h2 id="sheet-title">{text.title ?? level}</h2>
        <p class="mono">
          {level} · {options.own === undefined ? lotNumber(level, seed) : t.ownLots}
        </p>
      </header>
      <p class="sheet-story">{text.story}</p>
      <section>
        <h3>{t.aims}</h3>
        {[...blocks].map(([block, aims]) => (
          <div key={block}>
            <h4>{block}</h4>
            <ul class="plain">
              {aims.map((aim) => (
                <li key={aim}>{aim}</li>
              ))}
            </ul>
          </div>
        ))}
        <p>
          {played.length
            ? `${t.hands} ${played.map((step) => unitName(language, step.unit, step.place).name).join(', ')}. `
            : null}
          {t.pass(pass.yield, pass.purity, pass.compliance)}
        </p>
      </section>
      {misconception ? (
        <section>
          <h3>{t.misconception}</h3>
          <p>{misconception}</p>
        </section>
      ) : null}
      <section>
        <h3>{t.plan}</h3>
        <ol class="plan">
          <li>
            <b>{t.minutes(0, BEFORE_MIN)}</b> {t.planBefore}
          </li>
          <li>
            <b>{t.minutes(BEFORE_MIN, BEFORE_MIN + play)}</b> {t.planPlay}
          </li>
          <li>
            <b>{t.minutes(BEFORE_MIN + play, LESSON_MIN)}</b> {t.planAfter}
          </li>
        </ol>
        {known.minutes > LESSON_MIN - BEFORE_MIN - 5 ? (
          <p class="age">{t.longer(Math.ceil(known.minutes))}</p>
        ) : (
          <p class="age">{t.least(Math.ceil(known.minutes))}</p>
        )}
      </section>
      <section>
        <h3>{t.before}</h3>
        <ol>
          {questionsFor(language, level, known.trained)
            .slice(0, MOST_QUESTIONS)
            .map(({ asks, answer }) => (
              <li key={asks}>
                {asks} <i class="key">{answer}</i>
              </li>
            ))}
        </ol>
      </section>
      <section>
        <h3>{t.debrief}</h3>
        <ol>
          {Object.values(text.groups ?? {})
            .slice(0, 6)
            .map(({ name, why }) => (
              <li key={name}>
                {t.whatCost(name)} <i class="key">{why}</i>
              </li>
            ))}
        </ol>
      </section>
      <section class="answers">
        <h3>{t.answers}</h3>
        {faults.length ? <h4>{t.faults}</h4> : null}
        <ul class="plain">
          {faults.map(({ id, step, phase, from_h, to_h, causes }) => {
            const { unit, place } = file.steps.find((s) => s.id === step) ?? { unit: '', place: '' }
            const when = phase ? `${phaseName(language, unit, phase)}, ` : ''
            return (
              <li key={id}>
                <b>{text.cases?.[id] ?? id}</b>{' '}
                {t.headed(`(${unitName(language, unit, place).name}, ${when}${t.hours(from_h, to_h)})`)}{' '}
                {joined(
                  causes.map(({ id: cause, thing }) => {
                    const name = causeName(language, cause)
                    return thing ? `${name} (${t.maintenance(thingName(language, thing).name)})` : name
                  }),
                )}
                .
              </li>
            )
          })}
        </ul>
        {questions.length ? <h4>{t.requests}</h4> : null}
        <ul class="plain">
          {questions.map(({ id, who, replies }) => {
            const asked = text.questions?.[id]
            const best = replies.findIndex((reply) => reply.quality === 'best')
            return asked ? (
              <li key={id}>
                {t.says(personName(language, who).name, asked.asks)} <b>{asked.replies[best] ?? ''}</b>{' '}
                {asked.next ?? ''}
              </li>
            ) : null
          })}
        </ul>
        {told.length ? <h4>{t.told}</h4> : null}
        <ul class="plain">
          {told.map(({ name, found }) => (
            <li key={name}>
              <b>{t.headed(name)}</b>{' '}
              {found.map(({ seen, reply }, i) => (
                <span key={seen}>
                  {i ? ' ' : null}
                  {seen ? `${seen} → ` : null}
                  <b>{/[.!?]$/.test(reply) ? reply : `${reply}.`}</b>
                </span>
              ))}
            </li>
          ))}
        </ul>
        {known.asked.length ? <h4>{t.asked}</h4> : null}
        <ul class="plain">
          {known.asked.map(({ kind, count, wrong, books }) => (
            <li key={kind}>
              <b>{t.headed(text.groups?.[ASKED_GROUPS[kind]]?.name ?? kind)}</b>{' '}
              {joined([
                books.map((book) => `${bookName(language, book)} (${inspectedRoom(language, BOOKS[book])})`).join(', '),
                ...(options.own === undefined ? [t.askedHere(count, wrong)] : []),
              ])}
            </li>
          ))}
        </ul>
        {known.asked.length ? <p>{t.askedRule}</p> : null}
        {decoys.length ? <h4>{t.decoys}</h4> : null}
        <ul class="plain">
          {decoys.map(({ id }) => (
            <li key={id}>{text.cases?.[id] ?? id}</li>
          ))}
        </ul>
        {lines.length ? <h4>{t.lines}</h4> : null}
        <p>
          {joined(
            lines.map(({ id, panel, critical }) => {
              const instrument = measured(language, panel).short
              return `${text.lines?.[id] ?? id} (${instrument}${critical ? `, ${t.gate}` : ''})`
            }),
          )}
        </p>
      </section>
    </article>
  )
}

interface Told {
  readonly name: string
  /** By what it turns out to be: what looking closer shows, and the best answer to that. */
  readonly found: readonly { readonly seen: string; readonly reply: string }[]
}

/** What comes up in a week or a transfer, and each line of a dossier, with what is right where one has looked. */
function toldIn({ file }: Draft, text: LevelText): readonly Told[] {
  const { week, transfer } = file.work
  const events = [...(week?.incidents ?? []), ...(transfer?.events ?? [])].map(({ id, variants }): Told => {
    const { seen, replies = [] } = text.incidents?.[id] ?? {}
    return {
      name: text.cases?.[id] ?? text.cases?.[`word.${id}`] ?? id,
      found: variants.flatMap((variant) => {
        const reply = replies[variant.replies.findIndex(({ quality }) => quality === 'best')]
        return reply === undefined ? [] : [{ seen: seen?.[variant.id] ?? '', reply }]
      }),
    }
  })
  const lines = (transfer?.lines ?? []).map(({ id, variants }): Told => {
    const { name = id, seen, options = [] } = text.dossier?.[id] ?? {}
    return {
      name,
      found: variants.map((variant) => ({
        seen: seen?.[variant.id] ?? '',
        reply: options[variant.quality.indexOf('best')] ?? '',
      })),
    }
  })
  return [...lines, ...events].filter(({ found }) => found.length)
}
