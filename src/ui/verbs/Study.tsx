import { useRef, useState } from 'preact/hooks'
import {
  type Campaign,
  formatNumber,
  marginOf,
  type StepSnapshot,
  studyOf,
  vesselsOf,
  weeksOf,
} from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import type { VerbProps } from './index.ts'
import { atSkid, BigFigure, Figures, Head, SetPoints } from './parts.tsx'
import { studyTexts } from './studyText.ts'

const PAGES = ['where', 'when', 'proof'] as const

/** A study on the planning desk: what stands in the suites, batches on weeks, and what will be shown of them. */
export function Study({ session, view, step }: VerbProps) {
  const { language, still, say, decide, at } = atSkid(session, step)
  const t = studyTexts[language]
  const [page, setPage] = useState<(typeof PAGES)[number]>('where')
  const plan = studyOf(step, view.acts)
  const blocked = plan.batches.filter((b) => b.obstacle !== null).length
  const isOpened = view.acts.some((a) => a.slot === at('changeControl'))
  return (
    <section class="skid skid-study" aria-labelledby="skid-title">
      <Head session={session} title={t.title} lead={t.lead} />
      <Figures>
        <BigFigure language={language} label={t.children} value={say(plan.children)} />
        <BigFigure language={language} label={t.served} value={say(plan.comparable ? plan.expected : 0, 1)} />
        <BigFigure language={language} label={t.plasmid} value={say(plan.plasmid_g, 1)} unit="g" />
        <BigFigure
          language={language}
          label={t.last}
          value={plan.lastRelease_week > 0 ? t.week(say(plan.lastRelease_week)) : '–'}
        />
      </Figures>
      <div class="tabs" role="group" aria-label={t.title}>
        {PAGES.map((id) => (
          <button key={id} type="button" aria-pressed={page === id ? 'true' : 'false'} onClick={() => setPage(id)}>
            {t.pages[id]}
            {id === 'when' && blocked > 0 ? <span class="count">{blocked}</span> : null}
          </button>
        ))}
      </div>
      {page === 'where' ? <Where session={session} view={view} step={step} plan={plan} /> : null}
      {page === 'when' ? <When session={session} view={view} step={step} plan={plan} /> : null}
      {page === 'proof' ? (
        <>
          <SetPoints session={session} view={view} step={step} topics={['lots', 'plates']} />
          <Interval language={language} plan={plan} />
          <button type="button" class="wait" disabled={still || isOpened} onClick={() => decide('changeControl', 1)}>
            <Icon name={isOpened ? 'check' : 'pen'} size={20} /> <span>{isOpened ? t.changed : t.change}</span>
          </button>
        </>
      ) : null}
      <button type="button" class="skid-stop" disabled={still} onClick={() => decide('proceed', 1)}>
        <span>{t.close}</span>
      </button>
    </section>
  )
}

interface Page extends VerbProps {
  readonly plan: Campaign
}

/** Metres to a pixel of the strip, so that a person is a person beside each of them. */
const METRE = 46
const FLOOR = 150
/** Height and width in metres: tanks by the plant’s own geometry with their stand; racks and bed as they are delivered. */
const SIZES: Readonly<Record<string, readonly [height: number, width: number]>> = {
  flasks: [1.8, 1.6],
  fixedBed: [1.9, 1],
  tank200: [1.6, 0.75],
  tank1000: [2.4, 1.2],
  tank2000: [2.9, 1.5],
}

