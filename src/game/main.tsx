import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import { render, type VNode } from 'preact'
import {
  type ClassState,
  type Daily,
  type FirstTry,
  handedName,
  initialLanguage,
  isInClass,
  isLanguageAsked,
  markVisited,
  keepBadge,
  keepOffline,
  openShelf,
  type Pass,
  learnerIn,
  profileHere,
  readAddress,
  rememberLanguage,
  savesOn,
  type Saves,
  takeSeat,
  type Tally,
  visitedBefore,
} from '../platform/index.ts'
import { type Posed, POSED, type PosedDrill, type ToolId, toolsFor } from '../play/index.ts'
import type { Language, Snapshot } from '../present/index.ts'
import {
  academyWords,
  answered,
  Campus,
  DRILLS,
  type Card,
  carryAway,
  type Course,
  dayHere,
  drillsDue,
  dueOn,
  earnedHere,
  followWishes,
  type Handed,
  loadCode,
  type LevelHere,
  type Line,
  loadLevelScreen,
  loadOpening,
  loadPackScreens,
  loadReview,
  type Inside,
  knownLots,
  labWords,
  secondPassOf,
  loadSkills,
  loadAbout,
  loadLocker,
  lockerOf,
  lockerTexts,
  has,
  loadPosed,
  loadVials,
  openSounds,
  overlay,
  Overlays,
  PASSED,
  type Session,
  type Speed,
  standingOf,
  still,
  tellLine,
  titleOf,
  type Today,
  wayOut,
} from '../ui/index.ts'
import type { Scenario } from '../share/index.ts'
import { openDemo } from './demo.tsx'
import { type Demo, demoOf, hasContracts, hasLevel, levels, loadText } from './levels.ts'
import type { Told } from './packed.ts'
import { returningIn } from './returning.ts'
import { benchHost, loadStage } from './works.ts'

const place = document.getElementById('page')
if (!place) throw new Error('index.html has no #page')
const asked = readAddress(location.search)
const language = signal<Language>(initialLanguage())
followWishes(asked.reducedMotion)
/** A page that was packed says so itself; null: the game's own. */
const packText = document.getElementById('pack')?.textContent ?? null
const packed = packText === null ? null : import('./packed.ts').then(({ unpacked }) => unpacked(packText))
const shelf = packed
  ? packed.then((found) => openShelf(found?.learner ?? profileHere().id))
  : openShelf(profileHere().id)
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

const course = async (): Promise<Course> => {
  const { trained } = await import('./course.ts')
  const bare = { seed: null, speed: null, code: null, menu: null, cold: null }
  return {
    trained,
    levels: levels.flatMap(({ id }) => (demoOf(id) ? [] : [{ id, address: address({ ...bare, level: id }) }])),
  }
}

/** A lot of a package: where its attempts are kept, and what stands where the game has its menu. */
interface Given {
  readonly told: Told | null
  /** To be looked at only. */
  readonly look: boolean
  readonly astray: boolean
  readonly learner: string
  /** The list of several lots; null: there is only this one. */
  readonly menuAddress: string | null
}

