import { stamp, type Easel } from '../easel.ts'

/** The tester's display: a bar that grows, then a check or a cross. */
export function tester(easel: Easel, x: number, y: number) {
  const sign = (paint: (to: CanvasRenderingContext2D) => void) =>
    stamp(easel, 46, 17, (to) => {
      to.fillStyle = '#1E2638'
      to.beginPath()
      to.roundRect(-45, -16, 90, 32, 5)
      to.fill()
      to.lineWidth = 3.6
      to.lineCap = 'round'
      to.lineJoin = 'round'
      paint(to)
    }).setPosition(x, y)
  const off = sign((to) => {
    to.fillStyle = '#46526C'
    to.fillRect(-34, -4, 68, 8)
  })
  const bar = stamp(easel, 34, 4, (to) => {
    to.fillStyle = '#FFDFA6'
    to.fillRect(-34, -4, 68, 8)
  }).setPosition(x, y)
  const pass = sign((to) => {
    to.strokeStyle = '#FFFFFF'
    to.beginPath()
    to.moveTo(-10, 0)
    to.lineTo(-3, 7)
    to.lineTo(11, -8)
    to.stroke()
  })
  const fail = sign((to) => {
    to.fillStyle = '#FF6B84'
    to.beginPath()
    to.roundRect(-45, -16, 90, 32, 5)
    to.fill()
    to.strokeStyle = '#10172A'
    to.beginPath()
    to.moveTo(-8, -8)
    to.lineTo(8, 8)
    to.moveTo(8, -8)
    to.lineTo(-8, 8)
    to.stroke()
  })
  return {
    show(test: number, verdict: 'pass' | 'fail' | null): void {
      off.setVisible(verdict === null)
      bar.setVisible(verdict === null && test > 0).setCrop(0, 0, bar.width * test, bar.height)
      pass.setVisible(verdict === 'pass')
      fail.setVisible(verdict === 'fail')
    },
  }
}
