import { useState } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import { profileHere } from '../../platform/index.ts'
import {
  fileOf,
  isChanged,
  LONGEST_LINK,
  qrPath,
  type Result,
  resultCode,
  type Scenario,
  textOf,
} from '../../share/index.ts'
import { badgeName } from '../badge/text.ts'
import { SheetFrame } from '../parts.tsx'
import { saveFile } from '../saveFile.ts'
import './share.css'
import { termsOf } from './said.ts'
import { wayOut } from '../way/way.ts'
import { shareTexts } from './text.ts'

/** The address at which the game plays a code, in the reader's own language. */
const linkOf = (code: string): string => new URL(`./?code=${code}`, location.href).href

/** The code of a lot, its link, and a picture of the link to be scanned from another screen. */
export function ShareLot(props: {
  readonly language: Language
  readonly scenario: Scenario
  /** A finished lot, as it is handed in. */
  readonly result?: Omit<Result, 'who' | 'id'> | null
  readonly onClose: () => void
}) {
  const { language, scenario, result, onClose } = props
  const t = shareTexts[language]
  return (
    <SheetFrame title={t.share} closeLabel={t.close} kind="share-sheet" wide onClose={onClose}>
      <p>{scenario.options.own === undefined ? t.shareLead : t.shareLeadOwn}</p>
      <Ticket language={language} scenario={scenario} />
      {result ? <HandIn language={language} result={result} /> : null}
    </SheetFrame>
  )
}

/** Code, link and picture of a lot, and its rules in sentences. */
export function Ticket({ language, scenario }: { readonly language: Language; readonly scenario: Scenario }) {
  const t = shareTexts[language]
  const [said, setSaid] = useState('')
  const code = textOf(scenario)
  const link = linkOf(code)
  const fits = link.length <= LONGEST_LINK
  const copy = (text: string): void =>
    copyText(
      text,
      () => setSaid(t.copied),
      () => setSaid(t.notCopied),
    )
  // A file on a disk, a course behind a login: nobody else comes there by a link.
  const isLinked = location.protocol !== 'file:' && wayOut.value.kind === 'menu'
  if (!isLinked && !isChanged(scenario))
    return (
      <div class="share-words">
        <p>
          <output class="share-code" aria-label={t.code}>
            {code}
          </output>
        </p>
        {termsOf(language, scenario).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    )
  return fits && isLinked ? (
    <div class="share-lot">
      <Picture text={link} label={t.picture(code)} />
      <div class="share-words">
        {isChanged(scenario) ? null : (
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
          {isChanged(scenario) ? null : (
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
        <button
          type="button"
          class="big"
          onClick={() => saveFile(`premier-lot-${scenario.level}.json`, fileOf(scenario))}
        >
          {t.saveFile}
        </button>
      </p>
    </div>
  )
}

function copyText(text: string, copied: () => void, refused: () => void): void {
  // Absent where the page came over plain http.
  const done = (navigator.clipboard as Clipboard | undefined)?.writeText(text) ?? Promise.reject(new Error('refused'))
  done.then(copied, refused)
}

function HandIn({ language, result }: { language: Language; result: Omit<Result, 'who' | 'id'> }) {
  const t = shareTexts[language]
  const { id, badge } = profileHere()
  const who = badgeName(language, badge)
  const { level, seed } = result.record
  const handed: Result = { ...result, who, id }
  const line = resultCode(handed)
  const [said, setSaid] = useState('')
  const file = `${level.id}-${seed}-${who.toLowerCase().replaceAll(' ', '-')}.json`
  return (
    <section class="share-hand-in" aria-labelledby="hand-in">
      <h3 id="hand-in">{t.handIn}</h3>
      <p>{t.handInLead(who)}</p>
      <p class="buttons">
        <button type="button" class="second" onClick={() => saveFile(file, JSON.stringify(handed))}>
          {t.handInGo}
        </button>
        {line === undefined ? null : (
          <button
            type="button"
            class="second"
            onClick={() =>
              copyText(
                line,
                () => setSaid(t.copied),
                () => setSaid(t.notCopied),
              )
            }
          >
            {t.handInLine}
          </button>
        )}
      </p>
      {line === undefined ? null : (
        <>
          <label>
            <span>{t.handInText}</span>
            <input type="text" readOnly value={line} onFocus={(event) => event.currentTarget.select()} />
          </label>
          <p role="status">{said}</p>
        </>
      )}
    </section>
  )
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