async function playLevel(
  root: HTMLElement,
  level: string,
  coded: Scenario | null = null,
  given: Given | null = null,
): Promise<void> {
  markVisited()
  // Looked at once: whoever goes on from there, or comes back to the page, plays.
  if (asked.look) history.replaceState(history.state, '', address({ look: null }))
  const { hearSession, openSession, Play } = await loadLevelScreen()
  // A package has its own way home: only who opened the game itself plays for a class.
  const handed = given || coded ? null : await handedOver(level)
  const room = given || handed ? null : await classroomHere()
  const own = given?.told?.saves ?? (handed ? savesOn(await shelf, handedName(handed.kind)) : await openSaves())
  const saves = room ? room.savesWithClass(own) : own
  const who = given?.learner ?? profileHere().id
  // In a class it is the server that says who one is.
  const codedSeed = coded && (await loadCode()).lotFor(coded, (given ? null : learnerIn(who)) ?? who)
  const session = openSession({
    level,
    handed,
    returning: coded || handed ? null : await returningIn(level, saves),
    seed: codedSeed ?? asked.seed ?? anyLot(),
    seedAsked: codedSeed ?? asked.seed ?? (handed?.kind === 'drill' || handed?.kind === 'again' ? anyLot() : null),
    setup: coded && { options: coded.options, patch: coded.patch, ...(coded.words && { words: coded.words }) },
    language,
    host: benchHost<Snapshot>(),
    explainer: benchHost<Snapshot>,
    saves,
    seat: (lost) => takeSeat(`${who}/${handed ? handedName(handed.kind)(level) : level}`, lost),
    loadText,
    carry,
    course,
    asText: asked.text,
    look: asked.look || given?.look === true,
    speed: toSpeed(asked.speed),
  })
  hearSession(session)
  void room?.playInClass(session)
  // A drill opened again is the same one, where it was left.
  if (handed?.kind === 'drill')
    effect(() => {
      const lot = session.view.value?.seed
      if (lot !== undefined) history.replaceState(history.state, '', address({ seed: String(lot) }))
    })
  // In an exam nobody's script plays: not even where the lot was left open and goes on.
  const isExam = computed(() => session.status.value !== 'loading' && session.scenario().options.exam === true)
  if (asked.probe)
    effect(() => {
      if (isExam.value || coded?.options.exam) Reflect.deleteProperty(window, 'lot')
      else Object.assign(window, { lot: session.probe() })
    })
  layOver(() => session.settled())
  if (given) enterPacked(root, session, given)
  given?.told?.follow(session)
  const newLot = (): void => {
    const seed = anyLot()
    if (coded) history.replaceState(history.state, '', address({ code: null, level, seed: String(seed) }))
    else if (asked.seed !== null) history.replaceState(history.state, '', address({ seed: String(seed) }))
    void session.restart(seed)
  }
  render(
    <Play
      session={session}
      stage={asked.text ? null : loadStage}
      renderer={asked.renderer}
      menuAddress={
        given?.menuAddress ?? address({ level: null, seed: null, speed: null, code: null, look: null, today: null })
      }
      onNewLot={given || handed ? null : newLot}
    />,
    root,
  )
}

/** A drill without a desk. */
async function playPosed(root: HTMLElement, level: string, drill: PosedDrill): Promise<void> {
  markVisited()
  const { PosedPage } = await loadPosed()
  const host = benchHost<Snapshot>()
  const seed = asked.seed ?? anyLot()
  // Opened again, it asks the same.
  const onLot = (lot: number): void => history.replaceState(history.state, '', address({ seed: String(lot) }))
  onLot(seed)
  layOver(async () => {})
  const ask = async (lot: number): Promise<Posed> => {
    const { posed } = await host.send({ kind: 'pose', level, seed: lot, drill })
    if (!posed) throw new Error(`${drill}: nothing was posed`)
    return posed
  }
  const menuAddress = address({ level: null, seed: null, drill: null })
  const name = `${level}.${drill}`
  const count = async (lot: number, right: boolean) => (await openSaves()).tally(name, lot, right)
  language.subscribe((now) =>
    render(<PosedPage language={now} {...{ name, seed, count, menuAddress, onLot }} pose={ask} />, root),
  )
}

async function playDemo(
  root: HTMLElement,
  level: string,
  demo: Demo,
  coded: Scenario | null = null,
  given: Given | null = null,
): Promise<void> {
  markVisited()
  const [session, page] = await openDemo(
    demo,
    {
      level,
      seed: coded?.seed ?? asked.seed ?? anyLot(),
      seedAsked: coded?.seed ?? asked.seed,
      language,
      saves: given?.told?.saves ?? (await openSaves()),
      seat: (lost) => takeSeat(`${given?.learner ?? profileHere().id}/${level}`, lost),
      loadText,
      carry,
      speed: asked.speed ?? 1,
    },
    {
      stage: asked.text ? null : loadStage,
      renderer: asked.renderer,
      menuAddress: given?.menuAddress ?? address({ level: null, seed: null, speed: null }),
      onLanguage: chooseLanguage,
      onNewLot() {
        const seed = anyLot()
        if (!given) history.replaceState(history.state, '', address({ seed: String(seed) }))
        session.restart(seed)
      },
    },
  )
  if (asked.probe) Object.assign(window, { lot: session.probe() })
  layOver(() => session.settled())
  if (given) enterPacked(root, session, given)
  render(page, root)
}

