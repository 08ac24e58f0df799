import { signal } from '@preact/signals'
import { render } from 'preact'
import './fonts.css'
import 'uplot/dist/uPlot.min.css'
import antibody from '../../assets/art/plants/antibody.svg'
import aav from '../../assets/art/plants/aav.svg'
import booth from '../../assets/art/stage/booth.svg'
import {
  initialLanguage,
  markVisited,
  keepBadge,
  openShelf,
  profileHere,
  readAddress,
  rememberLanguage,
  runHost,
  savesOn,
  type Serve,
  takeSeat,
  visitedBefore,
} from '../platform/index.ts'
import type { Ending, Language, PourSnapshot, Snapshot } from '../present/index.ts'
import {
  type Card,
  carryAway,
  followWishes,
  type Frame,
  hearSession,
  loadOpening,
  Menu,
  openPour,
  openSession,
  openSounds,
  overlay,
  Overlays,
  Play,
  PourPlay,
  type Speed,
  type StageLoader,
  still,
} from '../ui/index.ts'
import { hasLevel, isPour, loadText } from './levels.ts'
import workerAddress from './run.worker.ts?worker&url'

const place = document.getElementById('page')
if (!place) throw new Error('index.html has no #page')
const asked = readAddress(location.search)
const language = signal<Language>(initialLanguage())
followWishes(asked.reducedMotion)
const shelf = openShelf(profileHere().id)
/** What whoever plays keeps here. */
const openSaves = async () => savesOn(await shelf)
const carry = (): void => void shelf.then((kept) => carryAway(profileHere(), kept, language.value))
const chooseLanguage = (chosen: Language): void => {
  rememberLanguage(chosen)
  language.value = chosen
}

/** The same page with other wishes; those that are not named stay. */
function address(changes: Readonly<Record<string, string | null>>, path = location.pathname): string {
  const query = new URLSearchParams(location.search)
  query.set('lang', language.value)
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) query.delete(key)
    else query.set(key, value)
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

const anyLot = (): number => 1 + Math.floor(999 * Math.random())
const toSpeed = (wanted: number | null): Speed => (wanted === 1 || wanted === 4 || wanted === 16 ? wanted : 0)

/** The stage is another module's, and heavy: it comes when a level is opened, never before. */
const loadStage: StageLoader = async () => (await import('../stage/index.ts')).mountStage

/** The worker's own file, run in the page: nothing is shipped twice. */
async function serveHere<View>(): Promise<Serve<View, Frame, Ending>> {
  await import(/* @vite-ignore */ workerAddress)
  return (globalThis as unknown as { lotServe(): Serve<View, Frame, Ending> }).lotServe()
}

async function playLevel(root: HTMLElement, level: string): Promise<void> {
  markVisited()
  const bench = () =>
    runHost<Snapshot, Frame, Ending>(() => new Worker(workerAddress, { type: 'module' }), serveHere<Snapshot>)
  const session = openSession({
    level,
    seed: asked.seed ?? anyLot(),
    seedAsked: asked.seed,
    language,
    host: bench(),
    explainer: bench,
    saves: await openSaves(),
    seat: (lost) => takeSeat(`${profileHere().id}/${level}`, lost),
    loadText,
    carry,
    speed: toSpeed(asked.speed),
  })
  hearSession(session)
  if (asked.probe) Object.assign(window, { lot: session.probe() })
  layOver(() => session.settled())
  const newLot = (): void => {
    const seed = anyLot()
    if (asked.seed !== null) history.replaceState(history.state, '', address({ seed: String(seed) }))
    void session.restart(seed)
  }
  render(
    <Play
      session={session}
      stage={asked.text ? null : loadStage}
      renderer={asked.renderer}
      menuAddress={address({ level: null, seed: null, speed: null })}
      onNewLot={newLot}
    />,
    root,
  )
}

