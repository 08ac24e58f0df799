import { bake } from './easel.ts'

/** In the vessel drawing's units: as wide as its inside, as tall as an almost empty headspace. */
export const FOAM = { width: 228, height: 310 } as const

/** Even numbers from an integer: the same foam every time. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const between = (a: number, b: number, share: number): number => Math.round(a + (b - a) * share)

/** A tall block of foam with an uneven upper edge; how much of it is seen is a matter of cropping. */
export function foamCanvas(px: number, seed: number): HTMLCanvasElement {
  const { width: w, height: h } = FOAM
  const random = dice(seed)
  const edge = (x: number): number => {
    const t = x / w
    return 14 + 6 * Math.sin(t * 7.1 + seed) + 4 * Math.sin(t * 17.3 + seed * 2) - 10 * Math.abs(t - 0.5)
  }
  return bake(px, { x: 0, y: 0, w, h }, (to) => {
    to.fillStyle = '#EBD9CE'
    to.beginPath()
    to.moveTo(0, h)
    for (let x = 0; x <= w; x += 6) to.lineTo(x, edge(x) + 7)
    to.lineTo(w, h)
    to.fill()
    to.lineWidth = 0.7
    to.strokeStyle = '#B98F8060'
    let row = 0
    // From the bottom up, so that upper bubbles lie over lower ones; large and light on top.
    for (let y = h + 4; y > -4; y -= 6.2, row++) {
      const high = Math.min(Math.max(1 - y / 90, 0), 1)
      const count = Math.round(w / (7.4 + high * 2))
      for (let k = 0; k <= count; k++) {
        const radius = 2.8 + random() * 3.2 + high * 2.4
        const x = (w * (k + (row % 2) * 0.5)) / count + (random() - 0.5) * 4
        const at = y + (random() - 0.5) * 3
        const bright = 0.45 + high * 0.35 + random() * 0.2
        if (at - radius * 0.6 < edge(x)) continue
        to.fillStyle = `rgb(${between(226, 255, bright)},${between(195, 248, bright)},${between(181, 242, bright)})`
        to.beginPath()
        to.arc(x, at, radius, 0, 7)
        to.fill()
        to.stroke()
        if (radius <= 4.6) continue
        to.fillStyle = '#FFFFFF'
        to.beginPath()
        to.arc(x - radius * 0.32, at - radius * 0.36, radius * 0.24, 0, 7)
        to.fill()
      }
    }
  })
}
