import { useEffect, useRef } from 'preact/hooks'
import type { Language } from '../../present/index.ts'
import type { Building } from './buildings.ts'
import { House } from './House.tsx'
import { Sign } from './signs.tsx'
import { campusTexts, type CampusTexts } from './text.ts'

/** A level that this build can play, and what this browser knows of it. */
export interface LevelHere {
  readonly id: string
  readonly plant: string
  readonly address: string
  /** A lot with another number: the one left open is put aside. */
  readonly newAddress: string
  /** A lot kept in this browser: the day of its culture where that was kept, and whether it is at its vials. */
  readonly kept: { readonly day: number | null; readonly over: boolean } | null
  readonly best: Best | null
}

export type Best =
  | { readonly kind: 'lot'; readonly seed: number; readonly passed: boolean }
  | { readonly kind: 'medals'; readonly medals: number }

export const isOpen = (level: LevelHere): boolean => level.kept !== null && !level.kept.over

/** The day a lot stands at, where it is known. */
export const dayOf = (t: CampusTexts, kept: LevelHere['kept']): string =>
  kept === null || kept.day === null ? '' : t.day(kept.day)

export const isPassed = (best: Best | null): boolean =>
  best !== null && (best.kind === 'lot' ? best.passed : best.medals > 0)

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

interface PanelProps {
  readonly language: Language
  readonly building: Building
  readonly levels: readonly LevelHere[]
  readonly batchAddress: string
  readonly drawn: boolean
  readonly onClose: () => void
}

/** What is played in a building. It lies over the other side of the picture: the building stays in sight. */
export function PlantPanel({ language, building, levels, batchAddress, drawn, onClose }: PanelProps) {
  const t = campusTexts[language]
  const { name, what, about } = t.buildings[building.id]
  const place = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = place.current
    if (!dialog || dialog.open) return
    dialog.showModal()
    return () => dialog.close()
  }, [])
  return (
    <dialog
      ref={place}
      class={`plant-panel ${building.id} ${building.centre > 960 ? 'from-left' : 'from-right'}`}
      aria-labelledby="plant-name"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div class="panel-inner">
        {drawn ? (
          <div class="panel-view" style={{ '--w': building.box[2], '--h': building.box[3] }}>
            <House building={building} busy={levels.some(isOpen)} />
          </div>
        ) : null}
        <header class="panel-head">
          <h2 id="plant-name">{name}</h2>
          <p>{what}</p>
          <button type="button" class="second" onClick={onClose}>
            {t.close}
          </button>
        </header>
        <p class="panel-about">{about}</p>
        {levels.length === 0 ? <p class="not-open">{t.closed}.</p> : null}
        <ul role="list" class="posts">
          {levels.map((level) => (
            <Post key={level.id} t={t} level={level} />
          ))}
        </ul>
        {building.id === 'lab' ? (
          <a class="second" href={batchAddress}>
            {t.watchBatch}
          </a>
        ) : null}
      </div>
    </dialog>
  )
}

function Post({ t, level }: { t: CampusTexts; level: LevelHere }) {
  const { id, address, newAddress, kept, best } = level
  const words = t.cards[id]
  const title = words?.title ?? id
  const day = kept === null || kept.over ? '' : dayOf(t, kept)
  const go = kept === null ? t.play : kept.over ? t.seeEnd : t.goOn
  return (
    <li class="post">
      <span class="plate" aria-hidden="true">
        {id}
      </span>
      <h3>{title}</h3>
      {words ? <p class="post-text">{words.text}</p> : null}
      <div class="post-row">
        <p class="post-facts">
          {words ? <span>{words.time}</span> : null}
          {best === null ? <span>{kept ? (kept.over ? null : t.here) : t.notPlayed}</span> : null}
          {best?.kind === 'lot' ? <span>{t.best(String(best.seed).padStart(3, '0'), best.passed)}</span> : null}
          {best?.kind === 'medals' ? (
            <span class="medals">
              <Stars won={best.medals} />
              <span class="unseen">{t.medals(best.medals)}</span>
            </span>
          ) : null}
        </p>
        <div class="post-acts">
          <a class="big" href={address} aria-label={`${go}, ${title}${day === '' ? '' : `, ${day}`}`}>
            <Sign name="play" size={20} />
            {go}
            {day === '' ? null : <small>{day}</small>}
          </a>
          {kept ? (
            <a
              class="second"
              href={newAddress}
              aria-label={`${t.newLot}, ${title}`}
              aria-describedby={`replaces-${id}`}
            >
              {t.newLot}
            </a>
          ) : null}
        </div>
      </div>
      {kept ? (
        <p class="replaces" id={`replaces-${id}`}>
          {t.replaces}
        </p>
      ) : null}
    </li>
  )
}

/** Three stars, so many of them won. */
export function Stars({ won }: { won: number }) {
  return (
    <svg class="three-stars" viewBox="0 0 76 24" aria-hidden="true">
      {[0, 1, 2].map((i) => (
        <path
          key={i}
          class={i < won ? 'won' : ''}
          transform={`translate(${26 * i} 0)`}
          d="M12 2.5l2.9 6.3 6.9.8-5.1 4.7 1.4 6.8L12 17.700l-6.1 3.4 1.4-6.8L2.2 9.6l6.9-.8z"
        />
      ))}
    </svg>
  )
}