/** What a packed page has in place of the game's menu, and what it says of its line. */
function enterPacked(
  root: HTMLElement,
  session: Pick<Session, 'notice' | 'settled' | 'close'>,
  { told, astray, menuAddress }: Given,
): void {
  sayLine = (line) => tellLine(session, line)
  if (astray) tellLine(session, 'none')
  const quit = async (): Promise<void> => {
    await session.settled()
    await told?.quit()
    session.close()
    const { Closed } = await loadPackScreens()
    render(<Closed language={language.value} />, root)
    // Of a window that a course has opened: it goes.
    window.close()
  }
  wayOut.value = told ? { kind: 'quit', quit: () => void quit() } : menuAddress ? { kind: 'menu' } : { kind: 'none' }
}

/** Where it is said how the line to a system is. */
let sayLine: (line: Line) => void = () => {}

async function playPack(root: HTMLElement): Promise<void> {
  const [found, { scenarioIn, toldTo }, screens] = await Promise.all([
    packed!,
    import('./packed.ts'),
    loadPackScreens(),
  ])
  if (!found) {
    render(<screens.Broken language={language.value} />, root)
    return
  }
  const { lms, lot, pack, astray, learner } = found
  if (lms?.language && !isLanguageAsked()) language.value = lms.language
  openSounds(asked.sound ?? lms?.sound ?? null)
  const isOne = pack.kind !== 'single' || pack.lots.length === 1
  if (!lot) {
    layOver(null)
    language.subscribe((now) => {
      const lots = pack.lots.map((one, n) => ({
        title: one.title[now],
        small: demoOf(one.level) ? '' : screens.termsOf(now, one).join(' '),
        address: address({ lot: String(n) }),
      }))
      render(<screens.PackMenu language={now} lots={lots} onLanguage={chooseLanguage} />, root)
    })
    return
  }
  const scenario = scenarioIn(lot, learner)
  const { level, options, patch, words } = scenario
  const demo = demoOf(level)
  const setup = { options, ...(patch && { patch }), ...(words && { words }) }
  const told = lms && (await toldTo(lms, await openSaves(), demo ? undefined : setup, (line) => sayLine(line)))
  const menuAddress = isOne ? null : address({ lot: null })
  const given: Given = { told, look: lms?.counts === false, astray, learner, menuAddress }
  return demo ? playDemo(root, level, demo, scenario, given) : playLevel(root, level, scenario, given)
}

