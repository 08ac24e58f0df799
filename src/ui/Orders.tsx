import { useState } from 'preact/hooks'
import { measured, orderSentence, type Snapshot, type StepSnapshot, topicName } from '../present/index.ts'
import { MarkedOnce, Words } from './glossary/Words.tsx'
import { SheetFrame } from './parts.tsx'
import { NumberField, Refusal, type SheetOf } from './sheet.tsx'
import { texts } from './text.ts'

type Whom = 'me' | 'maintenance' | 'nobody'

interface Draft {
  readonly panel: string
  readonly limit: number | null
  readonly topic: string
  readonly amount: number
  readonly call: Whom
}

/** Signs worth a night order first. */
const SIGNS = [
  'oxygen',
  'foam',
  'pH',
  'temperature',
  'bottomTemperature',
  'poolTemperature',
  'ventPressure',
  'weight',
  'feedScale',
  'airFlow',
  'oxygenFlow',
  'feedTotaliser',
]

/** Tiles as the decision that leaves them. */
export const ordersValue = (tiles: Snapshot['orders']): readonly (string | number)[] =>
  tiles.flatMap((o) => [o.panel, o.limit ?? 'alarm', o.slot ?? 'none', o.amount, o.call])

/** Three tiles: sign, limit, act, whom to ring. Read back as the crew will read them. */
export function OrdersSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = texts[language]
  const step = view.steps[0]
  const [tiles, setTiles] = useState<readonly (Draft | null)[]>(() => {
    const there = (view.orders.length ? view.orders : view.ordersBefore).map((o): Draft => ({
      panel: o.panel.slice(o.panel.indexOf('.') + 1),
      limit: o.limit,
      topic: o.slot === null ? 'none' : o.slot.slice(o.slot.indexOf('.') + 1),
      amount: o.amount,
      call: o.call,
    }))
    return [there[0] ?? null, there[1] ?? null, there[2] ?? null]
  })
  if (!step) return null
  const put = (i: number, tile: Draft | null): void => setTiles(tiles.map((old, j) => (j === i ? tile : old)))
  const leave = (): void => {
    const value = ordersValue(
      tiles.flatMap((d) =>
        d
          ? {
              panel: `${step.id}.${d.panel}`,
              limit: d.limit,
              slot: d.topic === 'none' ? null : `${step.id}.${d.topic}`,
              amount: d.amount,
              call: d.call,
            }
          : [],
      ),
    )
    void session.decide({ slot: 'night.orders', value }).then((taken) => {
      if (taken) onClose()
    })
  }
  return (
    <SheetFrame title={t.night} closeLabel={t.close} wide onClose={onClose}>
      <p>{t.nightLead}</p>
      <MarkedOnce>
        <div class="tiles">
          {tiles.map((tile, i) => (
            <TileForm
              key={i}
              number={i + 1}
              step={step}
              tile={tile}
              session={session}
              onChange={(next) => put(i, next)}
            />
          ))}
        </div>
      </MarkedOnce>
      <Refusal session={session} />
      <div class="buttons">
        <button type="button" class="big" onClick={leave}>
          {t.leaveOrders}
        </button>
        <button type="button" class="second" onClick={onClose}>
          {t.cancel}
        </button>
      </div>
    </SheetFrame>
  )
}

function TileForm(props: {
  readonly number: number
  readonly step: StepSnapshot
  readonly tile: Draft | null
  readonly session: SheetOf['session']
  readonly onChange: (tile: Draft | null) => void
}) {
  const { number, step, tile, session, onChange } = props
  const language = session.language.value
  const t = texts[language]
  const signs = SIGNS.filter((id) => step.panels.some((p) => p.id === id))
  const panel = step.panels.find((p) => p.id === tile?.panel)
  const control = step.controls.find((c) => c.topic === tile?.topic)
  const id = (what: string): string => `tile-${number}-${what}`
  const alarm = session.view.value?.alarms.find((a) => a.step === step.id && a.instrument === panel?.id)
  const shown = alarm?.limit ?? panel?.history.at(-1)?.[1] ?? panel?.seen?.value ?? 0
  return (
    <fieldset class={`tile${tile ? '' : ' empty'}`}>
      <legend>{t.tile(number)}</legend>
      <label for={id('sign')}>{t.sign}</label>
      <select
        id={id('sign')}
        value={tile?.panel ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          onChange(
            chosen === ''
              ? null
              : {
                  panel: chosen,
                  limit: null,
                  topic: tile?.topic ?? 'none',
                  amount: tile?.amount ?? 0,
                  call: tile?.call ?? 'me',
                },
          )
        }}
      >
        <option value="">{t.noTile}</option>
        {signs.map((s) => (
          <option key={s} value={s}>
            {measured(language, s).name}
          </option>
        ))}
      </select>
      {tile && panel ? (
        <>
          <label for={id('limit')}>{t.limit}</label>
          <select
            id={id('limit')}
            value={tile.limit === null ? 'alarm' : 'value'}
            onChange={(event) => onChange({ ...tile, limit: event.currentTarget.value === 'alarm' ? null : shown })}
          >
            <option value="alarm">{t.limitAlarm}</option>
            <option value="value">{t.limitValue}</option>
          </select>
          {tile.limit === null ? null : (
            <NumberField
              label={t.limit}
              language={language}
              value={tile.limit}
              digits={panel.digits}
              unit={panel.unit}
              onChange={(limit) => onChange({ ...tile, limit })}
            />
          )}
          <label for={id('act')}>{t.actOf}</label>
          <select
            id={id('act')}
            value={tile.topic}
            onChange={(event) => {
              const topic = event.currentTarget.value
              const next = step.controls.find((c) => c.topic === topic)
              onChange({ ...tile, topic, amount: next ? Number(next.value.toFixed(next.digits)) : 0 })
            }}
          >
            <option value="none">{t.actNone}</option>
            {step.controls.map((c) => (
              <option key={c.topic} value={c.topic}>
                {topicName(language, c.topic, step.unit).name}
              </option>
            ))}
          </select>
          {control && control.min !== control.max ? (
            <NumberField
              label={t.amount}
              language={language}
              value={tile.amount}
              digits={control.digits}
              unit={control.unit}
              onChange={(amount) => onChange({ ...tile, amount })}
            />
          ) : null}
          <label for={id('call')}>{t.whom}</label>
          <select
            id={id('call')}
            value={tile.call}
            onChange={(event) => onChange({ ...tile, call: event.currentTarget.value as Whom })}
          >
            {(['me', 'maintenance', 'nobody'] as const).map((w) => (
              <option key={w} value={w}>
                {t.whoms[w]}
              </option>
            ))}
          </select>
          <p class="read-back">
            <Words
              language={language}
              text={orderSentence(
                language,
                {
                  panel: `${step.id}.${tile.panel}`,
                  limit: tile.limit,
                  slot: tile.topic === 'none' ? null : `${step.id}.${tile.topic}`,
                  amount: tile.amount,
                  call: tile.call,
                },
                [step],
              )}
            />
          </p>
        </>
      ) : null}
    </fieldset>
  )
}
