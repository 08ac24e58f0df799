import { useEffect, useRef, useState } from 'preact/hooks'
import type { ClassState } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import './class.css'
import { classTexts } from './text.ts'

/** What the class says while one plays: a message, that a lot has been handed in, and a pause for everybody. */
export function ClassBanner(props: {
  readonly language: Language
  readonly state: ClassState
  /** The lot of this page has been handed in. */
  readonly handed: boolean
  readonly onSign: (id: string, signed: boolean) => void
}) {
  const { language, state, handed, onSign } = props
  const t = classTexts[language]
  const [read, setRead] = useState<string | null>(null)
  const [noted, setNoted] = useState(false)
  const { said } = state
  return (
    <>
      <div class="class-banner" role="status">
        {said && said.id !== read ? (
          <p>
            <span>
              <b>{t.says}</b> {said.text}
            </span>
            <button type="button" class="quiet" onClick={() => setRead(said.id)}>
              {t.close}
            </button>
          </p>
        ) : null}
        {(state.member?.signatures ?? []).map((s) =>
          s.ofMe ? (
            <p key={s.id}>
              <span>
                <b>{t.asksYou(s.who)}</b> {s.says}
              </span>
              <button type="button" class="second" onClick={() => onSign(s.id, true)}>
                {t.sign}
              </button>
              <button type="button" class="second" onClick={() => onSign(s.id, false)}>
                {t.refuse}
              </button>
            </p>
          ) : null,
        )}
        {handed && !noted ? (
          <p>
            <span>{state.unsent ? t.kept : t.handed(state.title)}</span>
            <button type="button" class="quiet" onClick={() => setNoted(true)}>
              {t.close}
            </button>
          </p>
        ) : null}
      </div>
      {state.paused ? <Pause language={language} topic={state.topic} /> : null}
    </>
  )
}

/** Nothing closes it but the instructor. */
function Pause({ language, topic }: { readonly language: Language; readonly topic: string | null }) {
  const t = classTexts[language]
  const place = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = place.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={place}
      class="class-pause"
      aria-labelledby="class-pause"
      // A browser lets a second Escape through: then it opens again.
      onCancel={(event) => event.preventDefault()}
      onClose={() => place.current?.isConnected && place.current.showModal()}
    >
      <h2 id="class-pause">{topic === null ? t.paused : t.discuss}</h2>
      {topic === null ? null : <p class="class-topic">{topic}</p>}
      <p>{t.pausedLead}</p>
    </dialog>
  )
}