/** Settings, profiles and keys, over whatever the page shows. `settled`: of a level; null: the page is the menu. */
function layOver(settled: (() => Promise<void>) | null): void {
  const menu = (lang: Language) => address({ level: null, seed: null, speed: null, cold: null, code: null, lang })
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

const NOTHING: Kept = { kept: null, best: null, medals: null, contracts: [], packed: [], finished: false }

/** What this browser keeps of a level: a lot left open, the best one. */
async function keptOf(saves: Saves, id: string): Promise<Kept> {
  if (demoOf(id)) {
    const won = await saves.readMedals(id).catch(() => null)
    return { ...NOTHING, medals: won?.medals ?? null, finished: won !== null }
  }
  const [{ save }, best, left, contracts, packed] = await Promise.all([
    saves.read(id),
    saves.readBest(id).catch(() => null),
    saves.readLeft(id),
    saves.readContracts(id),
    saves.readKit(id),
  ])
  return {
    finished: best !== null || left !== null,
    kept: save && { day: save.day ?? null, over: save.over ?? false },
    best: best && { seed: best.seed, passed: best.rank >= PASSED },
    medals: null,
    contracts,
    packed,
  }
}

type Kept = Pick<LevelHere, 'kept' | 'best' | 'medals'> & {
  readonly contracts: readonly string[]
  /** Instruments for its next lot. */
  readonly packed: readonly ToolId[]
  /** Played to its end, however that was. */
  readonly finished: boolean
}

/** What a code opens: a lot as usual by its own address; one with options, or of a changed level, by the code. */
async function playCode(root: HTMLElement, code: string): Promise<void> {
  const { scenarioOf } = await loadCode()
  const found = scenarioOf(code)
  const can = typeof found === 'object' && hasLevel(found.level)
  if (!can) {
    await openMenu(root)
    return typeCode(code)
  }
  const { level, seed, options, patch, words } = found
  if (!patch && !words && Object.keys(options).length === 0)
    return location.replace(address({ code: null, menu: null, cold: null, level, seed: String(seed) }))
  return playLevel(root, level, found)
}

/** A sheet over the menu, until it is closed. */
function openOver(sheet: (language: Language, close: () => void) => VNode): void {
  const over = document.body.appendChild(document.createElement('div'))
  const close = (): void => {
    stop()
    render(null, over)
    over.remove()
  }
  const stop = language.subscribe((now) => render(sheet(now, close), over))
}

const playAddress = (code: string): string => address({ code, menu: null, cold: null, level: null, seed: null })

/** Any lot of a level, once and without help: whoever passes needs no lessons before it. */
async function openProof(level: string): Promise<void> {
  const { codeOf } = await loadCode()
  location.assign(playAddress(codeOf({ level, seed: anyLot(), options: { exam: true } })!))
}

/** All of a class is loaded by who is in one. */
const loadClassroom = () => import('./class.tsx')
const classroomHere = async () => (isInClass(profileHere().id) ? loadClassroom() : null)

/** The class one is in, or the way into one. */
async function openClassroom(code: string): Promise<void> {
  const room = await loadClassroom()
  inMenu.value = room.classHere
  return room.openClassSheet(openOver, shelf, code, playAddress)
}
/** What the menu shows of the class, once there is something to show. */
const inMenu = signal<ReadonlySignal<ClassState | null> | null>(null)

/** The sheet for a code. */
async function typeCode(typed: string): Promise<void> {
  const { CodeDialog } = await loadCode()
  openOver((now, close) => (
    <CodeDialog
      language={now}
      titles={new Map(levels.map(({ id }) => [id, titleOf(now, id)]))}
      isDemo={(id) => demoOf(id) !== null}
      typed={typed}
      onPlay={(code) => location.assign(playAddress(code))}
      onClass={(code) => {
        close()
        void openClassroom(code)
      }}
      onClose={close}
    />
  ))
}

/** So many minutes of the lot of the day are left for who takes it over. */
const TODAY_MIN = 5

/** A second pass is this long. */
const AGAIN_MIN = 4

async function handedOver(level: string): Promise<Handed | null> {
  if (asked.today) return { kind: 'today', day: dayHere(), minutes: TODAY_MIN }
  if (asked.again) {
    const saves = await openSaves()
    const unlike = knownLots(level, await saves.readFirsts(), await saves.readPasses())
    return { kind: 'again', minutes: AGAIN_MIN, unlike }
  }
  const drill = DRILLS.find((name) => name === `${level}.${asked.drill}`)
  return drill && asked.drill !== null ? { kind: 'drill', drill: asked.drill } : null
}

/** The same lot for everyone, another each day, from any level but a plant's first. */
function lotOfDay(day: number): { readonly level: string; readonly seed: number } {
  const all = levels.filter(({ id }) => HANDED_OVER.test(id))
  return { level: all[day % all.length]!.id, seed: 1 + ((day * 7919) % 997) }
}

/** Questions of what has been played, at the start of a shift. */
async function openReview(
  saves: Saves,
  due: readonly Card[],
  drills: readonly string[],
  mug: boolean,
  onClose: () => void,
): Promise<void> {
  const { ReviewSheet } = await loadReview()
  openOver((now, close) => (
    <ReviewSheet
      language={now}
      cards={due}
      mug={mug}
      drills={drills.map((name) => ({ name, address: drillAddress(name) }))}
      onAnswer={(id, known) => {
        void saves.readReview().then((review) => saves.writeReview(answered(review, id, known, dayHere())))
      }}
      onClose={() => {
        close()
        onClose()
      }}
    />
  ))
}

/** What the houses on the campus hold of what was played. */
const insideOf = (
  now: Language,
  firsts: readonly FirstTry[],
  passes: readonly Pass[],
  tallies: readonly Tally[],
): Inside => ({
  academy: {
    ...academyWords(now, firsts),
    onOpen: () => void openSkills(firsts, passes),
    more: { label: lockerTexts[now].title, onOpen: () => void openLocker(firsts, tallies) },
  },
  lab: { ...labWords(now, firsts), onOpen: () => void openVials(firsts) },
})

/** What the models calculate, and what they leave out; how far everybody can play. */
async function openAbout(of: 'model' | 'access'): Promise<void> {
  const { AccessSheet, ModelSheet } = await loadAbout()
  const Sheet = of === 'model' ? ModelSheet : AccessSheet
  openOver((now, close) => <Sheet language={now} onClose={close} />)
}

/** What good catches have earned. */
async function openLocker(firsts: readonly FirstTry[], tallies: readonly Tally[]): Promise<void> {
  const { LockerSheet } = await loadLocker()
  openOver((now, close) => <LockerSheet language={now} firsts={firsts} tallies={tallies} onClose={close} />)
}

/** The vials of what was released, and the certificate. */
async function openVials(firsts: readonly FirstTry[]): Promise<void> {
  const { VialsSheet } = await loadVials()
  const bare = { code: null, menu: null, cold: null, speed: null, look: '' }
  const addressOf = ({ save: { level, seed } }: FirstTry): string => address({ ...bare, level, seed: String(seed) })
  openOver((now, close) => <VialsSheet language={now} firsts={firsts} addressOf={addressOf} onClose={close} />)
}

/** What of the competencies is proven, and what to play next. */
async function openSkills(firsts: readonly FirstTry[], passes: readonly Pass[]): Promise<void> {
  const [{ SkillsSheet }, here] = await Promise.all([loadSkills(), course()])
  openOver((now, close) => <SkillsSheet language={now} firsts={firsts} passes={passes} course={here} onClose={close} />)
}

function drillAddress(name: string): string {
  const [level, drill] = name.split('.') as [string, string]
  const bare = { code: null, menu: null, cold: null, speed: null, look: null, today: null, seed: null }
  return address({ ...bare, level, drill })
}

/** Drills of the levels that have been played to their end, as far as they are held. */
function drillsHere(finished: (id: string) => boolean, tallies: readonly Tally[]) {
  const due = drillsDue(dayHere(), tallies)
  return DRILLS.filter((name) => finished(name.split('.')[0]!)).map((name) => ({
    name,
    address: drillAddress(name),
    standing: standingOf(tallies.find(({ drill }) => drill === name)),
    due: due.includes(name),
  }))
}

/** Of a plant's first level nothing is long enough to be taken over in its midst. */
function againHere(level: string, stands: 'due' | 'held' | null): LevelHere['again'] {
  const bare = { code: null, menu: null, cold: null, speed: null, look: null, today: null, seed: null, drill: null }
  return stands && HANDED_OVER.test(level) ? { stands, address: address({ ...bare, level, again: '' }) } : null
}

/** Levels that somebody can take over in their midst. */
const HANDED_OVER = /^[MPA][2-6]$/

/** The lot of the day as the campus shows it. */
function todayHere(daily: Daily | null): Today {
  const { level, seed } = lotOfDay(dayHere())
  const bare = { code: null, menu: null, cold: null, speed: null, look: null }
  return {
    level,
    address: address({ ...bare, level, seed: String(seed), today: '' }),
    band: daily?.day === dayHere() ? daily.band : null,
  }
}

async function openMenu(root: HTMLElement): Promise<void> {
  const bare = { level: null, seed: null, speed: null, code: null, today: null, drill: null, again: null }
  const worn = profileHere().badge
  let saves: Saves | null = null
  let due: readonly Card[] = []
  let tallies: readonly Tally[] = []
  let drills: readonly string[] = []
  let firsts: readonly FirstTry[] = []
  let passes: readonly Pass[] = []
  let daily: Daily | null = null
  const draw = (): void => {
    const state = inMenu.value?.value ?? null
    const here = levels.map(({ id, plant }): LevelHere => {
      const addresses = { address: address({ ...bare, level: id, menu: null }) }
      const newAddress = address({ ...bare, level: id, menu: null, seed: String(anyLot()) })
      const { contracts, packed, ...known } = kept.get(id) ?? NOTHING
      const words = (now: Language) => loadText(id, now).then((text) => text.contracts ?? {})
      return {
        id,
        plant,
        isDemo: demoOf(id) !== null,
        ...addresses,
        newAddress,
        ...known,
        again: againHere(id, secondPassOf(id, firsts, passes, Date.now())),
        contracts: hasContracts(id) ? { kept: contracts, words } : null,
        kit: toolsFor(id).length > 0 && saves ? kitOf(saves, id, packed) : null,
      }
    })
    render(
      <Campus
        language={language.value}
        levels={here}
        drawn={!asked.text}
        reducedMotion={still.value}
        batchAddress={address({ view: null }, '/batch.html')}
        otherViewAddress={address({ ...bare, menu: '', view: asked.text ? null : 'text' })}
        openingAddress={address({ cold: '', menu: null })}
        onLanguage={chooseLanguage}
        onSettings={() => (overlay.value = 'settings')}
        onCode={() => void typeCode('')}
        onAbout={(of) => void openAbout(of)}
        onProof={(level) => void openProof(level)}
        {...(firsts.length ? { today: todayHere(daily) } : {})}
        drills={drillsHere((id) => kept.get(id)?.finished ?? false, tallies)}
        {...(state ? { classroom: { state, onOpen: () => void openClassroom('') } } : {})}
        {...(saves && due.length + drills.length
          ? { review: { due: due.length, drills: drills.length, onOpen: () => void review(saves!) } }
          : {})}
        {...(firsts.length ? { inside: insideOf(language.value, firsts, passes, tallies) } : {})}
        {...(worn ? { badge: { worn, onOpen: () => (overlay.value = 'profiles') } } : {})}
      />,
      root,
    )
  }
  const kitOf = (from: Saves, id: string, packed: readonly ToolId[]): LevelHere['kit'] => ({
    earned: earnedHere(firsts),
    chosen: packed,
    onChoose: (chosen) => void from.writeKit(id, chosen).then(() => look(from)),
  })
  let kept: ReadonlyMap<string, Kept> = new Map()
  const look = async (from: Saves): Promise<void> => {
    kept = new Map(await Promise.all(levels.map(async ({ id }) => [id, await keptOf(from, id)] as const)))
    const finished = new Set([...kept].flatMap(([id, level]) => (level.finished ? [id] : [])))
    firsts = await from.readFirsts()
    passes = await from.readPasses()
    daily = await from.readDaily()
    tallies = await from.readTallies()
    drills = drillsDue(dayHere(), tallies)
    due = dueOn(dayHere(), await from.readReview(), finished)
    draw()
  }
  const review = (from: Saves): Promise<void> =>
    openReview(from, due, drills, has(lockerOf(firsts, tallies), 'mug'), () => void look(from))
  layOver(null)
  effect(draw)
  void classroomHere().then((room) => {
    room?.openClass()
    inMenu.value = room?.classHere ?? null
  })
  if (asked.join !== null) {
    history.replaceState(history.state, '', address({ class: null }))
    void openClassroom(asked.join)
  }
  // Open attempts are marked once the browser has said what it keeps.
  saves = await openSaves()
  await look(saves)
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

if (!packed) {
  openSounds(asked.sound)
  keepOffline(asked.level === null && asked.code === null)
}
const opens =
  asked.first === 'opening' || (asked.first === null && asked.level === null && asked.join === null && !visitedBefore())
if (packed) void playPack(place)
else if (asked.code !== null) void playCode(place, asked.code)
else if (asked.level === null) void (opens ? playOpening(place) : openMenu(place))
else if (hasLevel(asked.level)) {
  const demo = demoOf(asked.level)
  const posed = POSED.find((name) => name === asked.drill && DRILLS.some((drill) => drill === `${asked.level}.${name}`))
  void (demo
    ? playDemo(place, asked.level, demo)
    : posed
      ? playPosed(place, asked.level, posed)
      : playLevel(place, asked.level))
} else location.replace(address({ level: null }))
