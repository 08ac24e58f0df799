/** The levels, and how their runs are shown: what a worker and the page itself both serve. */
import { type Bench, serveRuns } from '../platform/index.ts'
import { type Contract, loadContracts, loadTraining, type Training } from '../content/index.ts'
import { type Setup, setUp } from '../record/index.ts'
import type { Level, Run } from '../play/index.ts'
import {
  type Ending,
  endingOf,
  figureOf,
  plantViewOf,
  stepInSight,
  type BreathSnapshot,
  breathSnapshot,
  type PourSnapshot,
  pourSnapshot,
  type Snapshot,
  snapshot,
  type ThawingSnapshot,
  thawingSnapshot,
} from '../present/index.ts'
import type { Frame } from '../ui/index.ts'

const files = import.meta.glob('../../levels/*/*/level.json', { eager: true, import: 'default' })
const trainings = import.meta.glob('../../levels/*/*/competencies.json', { eager: true, import: 'default' })

/** Which competencies a level trains, and by what. */
function trainedIn(id: string): Training {
  const path = Object.keys(trainings).find((p) => p.endsWith(`/${id}/competencies.json`))
  const { trains, problems } = path === undefined ? { trains: {}, problems: [] } : loadTraining(trainings[path])
  if (problems.length) throw new Error(problems.map((p) => `${p.path}: ${p.message}`).join(' '))
  return trains
}

const contractFiles = import.meta.glob('../../levels/*/*/contracts.json', { eager: true, import: 'default' })

function contractsOf(id: string): readonly Contract[] {
  const path = Object.keys(contractFiles).find((p) => p.endsWith(`/${id}/contracts.json`))
  const { contracts, problems } =
    path === undefined ? { contracts: [], problems: [] } : loadContracts(contractFiles[path])
  if (problems.length) throw new Error(problems.map((p) => `${p.path}: ${p.message}`).join(' '))
  return contracts
}

const loaded = new Map<string, Level | undefined>()

function level(id: string, setup: Setup = {}): Level | undefined {
  const key = `${id} ${JSON.stringify(setup)}`
  if (!loaded.has(key)) {
    const path = Object.keys(files).find((p) => p.endsWith(`/${id}/level.json`))
    const { level: found, problems } =
      path === undefined ? { level: undefined, problems: [] } : setUp(files[path], setup)
    if (problems.length) throw new Error(problems.map((p) => `${p.path}: ${p.message}`).join(' '))
    loaded.set(key, found)
  }
  return loaded.get(key)
}

type View = Snapshot | PourSnapshot | BreathSnapshot | ThawingSnapshot

/** How a run is shown, by the unit it is about; a batch has a desk. */
const views: Readonly<Record<string, (run: Run) => View>> = {
  cocktail: pourSnapshot,
  breathing: breathSnapshot,
  thawing: thawingSnapshot,
}

const bench: Bench<View, Frame, Ending> = {
  level,
  view: (run) => (views[run.level.steps[0]?.unit ?? ''] ?? snapshot)(run),
  frame: (run) => ({
    t_s: run.t_s,
    plant: plantViewOf(run),
    at: stepInSight(run),
    done: run.closed.map((c) => c.index),
    figure: figureOf(run),
  }),
  ending: (run, reference, since_s) =>
    endingOf(run, reference, trainedIn(run.level.id), contractsOf(run.level.id), since_s),
}

export const serve = () => serveRuns(bench)