function Where({ session, step, plan }: Page) {
  const { language, still, say, decide } = atSkid(session, step)
  const t = studyTexts[language]
  const vessels = vesselsOf(step)
  const now = step.controls.find((c) => c.topic === 'vessel')?.value ?? 0
  const suites = step.controls.find((c) => c.topic === 'suites')?.value ?? 1
  const chosen = vessels.find((v) => v.setting === Math.round(now))!
  return (
    <>
      <fieldset class="study-vessels">
        <legend>
          {t.choose} <small>{t.strip}</small>
        </legend>
        <div>
          {vessels.map(({ id, setting }) => (
            <label key={id} class={setting === chosen.setting ? 'is-chosen' : ''}>
              <input
                type="radio"
                name="vessel"
                checked={setting === chosen.setting}
                disabled={still}
                onChange={() => decide('vessel', setting)}
              />
              <Vessel id={id} />
              <b>{t.vessels[id]}</b>
              <small>{t.vesselHints[id]}</small>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="study-suites" role="group" aria-label={t.suites(suites)}>
        {[1, 2].map((n) => (
          <button
            key={n}
            type="button"
            class="second"
            aria-pressed={suites === n ? 'true' : 'false'}
            disabled={still}
            onClick={() => decide('suites', n)}
          >
            {t.suites(n)}
          </button>
        ))}
        <span class={plan.people > plan.peopleThere ? 'is-short' : ''}>
          {t.staffed(say(plan.people), say(plan.peopleThere))}
        </span>
      </div>
      <dl class="study-facts">
        {[
          [t.perBatch, say(plan.perBatch, 1)],
          [t.needed, say(plan.needed)],
          [t.each, `${say(plan.plasmidEach_g, 2)} g`],
          [t.openings, say(plan.openings)],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** A vessel to scale, with somebody beside it. */
function Vessel({ id }: { readonly id: string }) {
  const [height, width] = SIZES[id]!
  const [h, w] = [height * METRE, width * METRE]
  const x = 22
  const person = 1.75 * METRE
  const shape =
    id === 'flasks'
      ? Array.from({ length: 9 }, (_, i) => `M${x} ${FLOOR - 4 - (i * h) / 9}h${w}v${-h / 9 + 3}h${-w}z`).join('')
      : `M${x} ${FLOOR - h * 0.82}q0 ${-h * 0.16} ${w / 2} ${-h * 0.16}t${w / 2} ${h * 0.16}V${FLOOR - h * 0.22}q0 ${h * 0.1} ${-w / 2} ${h * 0.1}t${-w / 2} ${-h * 0.1}z`
  const legs = id === 'flasks' ? '' : `M${x + 4} ${FLOOR - h * 0.22}V${FLOOR}M${x + w - 4} ${FLOOR - h * 0.22}V${FLOOR}`
  return (
    <svg viewBox={`0 0 ${x + 1.6 * METRE + 4} ${FLOOR + 4}`} aria-hidden="true">
      <path class="floor" d={`M0 ${FLOOR}H${x + 1.6 * METRE + 4}`} />
      <g class="person">
        <circle cx="10" cy={FLOOR - person + 6} r="6" />
        <path
          d={`M10 ${FLOOR - person + 13}V${FLOOR - 34}M10 ${FLOOR - 36}L5 ${FLOOR}M10 ${FLOOR - 36}L15 ${FLOOR}M3 ${FLOOR - 52}L10 ${FLOOR - 62}L17 ${FLOOR - 52}`}
        />
      </g>
      <path class="legs" d={legs} />
      <path class={`vessel ${id === 'flasks' || id === 'fixedBed' ? 'adherent' : 'tank'}`} d={shape} />
      {id === 'fixedBed' ? (
        <path class="bed" d={`M${x + 5} ${FLOOR - h * 0.62}h${w - 10}v${h * 0.3}h${-(w - 10)}z`} />
      ) : null}
    </svg>
  )
}

const WEEK_W = 22
const ROW_H = 52

/** Batches on weeks, by suite: dragged, or moved by the arrows; what cannot be made says why. */
function When({ session, step, plan }: Page) {
  const { language, still, say, decide, at } = atSkid(session, step)
  const t = studyTexts[language]
  const place = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState<{ readonly from: number; readonly to: number } | null>(null)
  const suites = Math.round(step.controls.find((c) => c.topic === 'suites')?.value ?? 1)
  const { horizon, turn } = weeksOf
  const move = async (from: number, to: number): Promise<void> => {
    if (to === from || to < 1 || to > horizon) return
    if (await session.decide({ slot: at('cancel'), value: from }))
      await session.decide({ slot: at('batch'), value: to })
  }
  const next = (): number => {
    const taken = plan.batches.filter((b) => b.obstacle === null)
    for (let week = 1; week <= horizon; week++) {
      const busy = taken.filter((b) => b.week <= week && week < b.week + turn).length
      if (busy < suites) return week
    }
    return horizon
  }
  const weekAt = (x: number): number => {
    const box = place.current!.getBoundingClientRect()
    return Math.min(
      horizon,
      Math.max(1, 1 + Math.floor(((x - box.left + place.current!.scrollLeft) / (WEEK_W * horizon)) * horizon)),
    )
  }
  const blocked = plan.batches.filter((b) => b.obstacle !== null)
  return (
    <div class="study-when">
      <p class="hint">{t.drag}</p>
      <div class="study-calendar" role="group" aria-label={t.calendar} ref={place}>
        <div style={{ width: `${WEEK_W * horizon}px`, height: `${ROW_H * suites + 22}px` }}>
          <svg width={WEEK_W * horizon} height={ROW_H * suites + 22} aria-hidden="true">
            {Array.from({ length: horizon }, (_, i) => (
              <g key={i}>
                <path d={`M${i * WEEK_W} 0V${ROW_H * suites}`} class={i % 4 === 0 ? 'month' : ''} />
                {i % 2 === 0 ? (
                  <text x={i * WEEK_W + 3} y={ROW_H * suites + 16}>
                    {i + 1}
                  </text>
                ) : null}
              </g>
            ))}
            {Array.from({ length: suites + 1 }, (_, i) => (
              <path key={i} d={`M0 ${i * ROW_H}H${WEEK_W * horizon}`} class="month" />
            ))}
          </svg>
          {plan.batches.map((b, i) => {
            const week = held && held.from === i ? held.to : b.week
            return (
              <button
                key={i}
                type="button"
                class={`study-batch${b.obstacle ? ' is-blocked' : ''}`}
                style={{
                  left: `${(week - 1) * WEEK_W}px`,
                  top: `${b.suite * ROW_H + 4 + (b.obstacle ? 10 : 0)}px`,
                  width: `${turn * WEEK_W - 3}px`,
                }}
                disabled={still}
                aria-label={`${t.batchSays(say(b.week), say(b.suite + 1))} ${b.obstacle ? t.obstacles[b.obstacle] : ''}`}
                onPointerDown={(event) => {
                  if (event.button !== 0) return
                  event.currentTarget.setPointerCapture(event.pointerId)
                  setHeld({ from: i, to: b.week })
                }}
                onPointerMove={(event) => held && setHeld({ from: held.from, to: weekAt(event.clientX) })}
                onPointerUp={() => {
                  if (held) void move(b.week, held.to)
                  setHeld(null)
                }}
                onPointerCancel={() => setHeld(null)}
                onKeyDown={(event) => {
                  if (event.key === 'ArrowRight') void move(b.week, b.week + 1)
                  else if (event.key === 'ArrowLeft') void move(b.week, b.week - 1)
                  else if (event.key === 'Delete' || event.key === 'Backspace') decide('cancel', b.week)
                  else return
                  event.preventDefault()
                }}
              >
                <b>{say(week)}</b>
              </button>
            )
          })}
        </div>
      </div>
      <div class="study-acts">
        <button type="button" class="wait" disabled={still} onClick={() => decide('batch', next())}>
          <Icon name="proceed" size={20} /> <span>{t.add}</span>
        </button>
        {plan.batches.length > 0 ? (
          <button
            type="button"
            class="wait"
            disabled={still}
            onClick={() => decide('cancel', (blocked[0] ?? plan.batches.at(-1)!).week)}
          >
            <Icon name="stop" size={20} /> <span>{t.off}</span>
          </button>
        ) : null}
        <p aria-live="polite">
          {t.counted(say(plan.batches.length - blocked.length))}
          {blocked.length
            ? ` · ${t.blocked(say(blocked.length))} : ${[...new Set(blocked.map((b) => t.obstacles[b.obstacle!]))].join(', ')}`
            : ''}
        </p>
      </div>
      <Children plan={plan} step={step} session={session} />
      <p class="hint">{t.eyes}</p>
    </div>
  )
}

/** Each child of the study is a place on the board; filled are those for whom there will be a dose. */
function Children({
  session,
  step,
  plan,
}: {
  readonly session: VerbProps['session']
  readonly step: StepSnapshot
  readonly plan: Campaign
}) {
  const { language, say } = atSkid(session, step)
  const t = studyTexts[language]
  const served = Math.floor(plan.comparable ? plan.expected : 0)
  return (
    <figure class="study-children">
      <ul role="list" aria-hidden="true">
        {Array.from({ length: plan.children }, (_, i) => (
          <li key={i} class={i < served ? 'is-served' : ''} />
        ))}
      </ul>
      <figcaption>{t.board(say(plan.comparable ? plan.expected : 0, 1), say(plan.children))}</figcaption>
    </figure>
  )
}

const SPAN = [0.4, 1.9] as const

/** What the comparison will be able to say, against the margin it was given beforehand. */
function Interval({ language, plan }: { readonly language: 'fr' | 'en'; readonly plan: Campaign }) {
  const t = studyTexts[language]
  const x = (ratio: number): number =>
    340 * ((Math.min(SPAN[1], Math.max(SPAN[0], ratio)) - SPAN[0]) / (SPAN[1] - SPAN[0]))
  const figure = (n: number, digits = 0): string => formatNumber(language, n, digits)
  const isNone = plan.half > 9
  const said = isNone ? t.intervalNone : t.interval(figure(100 * plan.half))
  return (
    <figure class="study-interval">
      <svg viewBox="0 0 340 74" role="img" aria-label={said}>
        <rect x={x(1 / marginOf)} y="6" width={x(marginOf) - x(1 / marginOf)} height="42" class="margin" />
        <path d={`M${x(1)} 2V52`} class="one" />
        {isNone ? null : (
          <path
            d={`M${x(1 - plan.half)} 27H${x(1 + plan.half)}M${x(1 - plan.half)} 17V37M${x(1 + plan.half)} 17V37`}
            class={plan.comparable ? 'inside' : 'outside'}
          />
        )}
        {[1 / marginOf, 1, marginOf].map((r) => (
          <text key={r} x={x(r)} y="68" text-anchor="middle">
            {figure(r, 2)}
          </text>
        ))}
      </svg>
      <figcaption>
        {said} · {t.margin} · {t.platesUsed(figure(plan.platesWanted), figure(weeksOf.plates))}
        <b>{plan.comparable ? t.can : t.cannot}</b>
      </figcaption>
    </figure>
  )
}
