import { useState } from 'preact/hooks'
import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, displayOf, Drawn, Figures, Head, Phases, SetPoints, Stepper, TimeStands } from './parts.tsx'
import { affinityTexts } from './vectorColumnText.ts'

const PHASES = ['load', 'wash', 'elute', 'hold'] as const
const BEFORE_LOAD = ['load', 'residence', 'cycles', 'elutionPh'] as const
const NEUTRAL_PH = 7
const CAPSIDS = 1e12

const clock = (minutes: number): string => {
  const seconds = Math.round(60 * minutes)
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

/** A bottle before the acid, capsids before the load, and a clock in red digits from the first drop of eluate on. */
export function Affinity({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, control, decide } = atSkid(session, step)
  const t = affinityTexts[language]
  const { phase } = step
  const count = (id: string): number => step.counters[id] ?? 0
  const assay = step.assays.find((a) => a.id === 'capsidTitre')
  const results = assay?.results ?? []
  const mean = results.length ? results.reduce((sum, r) => sum + r.value, 0) / results.length : null
  const reckoned = (control('titre')?.value ?? CAPSIDS) / CAPSIDS
  const [typed, setTyped] = useState<number | null>(null)
  const [page, setPage] = useState<'column' | 'recipe'>('column')
  const wanted = typed ?? Math.round(100 * reckoned) / 100
  const begun = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  const preparing = phase === 'load' && !begun
  const bottles = view.acts.filter((a) => a.slot === at('place')).length
  const there = count('neutraliser') === 1
  const coming = count('coming_min')
  const tried = panel('neutraliser')?.seen ?? null
  const poolPh = displayOf(step, 'poolPh')
  const uv = displayOf(step, 'uv')
  const eluted_s = view.acts.filter((a) => a.slot === at('proceed')).at(-1)?.t_s ?? Infinity
  const poured = view.acts.some((a) => a.slot === at('neutraliseNow') && a.t_s >= eluted_s)
  const bottle = coming > 0 ? t.coming(say(Math.ceil(coming))) : there ? t.placed : t.missing
  const put = (value: number): void => {
    setTyped(null)
    decide('titre', CAPSIDS * (Math.round(100 * value) / 100))
  }
  const sour = phase === 'elute' || phase === 'hold' || count('acid_min') > 0
  return (
    <section class="skid skid-affinity" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={t.lead[phase] ?? ''} />
      <Phases language={language} step={step} phases={PHASES} share={null} says={t.cycle(say(count('cycle')))} />
      <Figures>
        {sour ? (
          <div class={`affinity-acid${count('acid_min') > 0 ? ' runs' : ''}`}>
            <dt>{t.acid}</dt>
            <dd>
              <b>{clock(count('acid_min'))}</b>
            </dd>
          </div>
        ) : (
          <BigFigure language={language} label={t.genomes} value={say(count('genomes_1e12_mL'), 2)} unit="1e12/mL" />
        )}
        {preparing ? (
          <BigFigure
            language={language}
            label={t.capsids}
            value={say(mean, 2)}
            unit="1e12/mL"
            note={results.length > 1 ? t.ofMean(say(results.length)) : null}
          />
        ) : (
          <BigFigure
            language={language}
            label={t.poolPh}
            value={say(count('pool_L') > 0 ? poolPh : null, 2)}
            unit="pH"
          />
        )}
        <BigFigure language={language} label={t.left} value={say(count('feed_L'), 2)} unit="L" />
        {preparing ? null : <BigFigure language={language} label={t.uv} value={say(uv, 3)} unit="AU" />}
      </Figures>
      {preparing ? (
        <div class="tabs" role="group" aria-label={t.title}>
          {(['column', 'recipe'] as const).map((id) => (
            <button key={id} type="button" aria-pressed={page === id ? 'true' : 'false'} onClick={() => setPage(id)}>
              {t.pages[id]}
            </button>
          ))}
        </div>
      ) : null}
      {preparing && page === 'recipe' ? (
        <SetPoints session={session} view={view} step={step} topics={BEFORE_LOAD} />
      ) : null}
      {preparing && page === 'recipe' ? null : (
        <div
          class={`affinity-bottle${there ? ' there' : coming > 0 ? ' coming' : ''}`}
          role="group"
          aria-label={bottle}
        >
          <svg viewBox="0 0 40 56" width="40" height="56" aria-hidden="true">
            <path d="M14 3h12v12l8 12v24a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4V27l8-12z" class="glass" />
            <path d="M6 32h28v19a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4z" class="inside" />
          </svg>
          <p>
            <b>{bottle}</b>
            {tried?.value === null || tried?.value === undefined || !there ? null : (
              <small>{`${say(tried.value, 1)} mS/cm`}</small>
            )}
          </p>
          {coming > 0 ? null : (
            <button type="button" class="wait" disabled={still} onClick={() => decide('place', 1)}>
              <Icon name="more" size={20} /> <span>{bottles === 0 ? t.place : t.another}</span>
            </button>
          )}
          {there ? (
            <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, 'neutraliser')}>
              <Icon name="eye" size={20} /> <span>{t.tryIt}</span>
            </button>
          ) : null}
        </div>
      )}
      {preparing && page === 'column' ? (
        <>
          <div class="affinity-titre" role="group" aria-label={t.reckoned}>
            <span>{t.reckoned}</span>
            <Stepper
              language={language}
              label={t.reckoned}
              value={wanted}
              by={0.1}
              most={20}
              unit="1e12/mL"
              disabled={still}
              onChange={setTyped}
            />
            {typed === null ? null : (
              <button type="button" class="second" disabled={still} onClick={() => put(typed)}>
                <Icon name="proceed" size={20} /> {say(typed, 2)}
              </button>
            )}
            {mean === null ? null : (
              <button type="button" class="second" disabled={still} onClick={() => put(mean)}>
                {t.take}
              </button>
            )}
            <button type="button" class="second" disabled={still} onClick={() => put(count('genomes_1e12_mL'))}>
              {t.takeGenomes}
            </button>
          </div>
          <Drawn session={session} view={view} step={step} assay="capsidTitre" />
        </>
      ) : null}
      {phase === 'hold' ? <Drawn session={session} view={view} step={step} assay="pH" /> : null}
      {preparing ? (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('pause', 0)}>
          <span>{t.start}</span>
          <small>{t.startHint}</small>
        </button>
      ) : phase === 'load' ? (
        <button
          type="button"
          class={`skid-stop${step.ready ? '' : ' calm'}`}
          disabled={still}
          onClick={() => decide('proceed', 1)}
        >
          <span>{t.stop}</span>
        </button>
      ) : phase === 'wash' ? (
        <button type="button" class="skid-stop" disabled={still || !step.ready} onClick={() => decide('proceed', 1)}>
          <span>{t.elute}</span>
          <small>{t.eluteHint(bottle)}</small>
        </button>
      ) : phase === 'hold' ? (
        <>
          {there ? (
            <button
              type="button"
              class={`skid-stop${poured ? ' calm' : ' affinity-now'}`}
              disabled={still}
              onClick={() => decide('neutraliseNow', 8)}
            >
              <span>{poured ? t.again : t.neutralise}</span>
            </button>
          ) : null}
          {coming > 0 ? null : (
            <button
              type="button"
              class={there && (poolPh ?? 0) >= NEUTRAL_PH ? 'skid-stop' : 'wait'}
              disabled={still || !step.canProceed}
              onClick={() => decide('proceed', 1)}
            >
              <span>{there ? t.next : t.send}</span>
            </button>
          )}
        </>
      ) : (
        <p class="hint">{t.eluting}</p>
      )}
      <TimeStands session={session} />
    </section>
  )
}
