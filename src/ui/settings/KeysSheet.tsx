import type { Language } from '../../present/index.ts'
import { type KeyRow, keyRows } from '../keys.ts'
import { SheetFrame } from '../parts.tsx'
import { settingsTexts } from './text.ts'
import { keysShown, settings } from './wishes.ts'

/** Every key that does something here, from the tables the handlers read. */
export function KeysSheet({ language }: { readonly language: Language }) {
  const t = settingsTexts[language]
  const always: readonly KeyRow[] = [
    { keys: ['Tab'], does: t.moveOn },
    { keys: ['Enter', ' '], does: t.pressIt },
    { keys: ['Arrows'], shown: t.arrows, does: t.moveValue },
    { keys: ['Escape'], does: t.closeSheet },
  ]
  const rows = keyRows()
  const told = [...rows.filter((r) => r.general), ...rows.filter((r) => !r.general), ...always]
  const close = (): void => void (keysShown.value = false)
  return (
    <SheetFrame title={t.keys} closeLabel={t.close} kind="settings keys-sheet" wide onClose={close}>
      {settings.value.shortcuts ? null : <p>{t.keysOff}</p>}
      <dl class="keys">
        {told.map((row) => (
          <div key={row.does}>
            <dt>
              {row.shown === undefined ? (
                row.keys.map((key, i) => (
                  <span key={key}>
                    {i > 0 ? ` ${t.or} ` : ''}
                    <kbd>{t.keyNames[key] ?? key.toUpperCase()}</kbd>
                  </span>
                ))
              ) : (
                <kbd>{row.shown}</kbd>
              )}
            </dt>
            <dd>{row.does}</dd>
          </div>
        ))}
      </dl>
    </SheetFrame>
  )
}
