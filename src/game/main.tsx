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
  openSaves,
  readAddress,
  rememberLanguage,
  runHost,
  type Serve,
  takeSeat,
  visitedBefore,
} from '../platform/index.ts'
import type { Ending, Language, PourSnapshot, Snapshot } from '../present/index.ts'
import {
  type Card,
  type Frame,
  hearSession,
  loadOpening,
  Menu,
  openPour,
  openSession,
  openSounds,
  Play,
  PourPlay,
  type Speed,
  type StageLoader,
} from '../ui/index.ts'
import { hasLevel, isPour, loadText } from './levels.ts'
import workerAddress from './run.worker.ts?worker&url'

const place = document.getElementById('page')
if (!place) throw new Error('index.html has no #page')
const asked = readAddress(location.search)
const language = signal<Language>(initialLanguage())

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
    seat: (lost) => takeSeat(level, lost),
    loadText,
    reducedMotion: asked.reducedMotion,
    speed: toSpeed(asked.speed),
  })
  hearSession(session)
  if (asked.probe) Object.assign(window, { lot: session.probe() })
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

function playPour(root: HTMLElement, level: string): void {
  markVisited()
  const host = runHost<PourSnapshot, Frame, Ending>(
    () => new Worker(workerAddress, { type: 'module' }),
    serveHere<PourSnapshot>,
  )
  const session = openPour({
    level,
    seed: asked.seed ?? anyLot(),
    language,
    host,
    loadText,
    reducedMotion: asked.reducedMotion,
    speed: asked.speed ?? 1,
  })
  if (asked.probe) Object.assign(window, { lot: session.probe() })
  render(
    <PourPlay
      session={session}
      stage={asked.text ? null : loadStage}
      renderer={asked.renderer}
      menuAddress={address({ level: null, seed: null, speed: null })}
      onLanguage={(chosen) => {
        rememberLanguage(chosen)
        language.value = chosen
      }}
      onNewLot={() => {
        const seed = anyLot()
        history.replaceState(history.state, '', address({ seed: String(seed) }))
        session.restart(seed)
      }}
    />,
    root,
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
        onLanguage={(chosen) => {
          rememberLanguage(chosen)
          language.value = chosen
          draw(going)
        }}
      />,
      root,
    )
  }
  draw(new Set())
  // Open attempts are marked once the browser has said what it keeps.
  const saves = await openSaves()
  const open = await Promise.all(pictures.map(async ([id]) => ((await saves.read(id).catch(() => null)) ? id : null)))
  draw(new Set(open.filter((id) => id !== null)))
}

/** The first minute; where it cannot be had, the menu. */
async function playOpening(root: HTMLElement): Promise<void> {
  const opening = await loadOpening().catch(() => null)
  if (!opening) return openMenu(root)
  const { ColdOpening, openColdSession } = opening
  const { reducedMotion, speed } = asked
  const session = openColdSession({ language, reducedMotion, speed: speed ?? 1 })
  if (asked.probe) Object.assign(window, { lot: session.probe() })
  markVisited()
  render(
    <ColdOpening
      session={session}
      stage={asked.text ? null : loadStage}
      renderer={asked.renderer}
      onLanguage={(chosen) => {
        rememberLanguage(chosen)
        language.value = chosen
      }}
      onSkip={() => {
        session.close()
        history.replaceState(history.state, '', address({ cold: null }))
        void openMenu(root)
      }}
      onDone={() => {
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
else if (hasLevel(asked.level) && isPour(asked.level)) playPour(place, asked.level)
else if (hasLevel(asked.level)) void playLevel(place, asked.level)
else location.replace(address({ level: null }))
