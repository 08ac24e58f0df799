import { useState } from 'preact/hooks'
import locker from '../../../assets/art/locker/locker.svg'
import mug from '../../../assets/art/locker/mug.svg'
import penBlack from '../../../assets/art/locker/pen-black.svg'
import penBlue from '../../../assets/art/locker/pen-blue.svg'
import penGreen from '../../../assets/art/locker/pen-green.svg'
import stamp from '../../../assets/art/locker/stamp.svg'
import alarm from '../../../assets/art/locker/sticker-alarm.svg'
import drop from '../../../assets/art/locker/sticker-drop.svg'
import peak from '../../../assets/art/locker/sticker-peak.svg'
import probe from '../../../assets/art/locker/sticker-probe.svg'
import pump from '../../../assets/art/locker/sticker-pump.svg'
import room from '../../../assets/art/locker/sticker-room.svg'
import { type FirstTry, profileHere, type Tally } from '../../platform/index.ts'
import type { Language } from '../../present/index.ts'
import { FACES } from '../badge/BadgeCard.tsx'
import { Choice, SheetFrame } from '../parts.tsx'
import { settings, wish } from '../settings/wishes.ts'
import './locker.css'
import { has, type Locker, lockerOf, type Sticker, STICKERS, TAKES } from './locker.ts'
import { lockerTexts } from './text.ts'

const SIGNS: Readonly<Record<Sticker, string>> = { room, probe, alarm, peak, drop, pump }
const ALL = Object.keys(STICKERS) as readonly Sticker[]
/** Where each sticker stands on the door, and how askew: x, y, degrees. */
const PLACES: Readonly<Record<Sticker, readonly [number, number, number]>> = {
  room: [388, 98, -8],
  probe: [460, 108, 6],
  alarm: [404, 176, 4],
  peak: [474, 184, -6],
  drop: [390, 256, -4],
  pump: [466, 262, 9],
}

/** One's own locker: what was earned by good catches, and which of it is worn. */
export function LockerSheet(props: {
  readonly language: Language
  readonly firsts: readonly FirstTry[]
  readonly tallies: readonly Tally[]
  readonly onClose: () => void
}) {
  const { language, firsts, tallies, onClose } = props
  const t = lockerTexts[language]
  const own = lockerOf(firsts, tallies)
  const { pen, lanyard } = settings.value
  // How often: each time the choice stays where it was.
  const [refused, setRefused] = useState(0)
  const line = (thing: keyof typeof TAKES, name: string, earn: string, use: string) => (
    <li class={has(own, thing) ? 'is-earned' : ''}>
      <h3>
        {name} <small>{has(own, thing) ? t.earned : t.count(own.catches[thing], TAKES[thing])}</small>
      </h3>
      <p>{has(own, thing) ? use : earn}</p>
    </li>
  )
  return (
    <SheetFrame title={t.title} closeLabel={t.close} wide paper kind="locker-sheet" onClose={onClose}>
      <p>{t.lead}</p>
      <div class="locker">
        <Picture language={language} own={own} />
        <ul role="list" class="locker-things">
          <li class={own.lanyards.length ? 'is-earned' : ''}>
            <h3>
              {t.lanyard} <small>{t.count(own.lanyards.length, 3)}</small>
            </h3>
            <p>{t.lanyardEarn}</p>
            {own.lanyards.length ? (
              <Choice
                name="lanyard"
                legend={t.lanyard}
                options={[{ id: '', label: t.noLanyard }, ...own.lanyards.map((id) => ({ id, label: t.lanyards[id] }))]}
                value={lanyard ?? ''}
                onChange={(id) => wish({ lanyard: own.lanyards.find((one) => one === id) ?? null })}
              />
            ) : null}
          </li>
          <li class="is-earned">
            <h3>
              {t.pen} <small>{has(own, 'pen') ? t.earned : t.count(own.catches.pen, TAKES.pen)}</small>
            </h3>
            <p>{t.penEarn}</p>
            <Choice
              name="pen"
              legend={t.pen}
              options={(['blue', ...(has(own, 'pen') ? (['black'] as const) : []), 'green'] as const).map((id) => ({
                id,
                label: t.pens[id],
              }))}
              value={pen === 'black' && !has(own, 'pen') ? 'blue' : pen}
              onChange={(id) => {
                setRefused((times) => (id === 'green' ? times + 1 : 0))
                if (id !== 'green') wish({ pen: id === 'black' ? 'black' : 'blue' })
              }}
            />
            <p role="status" class="locker-refused">
              {refused ? t.green : ''}
            </p>
          </li>
          {line('mug', t.mug, t.mugEarn, t.mugHas)}
          {line('stamp', t.stamp, t.stampEarn, t.stampHas)}
          <li class={own.stickers.length ? 'is-earned' : ''}>
            <h3>
              {t.stickers} <small>{t.count(own.stickers.length, ALL.length)}</small>
            </h3>
            <p>{t.stickersEarn}</p>
            {own.stickers.length ? <p>{own.stickers.map((id) => t.sticker[id]).join(', ')}</p> : null}
          </li>
        </ul>
      </div>
    </SheetFrame>
  )
}

