import { useState } from 'preact/hooks'
import { topicName } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { openPanel } from '../StageArea.tsx'
import { containmentTexts } from './containmentText.ts'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, displayOf, Figures, Head, SetPoints, TimeStands } from './parts.tsx'

/** Litres that an eye sees under a bag. */
const SEEN_L = 0.3
/** The serotype of this campaign. */
const SEROTYPE = 9

/** A bag that waits, the floor under it and the freezer beside it: contained first, then measured, then stopped. */
export function Bag({ session, view, step }: VerbProps) {
  const { language, still, say, panel, decide, at } = atSkid(session, step)
  const t = containmentTexts[language].bag
  const [page, setPage] = useState<'floor' | 'freezer'>('freezer')
  const count = (id: string): number => step.counters[id] ?? 0
  const under = displayOf(step, 'bund') ?? 0
  const contained = count('contained') === 1
  const wet = contained || under > SEEN_L
  const seen = (id: string): number | null => panel(id)?.seen?.value ?? null
  const look = (id: string, label: string, value: string | null) => (
    <button type="button" class="wait" disabled={still} onClick={() => openPanel(session, step, id)}>
      <Icon name="eye" size={20} /> <span>{label}</span>
      {value === null ? null : <small>{value}</small>}
    </button>
  )
  const act = (topic: string) => (
    <button key={topic} type="button" class="wait" disabled={still} onClick={() => decide(topic, 1)}>
      <Icon name="proceed" size={20} /> <span>{topicName(language, topic, step.unit).name}</span>
    </button>
  )
  const done = (label: string) => (
    <p class="cells-note">
      <Icon name="check" size={20} /> {label}
    </p>
  )
  const tubes = seen('tubeCode')
  const list = seen('changeoverList')
  const apart = view.acts.some((a) => a.slot === at('segregate'))
  return (
    <section class="skid skid-cells" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={step.ready ? t.free : wet ? t.wet : t.dry} />
      <Figures>
        <BigFigure language={language} label={t.weight} value={say(displayOf(step, 'bagWeight'), 1)} unit="kg" />
        <BigFigure
          language={language}
          label={t.under}
          value={say(under, 1)}
          unit="L"
          past={under > SEEN_L ? 'action' : null}
        />
        {count('contact_min') > 0 ? (
          <BigFigure
            language={language}
            label={t.contact}
            value={say(count('contact_min'))}
            unit="min"
            note={t.ofContact}
          />
        ) : (
          <BigFigure
            language={language}
            label={t.waits}
            value={say(count('held_h'), 1)}
            unit="h"
            note={t.until(say(count('free_h'), 1))}
          />
        )}
      </Figures>
      <div class="tabs" role="group" aria-label={t.title}>
        {(['freezer', 'floor'] as const).map((id) => (
          <button key={id} type="button" aria-pressed={page === id ? 'true' : 'false'} onClick={() => setPage(id)}>
            {t.pages[id]}
          </button>
        ))}
      </div>
      {page === 'freezer' ? (
        <div class="contain-card">
          <p>{t.ours}</p>
          <div class="cells-witnesses">
            {look('tubeCode', t.tubes, tubes === null ? null : tubes === SEROTYPE ? t.nothing : t.says(say(tubes)))}
            {look('changeoverList', t.list, list === null ? null : t.listSays(say(list)))}
            {apart ? done(t.apart) : act('segregate')}
            {apart ? null : act('discard')}
          </div>
        </div>
      ) : (
        <div class="contain-card">
          {wet ? null : <p class="hint">{t.quiet}</p>}
          <div class="cells-witnesses">
            {contained ? done(t.contained) : act('contain')}
            {wet ? look('puddleMeter', t.meter, mS(seen('puddleMeter'), say)) : null}
            {wet ? look('dripHeight', t.height, cm(seen('dripHeight'), say)) : null}
            {look('bagWeight', t.balance, null)}
          </div>
          {wet ? null : <SetPoints session={session} view={view} step={step} topics={['temperature']} />}
          {wet ? (
            <div class="cells-witnesses">
              {count('moved') === 1 ? done(t.moved) : count('moving') === 1 ? done(t.moving) : act('transfer')}
              {act('clamp')}
              {count('taped') === 1 ? done(t.taped) : act('tape')}
              {act('disinfect')}
              {act('alcohol')}
              {act('wipe')}
              {act('hose')}
            </div>
          ) : null}
        </div>
      )}
      {step.ready ? (
        <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
          <span>{t.send}</span>
        </button>
      ) : null}
      <TimeStands session={session} />
    </section>
  )
}

type Say = (value: number | null, digits?: number) => string
const mS = (value: number | null, say: Say): string | null => (value === null ? null : `${say(value, 2)} mS/cm`)
const cm = (value: number | null, say: Say): string | null => (value === null ? null : `${say(value)} cm`)
