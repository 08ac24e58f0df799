import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Severity } from '../../play/index.ts'
import { profileHere } from '../../platform/index.ts'
import {
  type ActSnapshot,
  attributeName,
  auditOf,
  auditTrail,
  certified,
  clockOf,
  type Curve,
  doneWords,
  type Dossier,
  type DossierResult,
  type DossierStep,
  type Ending,
  formatNumber,
  GRADES,
  gradesOf,
  type Language,
  type LineSnapshot,
  lotNumber,
  measured,
  personName,
  printedDate,
  type Snapshot,
  stamp,
  tagOf,
  thingName,
  topicName,
  unitName,
  toolName,
  withUnit,
  writtenAs,
} from '../../present/index.ts'
import { badgeName } from '../badge/text.ts'
import { Chemical, SheetFrame, UnitText } from '../parts.tsx'
import { usePrinted } from '../printed.ts'
import { papersOf } from '../papers.ts'
import { Initials } from '../Record.tsx'
import { SHOWN_BY } from '../Reports.tsx'
import { roomWords } from '../room/text.ts'
import type { Session } from '../session.ts'
import { saveFile } from '../saveFile.ts'
import { texts } from '../text.ts'
import './dossier.css'
import { Report } from './Report.tsx'
import { dossierTexts } from './text.ts'

interface Of {
  readonly session: Session
  readonly view: Snapshot
  readonly ending: Ending
  readonly dossier: Dossier
  readonly language: Language
}

/** The whole batch record as a document: sections A to R, to be read, printed or kept as data. */
export function DossierSheet(props: {
  readonly session: Session
  readonly view: Snapshot
  readonly ending: Ending
  readonly onClose: () => void
}) {
  const { session, view, ending, onClose } = props
  const language = session.language.value
  const t = dossierTexts[language]
  const of: Of = { session, view, ending, dossier: ending.dossier, language }
  const paper = useRef<HTMLElement>(null)
  const [withReport, setWithReport] = useState(false)
  const lot = lotNumber(view.level, view.seed)
  const { product, record } = papersOf(view)
  usePrinted(paper, 'of-dossier', { title: `${t.title(lot)} · ${product} · ${record}`, page: texts[language].page })
  return (
    <SheetFrame title={t.title(lot)} closeLabel={texts[language].close} wide kind="of-dossier" onClose={onClose}>
      <p class="buttons dossier-tools">
        <button type="button" class="big" onClick={() => print()}>
          {t.print}
        </button>
        <button type="button" class="second" onClick={() => saveData(lot, of)}>
          {t.data}
        </button>
        <label>
          <input
            type="checkbox"
            checked={withReport}
            onChange={(event) => setWithReport(event.currentTarget.checked)}
          />{' '}
          {t.withReport}
        </label>
      </p>
      <article class="dossier" ref={paper}>
        {withReport ? <Report session={session} view={view} ending={ending} language={language} /> : null}
        <h2 class="dossier-title">{t.title(lot)}</h2>
        <Identity {...of} lot={lot} />
        <Plan {...of} />
        <Clearance {...of} />
        <Materials {...of} />
        <Equipment {...of} />
        <Section letter="F" language={language}>
          <p>
            {t.colon(t.operator)} <b>{badgeName(language, profileHere().badge)}</b> <Initials />. {t.colleagues}
          </p>
        </Section>
        <Steps {...of} />
        <Controls {...of} />
        <Samples {...of} />
        <Curves {...of} />
        <Viral {...of} />
        <Environment {...of} />
        <Balance {...of} />
        <Deviations {...of} />
        <Release {...of} />
        <Section letter="P" language={language}>
          <p>
            {of.dossier.steps.map((s) => unitName(language, s.unit).name).join(' → ')}. {t.chain}
          </p>
        </Section>
        <Review {...of} />
        <Annex {...of} />
        <p class="dossier-last">{t.last(lot)}</p>
      </article>
    </SheetFrame>
  )
}

