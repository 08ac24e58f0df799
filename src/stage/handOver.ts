import type { Game } from 'phaser'
import { MOVE_MS } from './camera.ts'

const EASING = 'cubic-bezier(.65,0,.35,1)'

/** The last frame of a picture, laid over the host while the next one is hung: nothing flashes. */
export interface Cover {
  /** Fades away, or slides out with the next picture following, as a camera that goes on to the next room. */
  go(how: 'fade' | 'pan'): void
  drop(): void
}

/** Null in a hidden tab: there is no frame, and nobody looks. */
export function handOver(game: Game, host: HTMLElement): Promise<Cover | null> {
  if (document.visibilityState !== 'visible') return Promise.resolve(null)
  return new Promise((resolve) => {
    // Right after it is drawn: later, a WebGL canvas is empty.
    game.events.once('postrender', () => {
      const from = game.canvas
      const copy = document.createElement('canvas')
      copy.width = from.width
      copy.height = from.height
      copy.getContext('2d')?.drawImage(from, 0, 0)
      Object.assign(copy.style, {
        position: 'absolute',
        inset: '0',
        width: '100%',
        height: '100%',
        pointerEvents: 'none',
      })
      copy.setAttribute('aria-hidden', 'true')
      host.append(copy)
      const drop = (): void => copy.remove()
      resolve({
        drop,
        go(how) {
          if (how === 'fade') {
            copy.animate({ opacity: [1, 0] }, { duration: MOVE_MS / 2, easing: EASING }).finished.then(drop, drop)
            return
          }
          const timing = { duration: MOVE_MS, easing: EASING }
          game.canvas.animate({ transform: ['translateX(100%)', 'none'] }, timing)
          copy.animate({ transform: ['none', 'translateX(-100%)'] }, timing).finished.then(drop, drop)
        },
      })
    })
  })
}
