import { useEffect, useRef, useState } from 'preact/hooks'
import { duration, formatNumber } from '../../present/index.ts'
import { Icon, type IconName } from '../icons.tsx'
import { settings } from '../settings/wishes.ts'
import { openPanel } from '../StageArea.tsx'
import { cocktailTexts } from './cocktailText.ts'
import type { VerbProps } from './index.ts'
import { studyTexts } from './studyText.ts'
import { atSkid, BigFigure, Drawn, Figures, Head, SetPoints, TimeStands } from './parts.tsx'

const RECIPE = ['cellDensity', 'dose', 'peiRatio', 'vector', 'fraction', 'pumpFlow', 'pumps'] as const
const PLASMIDS = ['vectorIn', 'repCapIn', 'helperIn'] as const
/** Each plasmid’s own sign on its label: never colour alone. */
const SIGNS = {
  vectorIn: 'M10 2 L18 17 L2 17 Z',
  repCapIn: 'M10 2 a8 8 0 1 0 .01 0 Z',
  helperIn: 'M3 3 H17 V17 H3 Z',
} as const

const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** Three labels, PEI, a clock, and one gesture: when to pour. */
export function Cocktail({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, control, decide } = atSkid(session, step)
  const t = cocktailTexts[language]
  const s = studyTexts[language].pour
  const { phase } = step
  const [page, setPage] = useState<'kit' | 'recipe'>('kit')
  const ready = phase === 'ready'
  const count = (id: string): number => step.counters[id] ?? 0
  const thrown = view.acts.filter((a) => a.slot === at('discard')).at(-1)
  const done = (topic: string): boolean => view.acts.some((a) => a.slot === at(topic) && a.t_s >= (thrown?.t_s ?? 0))
  const size = panel('size')
  const read = size?.seen ?? null
  const counted = step.assays.find((a) => a.id === 'viableCells')?.results.at(-1) ?? null
  const witness = (id: string, label: string) => {
    const shown = panel(id)
    if (!shown) return null
    return (
      <button key={id} type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, id)}>
        <Icon name="eye" size={20} /> <span>{label}</span>
        {shown.seen?.value === undefined || shown.seen.value === null ? null : (
          <b>{formatNumber(language, shown.seen.value, shown.digits)}</b>
        )}
      </button>
    )
  }
  const act = (topic: string, label: string, icon: IconName, hint?: string) =>
    control(topic) && !done(topic) ? (
      <button type="button" class="wait" disabled={still} onClick={() => decide(topic, 1)}>
        <Icon name={icon} size={20} /> <span>{label}</span> {hint ? <small>{hint}</small> : null}
      </button>
    ) : null
  // The pumps stand until somebody lets them go.
  const start = async (): Promise<void> => {
    if (step.paused && !(await session.decide({ slot: at('pause'), value: 0 }))) return
    decide('mix', 1)
  }
  return (
    <section class="skid skid-cocktail" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={t.lead[phase] ?? ''} />
      <Figures>
        {ready ? null : <BigFigure language={language} label={t.clock} value={clock(count('hold_s'))} />}
        {size && !ready ? (
          <BigFigure
            language={language}
            label={t.size}
            value={say(read?.value ?? null, 2)}
            unit="µm"
            note={read ? t.ago(duration(language, view.t_s - read.t_s)) : null}
          />
        ) : null}
        {ready ? (
          <BigFigure language={language} label={t.cells} value={say(counted?.value ?? null, 2)} unit="1e6/mL" />
        ) : (
          <BigFigure language={language} label={t.left} value={say(count('volume_L'), 2)} unit="L" />
        )}
        <BigFigure language={language} label={t.kits} value={say(count('kitsLeft'))} />
        {panel('waterMeter') ? (
          <BigFigure language={language} label={s.takes} value={say(count('pour_min'), 1)} unit="min" note={s.took} />
        ) : null}
      </Figures>
      {ready ? (
        <>
          <div class="tabs" role="group" aria-label={t.title}>
            {(['kit', 'recipe'] as const).map((id) => (
              <button key={id} type="button" aria-pressed={page === id ? 'true' : 'false'} onClick={() => setPage(id)}>
                {t.pages[id]}
              </button>
            ))}
          </div>
          {page === 'kit' ? (
            <>
              <div class="cocktail-labels" role="group" aria-label={t.plasmids} hidden={!control('vectorIn')}>
                {PLASMIDS.filter(control).map((topic) => (
                  <button
                    key={topic}
                    type="button"
                    class={`cocktail-label ${topic}`}
                    aria-pressed={done(topic) ? 'true' : 'false'}
                    disabled={still || done(topic)}
                    onClick={() => decide(topic, 1)}
                  >
                    <svg viewBox="0 0 20 20" width="26" height="26" aria-hidden="true">
                      <path d={SIGNS[topic]} />
                    </svg>
                    <span>{t.labels[topic]}</span>
                    <small>{done(topic) ? t.isIn : t.putIn}</small>
                  </button>
                ))}
              </div>
              <div class="cocktail-witnesses" role="group" aria-label={t.witnesses}>
                {witness('repCapTubes', t.tubes)}
                {witness('repCapWeight', t.weigh)}
                {witness('certificate', t.certificate)}
                {witness('gel', t.gel)}
                {witness('waterBalance', s.balance)}
                {witness('waterMeter', s.meter)}
                {act('complete', t.complete, 'more')}
                {act('reserve', t.reserve, 'again')}
              </div>
              <Drawn session={session} view={view} step={step} assay="viableCells" />
            </>
          ) : (
            <SetPoints session={session} view={view} step={step} topics={RECIPE} />
          )}
          <button type="button" class="skid-stop" disabled={still} onClick={() => void start()}>
            <span>{t.mix}</span>
          </button>
        </>
      ) : (
        <>
          <div class="cocktail-witnesses">
            {size ? (
              <button
                type="button"
                class="wait"
                disabled={still}
                onClick={() => void look(session, at('look'), 'size')}
              >
                <Icon name="eye" size={20} /> <span>{t.readSize}</span>
              </button>
            ) : null}
            {witness('hoseGauge', t.gauge)}
            {phase === 'holding' && count('kitsLeft') > 0 ? act('discard', t.discard, 'again', t.discardHint) : null}
          </div>
          {step.paused ? (
            <button type="button" class="wait" disabled={still} onClick={() => decide('pause', 0)}>
              <Icon name="proceed" size={20} /> <span>{t.resume}</span> <small>{t.halted}</small>
            </button>
          ) : null}
          {phase === 'mixing' ? null : phase === 'pouring' && step.ready ? (
            <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
              <span>{t.finish}</span>
            </button>
          ) : (
            <Pour session={session} view={view} step={step} />
          )}
        </>
      )}
      {ready ? null : <TimeStands session={session} />}
    </section>
  )
}

