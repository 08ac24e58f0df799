/** Views to look at and to test with: the states in which the stage must tell something apart. */
import type { CultureView, PlantView, PourView, RoomView } from '../../../src/present/index.ts'
import { machines } from './machines.ts'

const calm: CultureView = {
  kind: 'culture',
  vessel: {
    scale_L: 2000,
    fill: 0.86,
    foam: 0.1,
    gas: 0.5,
    oxygenShare: 0.2,
    stirring_rpm: 90,
    turbidity: 0.6,
    dead: 0.03,
    ventWet: 0,
    feeding: 0.6,
    baseDripping: false,
    jacket: 0,
  },
  bags: [{ id: 'feed-A', left: 0.62, expires: '2026-12-31' }],
  scale_kg: '18,4',
  oxygenNeedle: 0.41,
  wheel: { turn: 0.4, glow: 0 },
  people: [
    { who: 'nadia', doing: 'stand' },
    { who: 'sami', doing: 'sample' },
    { who: 'you', doing: 'write' },
    { who: 'idriss', doing: 'write' },
  ],
  hour: 11,
  lamps: 1,
  alarms: [],
}

const culture = (
  vessel: Partial<CultureView['vessel']>,
  more: Partial<Omit<CultureView, 'vessel' | 'kind'>> = {},
): CultureView => ({ ...calm, ...more, vessel: { ...calm.vessel, ...vessel } })

const pour = (minutes: number, particle_nm: number, more: Partial<PourView> = {}): PourView => ({
  kind: 'pour',
  scale_L: 2,
  particle_nm,
  cloud: Math.min(particle_nm / 1400, 1),
  cocktailLeft: 1,
  pouring: false,
  pumps: 0,
  cultureFill: 0.55,
  secondsSinceMix: minutes * 60,
  showSize: true,
  ...more,
})

const room: RoomView = {
  kind: 'room',
  items: [
    { id: 'balance', art: 'balance', x: 0.42, y: 0.7, size: 1.25, looked: true, tagged: false },
    { id: 'scoop', art: 'scoop', x: 0.64, y: 0.7, size: 0.85, looked: false, tagged: false },
    { id: 'bag', art: 'bag', x: 0.22, y: 0.7, size: 1, looked: false, tagged: true },
    { id: 'label', art: 'label', x: 0.8, y: 0.62, size: 0.7, looked: false, tagged: false },
    { id: 'bottle', art: 'bottle', x: 0.3, y: 0.4, size: 0.9, looked: false, tagged: false },
    { id: 'gloves', art: 'gloves', x: 0.66, y: 0.4, size: 0.85, looked: false, tagged: false },
    { id: 'drum', art: 'drum', x: 0.84, y: 0.94, size: 1.5, looked: false, tagged: false },
    { id: 'bin', art: 'bin', x: 0.12, y: 0.94, size: 1.2, looked: false, tagged: false },
  ],
  lampAt: { x: 0.42, y: 0.6 },
  dark: true,
}

const doing = (you: CultureView['people'][number]['doing'], sami: typeof you): CultureView =>
  culture(
    { scale_L: 200 },
    {
      wheel: null,
      oxygenNeedle: null,
      people: [
        { who: 'nadia', doing: sami === 'look' ? 'look' : 'stand' },
        { who: 'sami', doing: sami },
        { who: 'you', doing: you },
        { who: 'idriss', doing: 'write' },
      ],
    },
  )

