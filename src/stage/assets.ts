/**
 * Every drawing of the stage, as text inside the bundle: no request at run time, so the single file needs none either.
 * The sources are in assets/art; each group of a drawing carries its `data-layer`.
 */
import bioreactor from '../../assets/art/kit/bioreactor.svg?raw'
import tank from '../../assets/art/kit/single-use-tank.svg?raw'
import bath from '../../assets/art/machines/bath.svg?raw'
import cartridge from '../../assets/art/machines/cartridge.svg?raw'
import centrifuge from '../../assets/art/machines/centrifuge.svg?raw'
import column from '../../assets/art/machines/column.svg?raw'
import counter from '../../assets/art/machines/counter.svg?raw'
import cryotube from '../../assets/art/machines/cryotube.svg?raw'
import depthFilter from '../../assets/art/machines/depth-filter.svg?raw'
import nanofilter from '../../assets/art/machines/nanofilter.svg?raw'
import pool from '../../assets/art/machines/pool.svg?raw'
import rooms from '../../assets/art/machines/rooms.svg?raw'
import shaker from '../../assets/art/machines/shaker.svg?raw'
import sight from '../../assets/art/machines/sight.svg?raw'
import stirredTank from '../../assets/art/machines/stirred-tank.svg?raw'
import titrant from '../../assets/art/machines/titrant.svg?raw'
import tote from '../../assets/art/machines/tote.svg?raw'
import ufdf from '../../assets/art/machines/ufdf.svg?raw'
import uv from '../../assets/art/machines/uv.svg?raw'
import capsule from '../../assets/art/machines/capsule.svg?raw'
import filler from '../../assets/art/machines/filler.svg?raw'
import store from '../../assets/art/machines/store.svg?raw'
import vial from '../../assets/art/machines/vial.svg?raw'
import booth from '../../assets/art/stage/booth.svg?raw'
import boothTall from '../../assets/art/stage/booth-tall.svg?raw'
import bottles from '../../assets/art/stage/bottles.svg?raw'
import complexes from '../../assets/art/stage/complexes.svg?raw'
import feed from '../../assets/art/stage/feed.svg?raw'
import flask from '../../assets/art/stage/flask.svg?raw'
import hall from '../../assets/art/stage/hall.svg?raw'
import hmi from '../../assets/art/stage/hmi.svg?raw'
import idriss from '../../assets/art/stage/idriss.svg?raw'
import mixer from '../../assets/art/stage/mixer.svg?raw'
import nadia from '../../assets/art/stage/nadia.svg?raw'
import night from '../../assets/art/stage/night.svg?raw'
import outside from '../../assets/art/stage/outside.svg?raw'
import post from '../../assets/art/stage/post.svg?raw'
import pourer from '../../assets/art/stage/pourer.svg?raw'
import pump from '../../assets/art/stage/pump.svg?raw'
import sami from '../../assets/art/stage/sami.svg?raw'
import suite from '../../assets/art/stage/suite.svg?raw'
import suiteTall from '../../assets/art/stage/suite-tall.svg?raw'
import things from '../../assets/art/stage/things.svg?raw'
import you from '../../assets/art/stage/you.svg?raw'
import type { PlasmaDrawing } from './machines/plasma/drawings.ts'

const drawings = {
  capsule,
  filler,
  store,
  vial,
  bath,
  cartridge,
  centrifuge,
  column,
  counter,
  cryotube,
  depthFilter,
  nanofilter,
  pool,
  rooms,
  shaker,
  sight,
  stirredTank,
  titrant,
  tote,
  ufdf,
  uv,
  bioreactor,
  booth,
  boothTall,
  bottles,
  complexes,
  feed,
  flask,
  hall,
  hmi,
  idriss,
  mixer,
  nadia,
  night,
  outside,
  post,
  pourer,
  pump,
  sami,
  suite,
  suiteTall,
  tank,
  things,
  you,
} as const

export type DrawingName = keyof typeof drawings | PlasmaDrawing | 'coldStore'

const texts = new Map<string, string>(Object.entries(drawings))

/** Drawings that come with a plant of their own. */
export function addDrawings(more: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(more)) texts.set(name, text)
}

export function drawingText(name: DrawingName): string {
  const text = texts.get(name)
  if (text === undefined) throw new Error(`drawing ${name} is not loaded`)
  return text
}
