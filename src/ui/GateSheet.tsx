import { gateSentence } from '../present/index.ts'
import { SheetFrame } from './parts.tsx'
import type { Session } from './session.ts'
import { texts } from './text.ts'

/** An act that no good work makes up for: in training the scene stops here, and goes back to before it. */
export function GateSheet({ session }: { session: Session }) {
  const language = session.language.value
  const t = texts[language]
  const gate = session.gate.value
  if (!gate) return null
  const back = (): void => void session.rewind()
  return (
    <SheetFrame title={t.gateTitle} closeLabel={t.gateBack} onClose={back}>
      <p>
        <b>{gateSentence(language, gate)}</b>
      </p>
      <p>{t.gateSays}</p>
      <div class="buttons">
        <button type="button" class="big" onClick={back}>
          {t.gateBack}
        </button>
      </div>
    </SheetFrame>
  )
}
