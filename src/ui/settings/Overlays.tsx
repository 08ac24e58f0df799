import type { Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Shelf } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import { type KeyRow, useKeys } from '../keys.ts'
import { SheetFrame } from '../parts.tsx'
import { KeysSheet } from './KeysSheet.tsx'
import { Profiles } from './Profiles.tsx'
import { SettingsSheet } from './SettingsSheet.tsx'
import './settings.css'
import { settingsTexts } from './text.ts'
import { keysShown, overlay, stale } from './wishes.ts'

/** What every part of these sheets is given. */
export interface Desk {
  readonly language: Signal<Language>
  readonly onLanguage: (language: Language) => void
  readonly shelf: Promise<Shelf>
  /** What the level had to keep is kept. */
  readonly settled: () => Promise<void>
  /** Where a page begins anew for whoever plays now; null: this page is the menu itself. */
  readonly menuAddress: () => string | null
  readonly restart: (language: Language) => void
}

/** Sheets over any page: settings, profiles, keys. Opened by a button of the page or by a key. */
export function Overlays({ desk }: { readonly desk: Desk }) {
  const t = settingsTexts[desk.language.value]
  const open = overlay.value
  const close = (): void => {
    if (stale.value) desk.restart(desk.language.value)
    else overlay.value = null
  }
  useKeys((): readonly KeyRow[] => [
    { keys: ['?'], does: t.showKeys, general: true, everywhere: true, down: () => void (keysShown.value = true) },
    { keys: [','], does: t.showSettings, general: true, down: () => void (overlay.value = 'settings') },
  ])
  return (
    <>
      {open === null ? null : (
        <SheetFrame
          title={open === 'settings' ? t.settings : t.profiles}
          closeLabel={t.close}
          kind={`settings ${open}`}
          wide
          onClose={close}
        >
          <Turned to={open}>{open === 'settings' ? <SettingsSheet desk={desk} /> : <Profiles desk={desk} />}</Turned>
        </SheetFrame>
      )}
      {keysShown.value ? <KeysSheet language={desk.language.value} /> : null}
    </>
  )
}

/** Where one page of a sheet takes the place of another, who works by keys begins at its head. */
function Turned({ to, children }: { readonly to: string; readonly children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(to)
  useEffect(() => {
    if (before.current === to) return
    before.current = to
    const head = place.current?.closest('dialog')?.querySelector('h2')
    if (head) head.tabIndex = -1
    head?.focus()
  }, [to])
  return (
    <div ref={place} class="settings-page">
      {children}
    </div>
  )
}
