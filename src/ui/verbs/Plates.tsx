import { formatNumber } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import type { VerbProps } from './index.ts'
import { atSkid } from './parts.tsx'
import { studyTexts } from './studyText.ts'

const PLATES = ['glovePrint', 'controlPlate', 'storeTemperature'] as const

/** What the incubator has given back of the filling: two plates to be looked at, each by itself. */
export function Plates({ session, step }: VerbProps) {
  const { language, still, panel } = atSkid(session, step)
  const t = studyTexts[language].plates
  return (
    <section class="skid skid-plates" aria-label={t.title}>
      <div class="study-plates">
        {PLATES.map((id) => {
          const seen = panel(id)?.seen?.value
          return (
            <button key={id} type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, id)}>
              <Icon name="eye" size={20} /> <span>{t.names[id]}</span>
              {seen === undefined || seen === null ? null : <b>{formatNumber(language, seen, panel(id)!.digits)}</b>}
            </button>
          )
        })}
      </div>
    </section>
  )
}
