// Phaser publishes one file of 355 kB gzip. The stage hangs up images: built from Phaser's own sources, the parts it
// needs are half of that. Development keeps the whole file; what is missing here shows in the browser tests.
import { join } from 'node:path'
import { root } from './prepare.mjs'

const sources = join(root, 'node_modules', 'phaser', 'src')
const emitter = join(root, 'node_modules', 'eventemitter3', 'index.js')

/** What registers itself with Phaser's factories and plugin cache when loaded. */
const parts = [
  // First: its batch handlers and its index ask for each other.
  'renderer/index',
  'events/EventEmitter',
  'gameobjects/DisplayList',
  'gameobjects/UpdateList',
  'gameobjects/GameObjectCreator',
  'gameobjects/image/ImageFactory',
  'cameras/2d/CameraManager',
  'scene/ScenePlugin',
]

const id = '\0phaser'

/** @returns {import('vite').Plugin} */
export function leanPhaser() {
  return {
    name: 'lean-phaser',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      // The switches of Phaser's own build.
      define: {
        'typeof CANVAS_RENDERER': 'true',
        'typeof WEBGL_RENDERER': 'true',
        'typeof WEBGL_DEBUG': 'false',
        'typeof FEATURE_SOUND': 'false',
      },
    }),
    resolveId: (source, importer) => {
      if (source === 'phaser') return id
      // Asked for by require(), which must get the emitter itself and not a module that holds it.
      if (source === 'eventemitter3' && importer?.startsWith(sources)) return emitter
      return undefined
    },
    load(loaded) {
      if (loaded !== id) return undefined
      const from = (path) => JSON.stringify(join(sources, `${path}.js`))
      return [
        ...parts.map((part) => `import ${from(part)}`),
        `import Game from ${from('core/Game')}`,
        `import constants from ${from('const')}`,
        `import CanvasPool from ${from('display/canvas/CanvasPool')}`,
        'export { Game }',
        'export const Display = { Canvas: { CanvasPool } }',
        'export const { CANVAS, WEBGL } = constants',
      ].join('\n')
    },
  }
}
