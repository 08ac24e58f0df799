import { orderSentence, type Snapshot } from '../../present/index.ts'
import { Icon } from '../icons.tsx'
import { SheetFrame } from '../parts.tsx'
import { Refusal, type SheetOf } from '../sheet.tsx'
import { texts } from '../text.ts'
import { roomTexts } from './text.ts'

type Order = Snapshot['orders'][number]

/** Sentences the crew can be left on a first night: when the alarm rings, or before it does. */
const ORDERS: readonly (readonly [panel: string, limit: number | null, call: Order['call']])[] = [
  ['oxygen', null, 'maintenance'],
  ['oxygen', 30, 'me'],
  ['temperature', 37.5, 'maintenance'],
]

/** They are of a culture: at another step orders are built from their parts. */
export const hasFirstOrders = ({ steps }: Snapshot): boolean =>
  ORDERS.every(([panel]) => steps[0]?.panels.some((p) => p.id === panel))

/** A first level leaves one order, read as the crew will read it; building one from its parts comes later. */
export function NightSheet({ session, view, onClose }: SheetOf) {
  const language = session.language.value
  const t = roomTexts[language]
  const step = view.steps[0]
  if (!step) return null
  const asks = session.text.value.moments?.['night']
  const orders = ORDERS.map(([panel, limit, call]): Order => ({
    panel: `${step.id}.${panel}`,
    limit,
    slot: null,
    amount: 0,
    call,
  }))
  const leave = (order: Order): void => {
    const value = [order.panel, order.limit ?? 'alarm', 'none', 0, order.call]
    void session.decide({ slot: 'night.orders', value }).then((taken) => {
      if (taken) onClose()
    })
  }
  return (
    <SheetFrame title={t.night} closeLabel={texts[language].close} onClose={onClose}>
      {asks ? (
        <p class="says">
          <b>{texts[language].says('Nadia')}</b> {asks.says}
        </p>
      ) : null}
      <div class="one-order">
        {orders.map((order) => {
          const left = view.orders.some((o) => o.panel === order.panel && o.limit === order.limit)
          return (
            <button
              key={`${order.panel} ${order.limit}`}
              type="button"
              class="second"
              aria-pressed={left ? 'true' : 'false'}
              disabled={session.watching.value}
              onClick={() => leave(order)}
            >
              {left ? <Icon name="check" size={20} /> : null} {orderSentence(language, order, view.steps)}{' '}
              <small>{t.nightCost}</small>
            </button>
          )
        })}
        <button type="button" class="second" onClick={onClose}>
          {t.nightNone}
        </button>
      </div>
      <Refusal session={session} />
    </SheetFrame>
  )
}