/** What the page shows, as data: nothing in it that the record does not say. */
function saveData(lot: string, { view, ending, dossier }: Of): void {
  const { lines, acts, results, recorded, news, seed, level } = view
  const { disposition, attributes, products } = ending
  const record = { format: 1, lot, level, seed, ...dossier, lines, acts, results, recorded, news }
  const text = JSON.stringify({ ...record, disposition, attributes, products }, null, 1)
  saveFile(`${lot}.json`, text)
}

function Section(props: {
  readonly letter: keyof (typeof dossierTexts)['fr']['sections']
  readonly language: Language
  readonly children: ComponentChildren
}) {
  const { letter, language, children } = props
  return (
    <section aria-labelledby={`dossier-${letter}`}>
      <h3 id={`dossier-${letter}`}>
        {letter}. {dossierTexts[language].sections[letter]}
      </h3>
      {children}
    </section>
  )
}

function Form({ rows }: { readonly rows: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="form-head">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Grid(props: { readonly head: readonly string[]; readonly rows: readonly (readonly ComponentChildren[])[] }) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={props.head.join(', ')}>
      <table class="form">
        <thead>
          <tr>
            {props.head.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((cells, i) => (
            <tr key={i}>{cells.map((cell, j) => (j === 0 ? <th scope="row">{cell}</th> : <td>{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const amount = (language: Language, value: number, digits: number, unit: string) => (
  <UnitText text={withUnit(language, value, digits, unit)} />
)

function range(language: Language, band: DossierResult['range'], digits: number, unit: string) {
  if (!band || (band.low === null && band.high === null)) return '–'
  const { low, high } = band
  if (low === null) return <UnitText text={`≤ ${withUnit(language, high, digits, unit)}`} />
  if (high === null) return <UnitText text={`≥ ${withUnit(language, low, digits, unit)}`} />
  return <UnitText text={`${withUnit(language, low, digits, '1')} – ${withUnit(language, high, digits, unit)}`} />
}

/** A record is closed, and signed, no sooner than the last thing that stands in it: a result, a decision about the lot. */
const closedAt = (view: Snapshot, { steps }: Dossier): number =>
  Math.max(steps.at(-1)?.closed_s ?? view.t_s, ...view.acts.map((a) => a.t_s), ...view.results.map((r) => r.t_s))

function Identity({ view, dossier, language, lot }: Of & { readonly lot: string }) {
  const t = dossierTexts[language]
  const i = t.identity
  const last = closedAt(view, dossier)
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    [i.product, texts[language].products[view.site]],
    [i.lot, lot],
    [i.size, withUnit(language, view.scale_L, 0, 'L')],
    [i.version, papersOf(view).record],
    [i.issued, printedDate(language, 0)],
    [i.closed, printedDate(language, last)],
    [i.model, dossier.model],
    [i.level, <code>{dossier.hash.slice(0, 12)}</code>],
  ]
  return (
    <Section letter="A" language={language}>
      <Form rows={rows} />
    </Section>
  )
}

/** Decimals that tell a set point from its neighbours: three figures. */
const figures = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)

function nameOfAct(language: Language, view: Snapshot, slot: string): string {
  const dot = slot.indexOf('.')
  const unit = view.stations.find((s) => s.id === slot.slice(0, dot))?.unit
  return topicName(language, slot.slice(dot + 1), unit).name
}

function Plan({ dossier, language }: Of) {
  const t = dossierTexts[language]
  const rows = dossier.steps.flatMap((step) =>
    step.plan.map((line) => [
      unitName(language, step.unit).name,
      <Chemical text={topicName(language, line.topic, step.unit).name} />,
      amount(language, line.recipe, figures(line.recipe), line.unit),
      range(language, line.range, figures(line.recipe), line.unit),
      <>
        {amount(language, line.stood, figures(line.stood), line.unit)}
        {line.verdict === 'asked' ? null : <b> {t.verdicts[line.verdict]}</b>}
      </>,
    ]),
  )
  return (
    <Section letter="B" language={language}>
      <Grid head={[t.step, t.setPoint, t.recipe, t.range, t.applied]} rows={rows} />
    </Section>
  )
}

function Clearance({ session, view, language }: Of) {
  const t = dossierTexts[language]
  const { room } = view
  const areas = [...new Set(room?.items.map((item) => item.area))]
  return (
    <Section letter="C" language={language}>
      {room ? (
        <Grid
          head={[t.areas, t.objects, t.tagged, t.second]}
          rows={areas.map((area) => {
            const items = room.items.filter((item) => item.area === area)
            const tagged = items.filter((item) => item.tagged)
            return [
              session.text.value.areas?.[area] ?? area,
              `${items.filter((item) => item.tag !== null).length}/${items.length}`,
              tagged.map((item) => session.text.value.things?.[item.id]?.name ?? item.id).join(', ') || '–',
              room.checked ? t.yes : t.no,
            ]
          })}
        />
      ) : (
        <p>{t.none}</p>
      )}
    </Section>
  )
}

/** What was poured in by hand, by the operator or the crew. */
function Materials({ session, view, language }: Of) {
  const t = dossierTexts[language]
  const given = new Map<string, { act: ActSnapshot; sum: number; times: number }>()
  for (const act of view.acts) {
    if (typeof act.value !== 'number' || !act.amount || !['L', 'mL', 'g'].includes(act.amount.unit)) continue
    const kept = given.get(act.slot) ?? { act, sum: 0, times: 0 }
    given.set(act.slot, { act, sum: kept.sum + act.value, times: kept.times + 1 })
  }
  const connected = view.bags?.connected
  return (
    <Section letter="D" language={language}>
      {connected ? <p>{t.bag(session.text.value.bags?.[connected] ?? connected)}</p> : null}
      {given.size ? (
        <ul>
          {[...given.values()].map(({ act, sum, times }) => (
            <li key={act.slot}>
              <Chemical text={t.colon(nameOfAct(language, view, act.slot))} />{' '}
              {amount(language, sum, act.amount!.digits, act.amount!.unit)} {t.times(times)}
            </li>
          ))}
        </ul>
      ) : connected ? null : (
        <p>{t.none}</p>
      )}
    </Section>
  )
}

function Equipment({ view, dossier, language }: Of) {
  const t = dossierTexts[language]
  const calls = view.acts.filter((a) => a.slot === 'call.maintenance')
  const tests = dossier.steps.flatMap((step) =>
    step.results.filter((r) => r.id.endsWith('_pass')).map((r) => ({ step, r })),
  )
  return (
    <Section letter="E" language={language}>
      {view.stations.some((s) => s.unit === 'culture') ? (
        <p>{t.vessel(withUnit(language, view.scale_L, 0, 'L'))}</p>
      ) : null}
      {view.kit.length ? <p>{t.kit(view.kit.map((id) => toolName(language, id)).join(', '))}</p> : null}
      {calls.length ? (
        <ul>
          {calls.map((a) => (
            <li key={a.t_s}>{t.repaired(thingName(language, String(a.value)).name, stamp(language, view, a.t_s))}</li>
          ))}
        </ul>
      ) : (
        <p>{t.nothingRepaired}</p>
      )}
      {tests.length ? (
        <p>
          {t.colon(t.tests)}{' '}
          {tests
            .map(
              ({ step, r }) =>
                `${unitName(language, step.unit).name}, ${t.results[r.id]?.toLowerCase()}, ${r.value >= 1 ? t.passed : t.failed}`,
            )
            .join(' · ')}
        </p>
      ) : null}
    </Section>
  )
}

function Steps(of: Of) {
  const { view, dossier, language } = of
  const t = dossierTexts[language]
  return (
    <Section letter="G" language={language}>
      <Grid
        head={[t.step, t.worked, t.began, t.ended]}
        rows={dossier.steps.map((s) => [
          unitName(language, s.unit).name,
          t.by[s.mode],
          stamp(language, view, s.opened_s),
          s.closed_s === null ? '–' : stamp(language, view, s.closed_s),
        ])}
      />
      <h4>{t.lines}</h4>
      {view.lines.length ? (
        <>
          <Grid
            head={[t.line, t.limit, t.read, t.written, t.hour, t.inked, t.hand]}
            rows={view.lines.map((line) => handRow(of, line))}
          />
          <Signed {...of} />
        </>
      ) : (
        <p>{t.none}</p>
      )}
    </Section>
  )
}

/** Nothing stands in it, and nothing can be put in it any more. */
const struckOut = (words: string) => <span class="struck-out">{words}</span>

function handRow({ session, view, dossier, language }: Of, line: LineSnapshot): readonly ComponentChildren[] {
  const t = dossierTexts[language]
  const value = (x: number | null | undefined) =>
    x === null || x === undefined ? '–' : amount(language, x, line.digits, line.unit)
  const inked = (x: number | null) => <UnitText text={writtenAs(language, x, line.digits, line.unit)} />
  const name = (
    <>
      {session.text.value.lines?.[line.id] ?? measured(language, line.panel).name} <code>{tagOf(line.panel)}</code>
    </>
  )
  const at = (t_s: number) => <span class="hour">{stamp(language, view, t_s)}</span>
  const limit = range(language, dossier.limits[line.id] ?? null, line.digits, line.unit)
  const last = line.entries.at(-1)
  if (!last) return [name, limit, struckOut('–'), struckOut(t.missing), struckOut('–'), struckOut('–'), struckOut('–')]
  return [
    name,
    limit,
    value(last.read?.value),
    <>
      {line.entries.slice(0, -1).map((e, i) => (
        <span key={e.t_s}>
          {line.entries[i + 1]!.reason === null ? <b>{inked(e.value)}</b> : <s>{inked(e.value)}</s>}{' '}
          <small>{texts[language].reasons[line.entries[i + 1]?.reason ?? ''] ?? t.notStruck}</small>{' '}
        </span>
      ))}
      <b class={isBeyond(dossier.limits[line.id] ?? null, last.value) ? 'is-beyond' : undefined}>{inked(last.value)}</b>
    </>,
    at(last.claimed_s ?? last.t_s),
    <>
      {at(last.t_s)} {last.late ? <b>{t.late}</b> : null}
    </>,
    <Initials named={badgeName(language, profileHere().badge)} />,
  ]
}

/** Done by, with the hour of the last ink; read through by somebody else, when the record is reviewed. */
function Signed({ view, language }: Of) {
  const t = texts[language]
  const inks = view.lines.flatMap((l) => l.entries.map((e) => e.t_s))
  const missing = view.lines.filter((l) => l.entries.length === 0).length
  return (
    <div class="dossier-signs of-two">
      <p>
        <b>{t.doneBy}</b>
        <span>
          {badgeName(language, profileHere().badge)} {inks.length ? <Initials /> : null}{' '}
          {inks.length ? stamp(language, view, Math.max(...inks)) : null}{' '}
          {missing ? dossierTexts[language].unwritten(missing) : null}
        </span>
      </p>
      <p>
        <b>{t.reviewedBy}</b>
        <span>{dossierTexts[language].signHere}</span>
      </p>
    </div>
  )
}

/** Results of the laboratory and the analysers against their limits, a line a test: first, last, and what was beyond. */
function Controls({ view, dossier, language }: Of) {
  const t = dossierTexts[language]
  const tests = [...new Set(view.results.map((r) => `${r.step} ${r.assay}`))]
  const closing = dossier.steps.flatMap((step) =>
    step.results.filter((r) => !r.viral && !r.id.endsWith('_pass')).map((r) => ({ step, r })),
  )
  return (
    <Section letter="H" language={language}>
      {tests.length ? (
        <Grid
          head={[t.test, t.limit, t.drawn, t.inOrder]}
          rows={tests.map((key) => {
            const all = view.results.filter((r) => `${r.step} ${r.assay}` === key)
            const { step, assay, digits, unit } = all[0]!
            const band = dossier.limits[`${step}.${assay}`] ?? null
            return [
              <Chemical text={measured(language, assay).name} />,
              range(language, band, digits, unit),
              `×${all.length}`,
              <>
                {all.map((r, i) => (
                  <span key={r.t_s} class={isBeyond(band, r.value) ? 'is-beyond' : undefined}>
                    {i ? ' · ' : ''}
                    {withUnit(language, r.value, digits, '1')}
                  </span>
                ))}{' '}
                <UnitText text={withUnit(language, 0, 0, unit).replace(/^0/, '')} />
              </>,
            ]
          })}
        />
      ) : null}
      <Grid
        head={[t.step, t.test, t.result, t.range, t.decision]}
        rows={closing.map(({ step, r }) => [
          unitName(language, step.unit).name,
          t.results[r.id] ?? r.id,
          amount(language, r.value, r.digits, r.unit),
          range(language, r.range, r.digits, r.unit),
          r.verdict === null ? '–' : t.verdicts[r.verdict],
        ])}
      />
    </Section>
  )
}

const isBeyond = (band: DossierResult['range'], value: number | null): boolean =>
  value !== null &&
  band !== null &&
  ((band.low !== null && value < band.low) || (band.high !== null && value > band.high))

function Samples({ view, language }: Of) {
  const t = dossierTexts[language]
  const drawn = [...new Set(view.results.map((r) => r.drawn_s))].sort((a, b) => a - b)
  return (
    <Section letter="I" language={language}>
      <p>{t.samples(drawn.length, view.results.length)}</p>
      <ol role="list" class="dossier-columns">
        {drawn.map((drawn_s, i) => {
          const mine = view.results.filter((r) => r.drawn_s === drawn_s)
          const unit = view.stations.find((s) => s.id === mine[0]!.step)?.unit ?? ''
          return (
            <li key={drawn_s}>
              <code>
                P-{String(i + 1).padStart(2, '0')} {stamp(language, view, drawn_s)}
              </code>{' '}
              {unitName(language, unit).name},{' '}
              <Chemical text={mine.map((r) => measured(language, r.assay).short).join(', ')} />
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function Curves({ view, dossier, language }: Of) {
  const t = dossierTexts[language]
  // A counter without a name of its own is nobody's curve.
  const shown = dossier.curves.filter((c) => c.points.length > 1 && measured(language, c.panel).name !== c.panel)
  return (
    <Section letter="J" language={language}>
      {shown.length ? <p>{t.kept}</p> : <p>{t.none}</p>}
      <div class="dossier-curves">
        {shown.map((curve) => (
          <Small key={`${curve.step}.${curve.panel}`} view={view} curve={curve} language={language} />
        ))}
      </div>
    </Section>
  )
}

const DAY_S = 86_400

/** A small curve with its ends written out. */
function Small({ view, curve, language }: { view: Snapshot; curve: Curve; language: Language }) {
  const record = view.recorded.find((r) => r.step === curve.step && r.panel === curve.panel)
  const values = curve.points.map((p) => p[1])
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const [from, to] = [curve.points[0]![0], curve.points.at(-1)![0]]
  const x = (t_s: number): number => (200 * (t_s - from)) / Math.max(1, to - from)
  const y = (value: number): number => 46 - (42 * (value - low)) / Math.max(1e-9, high - low)
  const path = curve.points.map(([t_s, v], i) => `${i ? 'L' : 'M'}${x(t_s).toFixed(1)} ${y(v).toFixed(1)}`).join('')
  const first = Math.ceil((from - view.dayZero_s) / DAY_S)
  const days = Array.from(
    { length: Math.max(0, Math.floor((to - view.dayZero_s) / DAY_S) - first + 1) },
    (_, i) => first + i,
  )
  const digits = record?.digits ?? 1
  const { name } = measured(language, curve.panel)
  const ends = `${withUnit(language, low, digits, '1')} – ${amount(language, high, digits, record?.unit ?? '1')}`
  return (
    <figure>
      <figcaption>
        <Chemical text={name} /> <code>{tagOf(curve.panel)}</code> <span>{ends}</span>
      </figcaption>
      <svg viewBox="0 0 200 50" role="img" aria-label={`${name}, ${ends}`} preserveAspectRatio="none">
        {days.map((day) => (
          <path key={day} d={`M${x(view.dayZero_s + day * DAY_S).toFixed(1)} 46v4`} class="tick" />
        ))}
        <path d="M0 46H200" class="axis" />
        <path d={path} class="line" />
      </svg>
    </figure>
  )
}

function Viral({ dossier, language }: Of) {
  const t = dossierTexts[language]
  const rows = dossier.steps.flatMap((step) => step.results.filter((r) => r.viral).map((r) => ({ step, r })))
  return (
    <Section letter="K" language={language}>
      {rows.length ? (
        <Grid
          head={[t.step, t.test, t.result, t.range, t.decision]}
          rows={rows.map(({ step, r }) => [
            unitName(language, step.unit).name,
            t.results[r.id] ?? r.id,
            r.id.endsWith('_pass') ? (r.value >= 1 ? t.passed : t.failed) : amount(language, r.value, r.digits, r.unit),
            range(language, r.range, r.digits, r.unit),
            r.verdict === null ? '–' : t.verdicts[r.verdict],
          ])}
        />
      ) : (
        <p>{t.none}</p>
      )}
    </Section>
  )
}

/** Grades of the rooms, what Annex 1 allows there, and what this lot has of its own to report. */
function Environment({ dossier, language }: Of) {
  const t = dossierTexts[language]
  const rows = (['A', 'B', 'C', 'D'] as const).flatMap((grade) => {
    const steps = dossier.steps.filter((step) => gradesOf(step.unit).includes(grade))
    if (steps.length === 0) return []
    const { particles_m3, germs_CFU } = GRADES[grade]
    const entered = steps.flatMap((step) => step.results.filter((r) => r.id === 'interventions'))
    return [
      [
        grade,
        [...new Set(steps.map((step) => unitName(language, step.unit).name))].join(', '),
        particles_m3 === null ? t.bySite : `≤ ${formatNumber(language, particles_m3, 0)}`,
        germs_CFU === null ? t.noGrowth : germs_CFU.map((n) => `≤ ${n}`).join(' · '),
        grade === 'A' ? entered.map((r) => t.goneIn(r.value)).join(', ') || t.byLab : t.byLab,
      ],
    ]
  })
  return (
    <Section letter="L" language={language}>
      {rows.length ? <Grid head={[t.grade, t.rooms, t.particles, t.germs, t.found]} rows={rows} /> : null}
      <p>{t.environment}</p>
    </Section>
  )
}

function Balance({ dossier, language }: Of) {
  const t = dossierTexts[language]
  const grams = (value: number) => amount(language, value, value >= 100 ? 0 : 1, 'g')
  const row = (step: DossierStep) => {
    const b = step.balance!
    const supply = b.entered_g + b.made_g
    return [
      unitName(language, step.unit).name,
      grams(b.entered_g),
      b.made_g > 0 ? grams(b.made_g) : '–',
      grams(b.left_g),
      grams(b.held_g),
      grams(b.lost_g),
      grams(Math.abs(supply - b.left_g - b.held_g - b.lost_g)),
      supply > 0 ? amount(language, (100 * b.left_g) / supply, 1, '%') : '–',
    ]
  }
  return (
    <Section letter="M" language={language}>
      <Grid
        head={[t.step, t.entered, t.made, t.left, t.held, t.lost, t.gap, t.stepYield]}
        rows={dossier.steps.filter((s) => s.balance).map(row)}
      />
    </Section>
  )
}

function Deviations({ session, view, dossier, language }: Of) {
  const t = dossierTexts[language]
  // What was left open is classed by who closes it: quality, by the plant's own rules.
  const byQuality = (severity: Severity | null): string =>
    t.byQuality(severity ? t.classes[severity]! : t.noCase, personName(language, 'qa').name)
  const reports = view.acts.filter((a) => a.slot === 'case.deviation' && Array.isArray(a.value))
  const told = view.acts.filter((a) => a.slot.startsWith('call.') && a.slot !== 'call.maintenance')
  return (
    <Section letter="N" language={language}>
      {reports.length === 0 ? <p>{t.noDeviation}</p> : null}
      {reports.map((report, i) => {
        const [what, where, when_s, howMuch, done] = report.value as readonly (number | string)[]
        const next_s = reports[i + 1]?.t_s ?? Infinity
        const classed = view.acts.find((a) => a.slot === 'case.class' && a.t_s >= report.t_s && a.t_s < next_s)
        const informed = told.filter((a) => a.t_s >= report.t_s - DAY_S / 2 && a.t_s < next_s)
        const board = view.boards.find((b) => b.opened_s === report.t_s)
        const words = board && session.text.value.boards?.[board.fault]
        const unit = view.stations.find((s) => s.id === where)?.unit ?? ''
        const rows: [string, ComponentChildren][] = [
          [t.what, thingName(language, String(what)).name],
          [t.where, unitName(language, unit).name],
          [t.when, stamp(language, view, Number(when_s))],
          [
            t.howMuch,
            typeof howMuch === 'number'
              ? amount(language, howMuch, 1, shownIn(view, String(where), String(what)))
              : '–',
          ],
          [t.atOnce, doneWords(language, String(done))],
          [t.classed, classed ? t.classes[String(classed.value)] : byQuality(dossier.classes[report.t_s] ?? null)],
        ]
        if (informed.length)
          rows.push([t.told, [...new Set(informed.map((a) => personName(language, a.slot.slice(5)).name))].join(', ')])
        if (board?.pinned) rows.push([t.cause, words?.causes[board.pinned.cause]?.name ?? board.pinned.cause])
        if (board?.measure) rows.push([t.measure, words?.measures[board.measure] ?? board.measure])
        return (
          <div key={report.t_s} class="dossier-case">
            <h4>
              {t.deviation} E-{String(i + 1).padStart(2, '0')}, {stamp(language, view, report.t_s)}
            </h4>
            <Form rows={rows} />
          </div>
        )
      })}
    </Section>
  )
}

/** The unit of the instrument that shows what a report is about. */
function shownIn(view: Snapshot, step: string, what: string): string {
  const id = SHOWN_BY[what] ?? what
  const shown = [
    ...view.recorded.filter((r) => r.step === step && r.panel === id),
    ...view.results.filter((r) => r.step === step && r.assay === id),
  ]
  return shown[0]?.unit ?? '1'
}

function Release({ ending, language }: Of) {
  const t = dossierTexts[language]
  const value = (x: number, unit: string) => <UnitText text={certified(language, x, unit)} />
  return (
    <Section letter="O" language={language}>
      {ending.attributes.length ? (
        <Grid
          head={[t.test, t.result, t.spec, t.decision]}
          rows={ending.attributes.map((a) => [
            attributeName(language, a.id),
            value(a.value, a.unit),
            <>
              {a.upper ? '≤' : '≥'} {value(a.limit, a.unit)}
            </>,
            a.inside ? t.inside : <b>{t.outside}</b>,
          ])}
        />
      ) : (
        <p>{t.none}</p>
      )}
    </Section>
  )
}

function trailOf({ session, view, language }: Of) {
  const { lines } = session.text.value
  return auditTrail(language, view, {
    line: (id) => lines?.[id],
    act: (slot, value) => roomWords(session, slot, value),
    reason: (id) => texts[language].reasons[id],
  })
}

function Review(of: Of) {
  const { view, ending, language } = of
  const t = dossierTexts[language]
  const raised = auditOf(trailOf(of), 'exceptions').flatMap((d) => d.entries)
  const outside = outsideOf(of)
  const closed_s = closedAt(view, of.dossier)
  // Who leads the shift and quality have read it; who certifies signs on paper.
  const signed = (i: number): string => {
    const who = ending.disposition === 'none' ? undefined : READERS[i]
    return who ? `${personName(language, who).name}, ${printedDate(language, closed_s)}` : t.signHere
  }
  return (
    <Section letter="Q" language={language}>
      <h4>{t.exceptions}</h4>
      {raised.length + outside.length ? (
        <ol class="dossier-exceptions">
          {outside.map((words) => (
            <li key={words}>
              <b>{t.verdicts['action']}</b> <UnitText text={words} />
            </li>
          ))}
          {raised.map((e, i) => (
            <li key={i}>
              <code>{stamp(language, view, e.t_s)}</code> <Chemical text={e.what} />
              {e.after === null ? '' : ` ${e.after}`}
              {e.notes.length ? ` (${e.notes.join(', ')})` : ''}
            </li>
          ))}
        </ol>
      ) : (
        <p>{t.noExceptions}</p>
      )}
      <p class="dossier-disposition">{t.dispositions[ending.disposition]}</p>
      <div class="dossier-signs">
        {t.signatures.map((who, i) => (
          <p key={who}>
            <b>{who}</b>
            {i === 0 ? (
              <span>
                {badgeName(language, profileHere().badge)} <Initials /> {printedDate(language, closed_s)}
              </span>
            ) : (
              <span>{signed(i)}</span>
            )}
          </p>
        ))}
      </div>
    </Section>
  )
}

/** By their places among the signatures. */
const READERS: Readonly<Record<number, string>> = { 1: 'tutor', 2: 'qa' }

/** Set points, results and hand-written figures beyond their action limits, whether or not anybody reported them. */
function outsideOf({ session, view, dossier, language }: Of): readonly string[] {
  const t = dossierTexts[language]
  const written = view.lines.flatMap((line) => {
    const last = line.entries.at(-1)
    if (!last || !isBeyond(dossier.limits[line.id] ?? null, last.value)) return []
    const name = session.text.value.lines?.[line.id] ?? measured(language, line.panel).name
    return [`${name} ${withUnit(language, last.value, line.digits, line.unit)}`]
  })
  const ofSteps = dossier.steps.flatMap((step) => {
    const { name } = unitName(language, step.unit)
    const set = step.plan.flatMap((p) =>
      p.verdict === 'action'
        ? [`${topicName(language, p.topic, step.unit).name} ${withUnit(language, p.stood, figures(p.stood), p.unit)}`]
        : [],
    )
    const got = step.results.flatMap((r) =>
      r.verdict === 'action' ? [`${t.results[r.id] ?? r.id} ${withUnit(language, r.value, r.digits, r.unit)}`] : [],
    )
    return [...set, ...got].map((words) => `${t.colon(name)} ${words}`)
  })
  return [...ofSteps, ...written]
}

function Annex(of: Of) {
  const { view, language } = of
  const t = dossierTexts[language]
  const trail = trailOf(of)
  return (
    <Section letter="R" language={language}>
      <h4>{t.trail}</h4>
      <p>{t.trailKey}</p>
      <div class="dossier-columns">
        {trail.map((day) => (
          <section key={day.day}>
            <h5>
              {printedDate(language, view.dayZero_s, day.day)} ({texts[language].trailDay(day.day)})
            </h5>
            <ol role="list">
              {day.entries.map((e, i) => (
                <li key={i}>
                  <code>{clockOf(e.t_s)}</code> {t.hands[e.by]} <Chemical text={e.what} />{' '}
                  {e.before === null ? null : (
                    <>
                      <UnitText text={e.before} /> →{' '}
                    </>
                  )}
                  {e.after === null ? null : <UnitText text={e.after} />}
                  {e.exception && e.notes.length ? ` (${e.notes.join(', ')})` : ''}
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Section>
  )
}
