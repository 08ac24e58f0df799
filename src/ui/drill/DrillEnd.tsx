import { useEffect, useRef } from 'preact/hooks'
import { type Ending, findingSentence, type Snapshot, stamp } from '../../present/index.ts'
import { Words } from '../glossary/Words.tsx'
import type { Session } from '../session.ts'
import { drillTexts } from './text.ts'

/** Of a drill only one case is judged: what was seen, done, written and told of it. */
export function DrillEnd(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly ending: Ending
  readonly fault: string
  readonly menuAddress: string
}) {
  const { session, view, ending, fault, menuAddress } = props
  const language = session.language.value
  const t = drillTexts[language]
  const found = ending.findings.filter((f) => f.subject.kind === 'case' && f.subject.id === fault)
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <main class="notice-page drill-end">
      <h1 ref={head} tabIndex={-1}>
        {t.names[`${view.level}.${fault}`] ?? fault}
      </h1>
      <p role="status">
        <b>{found.length ? t.wrong : t.right}</b>
      </p>
      <ul role="list">
        {found.map((f, i) => {
          const { what, why, next } = findingSentence(language, f)
          return (
            <li key={i}>
              <p>
                <code>{stamp(language, view, f.at_s)}</code> <b>{what}</b>
              </p>
              <p>
                <Words language={language} text={why} />
              </p>
              <p>
                <Words language={language} text={session.text.value.questions?.[fault]?.next ?? next} />
              </p>
            </li>
          )
        })}
      </ul>
      <p class="buttons">
        <button type="button" class="big" onClick={() => void session.restart(view.seed + 1)}>
          {t.again}
        </button>
        <a class="second" href={menuAddress}>
          {t.menu}
        </a>
      </p>
    </main>
  )
}
