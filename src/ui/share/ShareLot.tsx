import { useState } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import { LONGEST_LINK, qrPath, type Scenario, textOf } from '../../share/index.ts'
import { SheetFrame } from '../parts.tsx'
import './share.css'
import { termsOf } from './said.ts'
import { shareTexts } from './text.ts'

/** The address at which this page plays a code, in the reader's own language. */
const linkOf = (code: string): string => `${location.origin}${location.pathname}?code=${code}`

/** The code of a lot, its link, and a picture of the link to be scanned from another screen. */
export function ShareLot(props: {
  readonly language: Language
  readonly scenario: Scenario
  readonly onClose: () => void
}) {
  const { language, scenario, onClose } = props
  const t = shareTexts[language]
  const [said, setSaid] = useState('')
  const code = textOf(scenario)
  const link = linkOf(code)
  const fits = link.length <= LONGEST_LINK
  const copy = (text: string): void => {
    // Absent where the page came over plain http.
    const done = (navigator.clipboard as Clipboard | undefined)?.writeText(text) ?? Promise.reject(new Error('refused'))
    done.then(
      () => setSaid(t.copied),
      () => setSaid(t.notCopied),
    )
  }
  return (
    <SheetFrame title={t.share} closeLabel={t.close} kind="share-sheet" wide onClose={onClose}>
      <p>{t.shareLead}</p>
      {fits ? (
        <div class="share-lot">
          <Picture text={link} label={t.picture(code)} />
          <div class="share-words">
            {scenario.patch ? null : (
              <p>
                <output class="share-code" aria-label={t.code}>
                  {code}
                </output>
              </p>
            )}
            {termsOf(language, scenario).map((line) => (
              <p key={line}>{line}</p>
            ))}
            <label>
              <span>{t.linkField}</span>
              <input type="text" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
            </label>
            <p class="buttons">
              <button type="button" class="big" onClick={() => copy(link)}>
                {t.copyLink}
              </button>
              {scenario.patch ? null : (
                <button type="button" class="second" onClick={() => copy(code)}>
                  {t.copyCode}
                </button>
              )}
            </p>
            <p role="status">{said}</p>
          </div>
        </div>
      ) : (
        <div class="share-words">
          <p>{t.tooLong}</p>
          {termsOf(language, scenario).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p class="buttons">
            <button type="button" class="big" onClick={() => save(`premier-lot-${scenario.level}.txt`, code)}>
              {t.saveFile}
            </button>
          </p>
        </div>
      )}
    </SheetFrame>
  )
}

function save(name: string, text: string): void {
  const file = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = file
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(file), 60_000)
}

function Picture({ text, label }: { text: string; label: string }) {
  const { size, path } = qrPath(text)
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path class="qr-paper" d={`M0 0h${size}v${size}h-${size}z`} />
      <path d={path} />
    </svg>
  )
}