const RIBBON = { antibody: 'var(--mab)', plasma: 'var(--plasma)', aav: 'var(--aav)' } as const

/** What is not earned yet is a dashed outline of where it will be. */
function Picture({ language, own }: { language: Language; own: Locker }) {
  const t = lockerTexts[language]
  const { pen, lanyard } = settings.value
  const worn = own.lanyards.find((id) => id === lanyard)
  const things = [
    t.empty,
    ...(worn ? [`${t.lanyard.toLowerCase()} (${t.lanyards[worn]})`] : []),
    ...(has(own, 'pen') ? [`${t.pen.toLowerCase()} (${t.pens.black})`] : []),
    ...(has(own, 'mug') ? [t.mug.toLowerCase()] : []),
    ...(has(own, 'stamp') ? [t.stamp.toLowerCase()] : []),
    ...own.stickers.map((id) => `${t.stickers.toLowerCase()} (${t.sticker[id]})`),
  ]
  return (
    <svg class="locker-picture" viewBox="0 0 640 480" role="img" aria-label={t.pictureOf(things.join(', '))}>
      <image href={locker} width="640" height="480" />
      {has(own, 'mug') ? (
        <image href={mug} x="98" y="86" width="88" height="82" />
      ) : (
        <rect class="to-earn" x="104" y="96" width="72" height="70" rx="8" />
      )}
      {has(own, 'stamp') ? (
        <image href={stamp} x="238" y="84" width="64" height="84" />
      ) : (
        <rect class="to-earn" x="244" y="88" width="52" height="78" rx="8" />
      )}
      <path
        class={worn ? 'ribbon' : 'ribbon is-plain'}
        style={worn ? { stroke: RIBBON[worn] } : undefined}
        d="M116 208L98 292L131 322M118 208L164 292L131 322"
      />
      <g class="hung">
        <rect x="96" y="322" width="70" height="92" rx="7" />
        <image href={FACES[profileHere().badge.animal]} x="107" y="332" width="48" height="48" />
        <path d="M106 392H156M106 402H142" />
      </g>
      {ALL.map((id) => {
        const [x, y, turn] = PLACES[id]
        const askew = `rotate(${turn} ${x + 32} ${y + 32})`
        return own.stickers.includes(id) ? (
          <image key={id} href={SIGNS[id]} x={x} y={y} width="64" height="64" transform={askew} />
        ) : (
          <circle key={id} class="to-earn" cx={x + 32} cy={y + 32} r="27" />
        )
      })}
      <image href={penBlue} x="408" y={pen === 'blue' ? 316 : 330} width="17" height="94" />
      {has(own, 'pen') ? (
        <image href={penBlack} x="446" y={pen === 'black' ? 318 : 332} width="17" height="94" />
      ) : (
        <rect class="to-earn" x="446" y="330" width="17" height="40" rx="5" />
      )}
      <image href={penGreen} x="484" y="334" width="17" height="94" />
      <path class="pocket" d="M392 374L528 380V428L392 420Z" />
    </svg>
  )
}