export const views: Record<string, PlantView> = {
  ...machines,
  calm,
  sampling: doing('sample', 'stand'),
  feeding: doing('feed', 'stand'),
  adjusting: doing('adjust', 'stand'),
  calling: doing('phone', 'look'),
  foam: culture(
    { foam: 1, ventWet: 1, gas: 1, oxygenShare: 0.8, fill: 0.92, dead: 0.25 },
    {
      hour: 14.5,
      people: [
        { who: 'sami', doing: 'look' },
        { who: 'you', doing: 'phone' },
        { who: 'nadia', doing: 'look' },
      ],
      alarms: [
        { on: 'vent', priority: 1, acknowledged: false },
        { on: 'probe.oxygen', priority: 2, acknowledged: false },
      ],
      oxygenNeedle: 0.22,
    },
  ),
  night: culture(
    { gas: 0.35, feeding: 0, baseDripping: true },
    {
      hour: 23.8,
      wheel: null,
      oxygenNeedle: null,
      people: [{ who: 'night', doing: 'write' }],
      alarms: [{ on: 'probe.ph', priority: 3, acknowledged: true }],
    },
  ),
  dusk: culture({ scale_L: 200, foam: 0.35, turbidity: 0.9 }, { hour: 20 }),
  first: culture(
    { scale_L: 50, foam: 0.25, gas: 0.15, stirring_rpm: 60, feeding: 0 },
    { hour: 3, lamps: 0, wheel: { turn: 0.1, glow: 1 }, oxygenNeedle: 0.18, people: [], scale_kg: null, bags: [] },
  ),
  bags: culture(
    { scale_L: 50, feeding: 0, foam: 0.05 },
    {
      hour: 7,
      bags: [
        { id: 'a', left: 0.95, expires: '2026-11-20' },
        { id: 'b', left: 0.95, expires: '2027-02-28' },
      ],
      scale_kg: '0,0',
      people: [{ who: 'you', doing: 'stand' }],
      wheel: null,
      oxygenNeedle: null,
    },
  ),
  spent: culture({ dead: 0.7, turbidity: 1, fill: 1.2, foam: 0.3, feeding: 0 }, { hour: 17.5 }),
  empty: culture(
    { fill: 0, foam: 0, gas: 0, stirring_rpm: 0, turbidity: 0, feeding: 0 },
    { hour: 8, people: [], bags: [], scale_kg: null, wheel: null, oxygenNeedle: null },
  ),
  pour0: pour(0.2, 60),
  pour16: pour(16, 420),
  pour45: pour(44, 1250, { showSize: false }),
  pouring: pour(15, 400, { pouring: true, cocktailLeft: 0.45, cultureFill: 0.68 }),
  tank: pour(12, 330, { scale_L: 2000, pouring: true, pumps: 3, cocktailLeft: 0.7, cultureFill: 0.75 }),
  room,
  roomLit: { ...room, dark: false },
}

/** Each one thing that eyes can tell, a little further on than in `calm`. */
export const differences: Record<string, CultureView> = {
  fill: culture({ fill: 0.8 }),
  stirring: culture({ stirring_rpm: 150 }),
  foam: culture({ foam: 0.2 }),
  gas: culture({ gas: 0.7 }),
  oxygen: culture({ oxygenShare: 0 }),
  turbidity: culture({ turbidity: 0.8 }),
  dead: culture({ dead: 0.25 }),
  vent: culture({ ventWet: 0.5 }),
  feeding: culture({ feeding: 0 }),
  base: culture({ baseDripping: true }),
  shifted: culture({ jacket: -0.6 }),
  tooWarm: culture({ jacket: 0.3 }),
  bag: culture({}, { bags: [{ id: 'feed-A', left: 0.4, expires: '2026-12-31' }] }),
  needle: culture({}, { oxygenNeedle: 0.3 }),
  wheel: culture({}, { wheel: { turn: 0.7, glow: 0 } }),
  screen: culture({}, { wheel: null, oxygenNeedle: null }),
  hour: culture({}, { hour: 18.5 }),
  critical: culture({}, { alarms: [{ on: 'probe.oxygen', priority: 1, acknowledged: false }] }),
  major: culture({}, { alarms: [{ on: 'probe.oxygen', priority: 2, acknowledged: false }] }),
  minor: culture({}, { alarms: [{ on: 'probe.oxygen', priority: 3, acknowledged: false }] }),
  ...Object.fromEntries(
    (['stand', 'sample', 'feed', 'adjust', 'phone', 'look', 'away'] as const).map((doing) => [
      `you ${doing}`,
      culture({}, { people: calm.people.map((person) => (person.who === 'you' ? { ...person, doing } : person)) }),
    ]),
  ),
}

/** The most that can move at once: for the frame budget. */
export const busiest: PlantView = culture(
  { gas: 1, oxygenShare: 1, foam: 0.8, ventWet: 0.6, feeding: 1, baseDripping: true, stirring_rpm: 160, dead: 0.3 },
  { hour: 20.5, alarms: [{ on: 'vent', priority: 1, acknowledged: false }] },
)
