import { EARLIER, formatNumber, type Language, marginOf, type StepSnapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import type { VerbProps } from './index.ts'
import { atSkid } from './parts.tsx'
import { studyTexts } from './studyText.ts'

const PLATES = ['glovePrint', 'controlPlate', 'storeTemperature'] as const

/** What the incubator has given back of the filling: two plates to be looked at, each by itself; and what the lot is held against. */
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
      <Beside language={language} step={step} />
    </section>
  )
}

const ATTRIBUTES = ['cellPotency', 'fullByLight', 'aggregates'] as const
const WIDTH = 340

/** The lot beside those of the small tank, attribute by attribute, as the laboratory measured both. */
function Beside({ language, step }: { readonly language: Language; readonly step: StepSnapshot }) {
  const t = studyTexts[language].plates
  return (
    <figure class="study-beside">
      <figcaption>{t.beside}</figcaption>
      {ATTRIBUTES.map((id) => {
        const earlier = EARLIER[id]
        const assay = step.assays.find((a) => a.id === id)
        const now = assay?.results.map((r) => r.value) ?? []
        const figure = (n: number): string => formatNumber(language, n, assay?.digits ?? 0)
        const mean = earlier.reduce((sum, n) => sum + n, 0) / earlier.length
        const all = [...earlier, ...now, mean / marginOf, mean * marginOf]
        const [low, high] = [0.95 * Math.min(...all), 1.05 * Math.max(...all)]
        const x = (n: number): number => 8 + ((WIDTH - 16) * (n - low)) / (high - low)
        return (
          <div key={id}>
            <b>{t.rows[id]}</b>
            <svg viewBox={`0 0 ${WIDTH} 34`} aria-hidden="true">
              <rect
                x={x(mean / marginOf)}
                y="2"
                width={x(mean * marginOf) - x(mean / marginOf)}
                height="30"
                class="margin"
              />
              <path d={`M${x(mean)} 2V32`} class="one" />
              {earlier.map((n, i) => (
                <circle key={i} cx={x(n)} cy="12" r="4.5" class="earlier" />
              ))}
              {now.map((n, i) => (
                <path key={i} d={`M${x(n)} 18l7 8l-7 8l-7 -8z`} class="now" />
              ))}
            </svg>
            <small>
              {t.earlier(figure(Math.min(...earlier)), figure(Math.max(...earlier)))} ·{' '}
              {now.length > 0 ? t.here(now.map(figure).join(' · ')) : t.notYet}
            </small>
          </div>
        )
      })}
      <small>{t.margin(formatNumber(language, 1 / marginOf, 2), formatNumber(language, marginOf, 2))}</small>
    </figure>
  )
}
