import { useState } from 'preact/hooks'
import { topicName } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import { containmentTexts } from './containmentText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, displayOf, Drawn, Figures, Head, Phases, SetPoints, Stepper, TimeStands } from './parts.tsx'

const PHASES = ['concentrate', 'diafilter', 'concentrateAgain'] as const
const SETTINGS = ['pressure', 'area', 'factor', 'diavolumes', 'bufferSalt', 'surfactant'] as const
/** Into the pool, %. */
const CONDITION = 0.003
const FORCE = 1e13

/** Whose name, what label, surfactant before anything flows; then the skid does as it was told. */
export function Membrane({ session, view, step }: VerbProps) {
  const { language, still, say, at, panel, control, decide } = atSkid(session, step)
  const t = containmentTexts[language].membrane
  const [page, setPage] = useState<'checks' | 'recipe'>('checks')
  const [typed, setTyped] = useState<number | null>(null)
  const { phase } = step
  const count = (id: string): number => step.counters[id] ?? 0
  const did = (topic: string): boolean => view.acts.some((a) => a.slot === at(topic))
  const begun = view.acts.some((a) => a.slot === at('pause') && a.value === 0)
  // Another bag has another label.
  const fresh_s = view.acts.filter((a) => a.slot === at('freshBuffer')).at(-1)?.t_s ?? -1
  const seen = (id: string): number | null => {
    const last = panel(id)?.seen
    return last && (last.t_s > fresh_s || !id.startsWith('buffer')) ? last.value : null
  }
  const account = did('signIn') ? 0 : seen('account')
  const gap = did('signIn') ? 0 : seen('trailGap')
  const label = seen('bufferLabel')
  const ticket = seen('bufferTicket')
  const fetching = count('fetching_min')
  const strength = typed ?? Math.round(((control('final')?.value ?? 0) / FORCE) * 100) / 100
  const asked = control('diavolumes')?.value ?? null
  const look = (id: string, name: string, value: string | null = null) => (
    <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, id)}>
      <Icon name="eye" size={20} /> <span>{name}</span>
      {value === null ? null : <small>{value}</small>}
    </button>
  )
  const act = (topic: string, amount: number, name: string, hint: string | null = null) => (
    <button type="button" class="wait" disabled={still} onClick={() => decide(topic, amount)}>
      <Icon name="proceed" size={20} /> <span>{name}</span>
      {hint === null ? null : <small>{hint}</small>}
    </button>
  )
  return (
    <section class="skid skid-cells" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={begun ? (t.lead[phase] ?? '') : t.before} />
      {begun ? (
        <Phases
          language={language}
          step={step}
          phases={PHASES}
          share={phase === 'diafilter' && asked ? count('diavolumes') / asked : null}
        />
      ) : null}
      <Figures>
        <BigFigure language={language} label={t.volume} value={say(displayOf(step, 'retentateWeight'), 1)} unit="kg" />
        {begun ? (
          <>
            <BigFigure
              language={language}
              label={t.diavolumes}
              value={say(count('diavolumes'), 1)}
              note={asked === null ? null : t.of(say(asked))}
            />
            <BigFigure language={language} label={t.flux} value={say(displayOf(step, 'flux'))} unit="LMH" />
          </>
        ) : (
          <BigFigure language={language} label={t.final} value={say(strength, 2)} unit="1e13/mL" />
        )}
      </Figures>
      {begun ? null : (
        <div class="tabs" role="group" aria-label={t.title}>
          {(['checks', 'recipe'] as const).map((id) => (
            <button key={id} type="button" aria-pressed={page === id ? 'true' : 'false'} onClick={() => setPage(id)}>
              {t.pages[id]}
            </button>
          ))}
        </div>
      )}
      {!begun && page === 'checks' ? (
        <>
          <div class="contain-card" role="group" aria-label={t.screen}>
            <p>{t.screen}</p>
            <p class="contain-says screen">
              {account === null && gap === null ? t.screenUnread : null}
              {account === null ? null : <b class={account > 0 ? 'wrong' : ''}>{t.session[account] ?? say(account)}</b>}
              {gap === null ? null : (
                <span class={gap > 0 ? 'wrong' : ''}>{gap > 0 ? t.trail(say(gap)) : t.trailOn}</span>
              )}
            </p>
            <div class="cells-witnesses">
              {look('account', t.who)}
              {look('trailGap', t.since)}
              {did('signIn') ? null : act('signIn', 1, topicName(language, 'signIn').name)}
            </div>
          </div>
          <div class="contain-card" role="group" aria-label={t.label}>
            <p>{t.label}</p>
            <p class="contain-says">
              {label === null ? t.labelUnread : label > 0 ? t.labelSays(say(label, 3)) : t.labelBare}
            </p>
            <div class="cells-witnesses">
              {look('bufferLabel', t.read)}
              {look('bufferTicket', t.ticket, ticket === null ? null : t.ticketSays(say(ticket, 1)))}
              {fetching > 0 ? (
                <p class="cells-note">{t.fetching(say(Math.ceil(fetching)))}</p>
              ) : (
                act('freshBuffer', 1, topicName(language, 'freshBuffer').name)
              )}
              {did('condition') ? (
                <p class="cells-note">
                  <Icon name="check" size={20} /> {t.conditioned}
                </p>
              ) : (
                act('condition', CONDITION, t.condition, t.into)
              )}
            </div>
          </div>
        </>
      ) : null}
      {!begun && page === 'recipe' ? (
        <>
          <div class="affinity-titre" role="group" aria-label={t.final}>
            <span>{t.final}</span>
            <Stepper
              language={language}
              label={t.final}
              value={strength}
              by={0.1}
              most={10}
              unit="1e13/mL"
              disabled={still}
              onChange={setTyped}
            />
            {typed === null ? null : (
              <button
                type="button"
                class="second"
                disabled={still}
                onClick={() => {
                  setTyped(null)
                  decide('final', FORCE * (Math.round(100 * typed) / 100))
                }}
              >
                <Icon name="proceed" size={20} /> {say(typed, 2)}
              </button>
            )}
          </div>
          <SetPoints session={session} view={view} step={step} topics={SETTINGS} />
        </>
      ) : null}
      {begun ? <Drawn session={session} view={view} step={step} assay="genomeStrength" /> : null}
      {!begun || step.paused ? (
        <button type="button" class="skid-stop" disabled={still || fetching > 0} onClick={() => decide('pause', 0)}>
          <span>{begun ? t.go : t.start}</span>
        </button>
      ) : step.ready ? (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
          <span>{t.finish}</span>
        </button>
      ) : (
        <>
          <p class="hint">{t.runs}</p>
          <button type="button" class="wait" disabled={still} onClick={() => decide('pause', 1)}>
            <Icon name="pause" size={20} /> <span>{t.stop}</span>
          </button>
        </>
      )}
      {begun ? <TimeStands session={session} /> : null}
    </section>
  )
}