async function playPour(root: HTMLElement, level: string): Promise<void> {
  markVisited()
  const host = runHost<PourSnapshot, Frame, Ending>(
    () => new Worker(workerAddress, { type: 'module' }),
    serveHere<PourSnapshot>,
  )
  const session = openPour({
    level,
    seed: asked.seed ?? anyLot(),
    seedAsked: asked.seed,
    language,
    host,
    saves: await openSaves(),
    seat: (lost) => takeSeat(`${profileHere().id}/${level}`, lost),
    loadText,
    carry,
    speed: asked.speed ?? 1,
  })
  if (asked.probe) Object.assign(window, { lot: session.probe() })
  layOver(() => session.settled())
  render(
    <PourPlay
      session={session}
      stage={asked.text ? null : loadStage}
      renderer={asked.renderer}
      menuAddress={address({ level: null, seed: null, speed: null })}
      onLanguage={chooseLanguage}
      onNewLot={() => {
        const seed = anyLot()
        history.replaceState(history.state, '', address({ seed: String(seed) }))
        session.restart(seed)
      }}
    />,
    root,
  )
}

/** Settings, profiles and keys, over whatever the page shows. `settled`: of a level; null: the page is the menu. */
function layOver(settled: (() => Promise<void>) | null): void {
  const menu = (lang: Language) => address({ level: null, seed: null, speed: null, cold: null, lang })
  const over = document.body.appendChild(document.createElement('div'))
  render(
    <Overlays
      desk={{
        language,
        onLanguage: chooseLanguage,
        shelf,
        settled: settled ?? (async () => {}),
        menuAddress: () => (settled ? menu(language.value) : null),
        restart: (lang) => location.assign(menu(lang)),
      }}
    />,
    over,
  )
}

async function openMenu(root: HTMLElement): Promise<void> {
  const pictures: readonly (readonly [string, string])[] = [
    ['M1', booth],
    ['M2', antibody],
    ['A0', aav],
  ]
  const draw = (going: ReadonlySet<string>): void => {
    const cards = pictures.map(([id, picture]): Card => {
      return { id, picture, going: going.has(id), address: hasLevel(id) ? address({ level: id }) : null }
    })
    render(
      <Menu
        language={language.value}
        cards={cards}
        batchAddress={address({ view: null }, '/batch.html')}
        textAddress={address({ level: 'M2', view: 'text' })}
        openingAddress={address({ cold: '', menu: null })}
        onLanguage={chooseLanguage}
        onSettings={() => (overlay.value = 'settings')}
      />,
      root,
    )
  }
  let going: ReadonlySet<string> = new Set()
  layOver(null)
  language.subscribe(() => draw(going))
  // Open attempts are marked once the browser has said what it keeps.
  const saves = await openSaves()
  const open = await Promise.all(pictures.map(async ([id]) => ((await saves.read(id)).save ? id : null)))
  going = new Set(open.filter((id) => id !== null))
  draw(going)
}

/** The first minute; where it cannot be had, the menu. */
async function playOpening(root: HTMLElement): Promise<void> {
  const opening = await loadOpening().catch(() => null)
  if (!opening) return openMenu(root)
  const { ColdOpening, openColdSession } = opening
  const session = openColdSession({ language, reducedMotion: still.value, speed: asked.speed ?? 1 })
  if (asked.probe) Object.assign(window, { lot: session.probe() })
  markVisited()
  render(
    <ColdOpening
      session={session}
      stage={asked.text ? null : loadStage}
      renderer={asked.renderer}
      onLanguage={chooseLanguage}
      badge={profileHere().badge}
      onSkip={() => {
        session.close()
        history.replaceState(history.state, '', address({ cold: null }))
        void openMenu(root)
      }}
      onDone={(badge) => {
        keepBadge(badge)
        session.close()
        location.assign(address({ level: 'M1', cold: null, seed: null, speed: null }))
      }}
    />,
    root,
  )
}

openSounds(asked.sound)
const opens = asked.first === 'opening' || (asked.first === null && asked.level === null && !visitedBefore())
if (asked.level === null) void (opens ? playOpening(place) : openMenu(place))
else if (hasLevel(asked.level) && isPour(asked.level)) void playPour(place, asked.level)
else if (hasLevel(asked.level)) void playLevel(place, asked.level)
else location.replace(address({ level: null }))