/** A glance at the reader, without a sheet over the picture. */
const look = (session: VerbProps['session'], slot: string, value: string): Promise<unknown> =>
  session.decide({ slot, value })

/** Held, it pours; let go, the valve shuts. A key, a switch or a press in words opens it, the next one shuts it. */
function Pour({ session, view, step }: VerbProps) {
  const { language, still, at, decide } = atSkid(session, step)
  const t = cocktailTexts[language]
  const last = view.acts.filter((a) => a.slot === at('pour')).at(-1)
  const open = step.phase === 'pouring' && (last?.value ?? 0) !== 0
  const toggles = session.asText || settings.value.pauseAlways
  const held = useRef(false)
  const flow = (on: boolean): void => {
    if (on && session.speed.value === 0 && !toggles) session.setSpeed(1)
    decide('pour', on ? 1 : 0)
  }
  const letGo = (): void => {
    if (!held.current) return
    held.current = false
    flow(false)
  }
  useEffect(() => () => void (held.current = false), [])
  return (
    <button
      type="button"
      class={`skid-hold${open ? ' held' : ''}`}
      aria-pressed={open ? 'true' : 'false'}
      disabled={still}
      onPointerDown={(event) => {
        if (event.button !== 0 || toggles) return
        event.currentTarget.setPointerCapture(event.pointerId)
        held.current = true
        flow(true)
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        if (toggles || event.detail === 0) flow(!open)
      }}
    >
      <Icon name="feedRate" size={30} />
      <span>{toggles ? (open ? t.stop : t.pour) : open ? t.holding : t.hold}</span>
    </button>
  )
}
