import type { AlarmView } from '../present/index.ts'
import { again, stamp, type Easel } from './easel.ts'
import type { Spot } from './picture.ts'

const COLOUR = { 1: '#BE1139', 2: '#F0A202', 3: '#0E7F8B' } as const
const RING = 24

/** A ring around what an alarm is about, with its shape and digit: octagon 1, triangle 2, diamond 3. */
function paint(to: CanvasRenderingContext2D, priority: 1 | 2 | 3): void {
  to.strokeStyle = '#FFFFFF'
  to.lineWidth = 8
  to.beginPath()
  to.arc(0, 0, RING, 0, 7)
  to.stroke()
  to.strokeStyle = COLOUR[priority]
  to.lineWidth = 4.5
  to.stroke()
  const corners = { 1: 8, 2: 3, 3: 4 }[priority]
  const turn = { 1: Math.PI / 8, 2: -Math.PI / 2, 3: 0 }[priority]
  to.translate(RING * 0.74, -RING * 0.74)
  to.beginPath()
  for (let i = 0; i <= corners; i++) {
    const angle = turn + (i * 2 * Math.PI) / corners
    const radius = priority === 2 ? 16 : 13
    to.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius)
  }
  to.closePath()
  to.lineJoin = 'round'
  to.strokeStyle = '#FFFFFF'
  to.lineWidth = 4
  to.stroke()
  to.fillStyle = COLOUR[priority]
  to.fill()
  to.fillStyle = priority === 2 ? '#151B29' : '#FFFFFF'
  to.font = '700 15px Bricolage, sans-serif'
  to.textAlign = 'center'
  to.textBaseline = 'middle'
  to.fillText(String(priority), 0, priority === 2 ? 2.5 : 1)
}

/** Rings by priority; only an unacknowledged critical one pulses, and none when motion is reduced. */
export function alarmRings(easel: Easel, spots: ReadonlyMap<string, Spot>, still: boolean) {
  const ring = (priority: 1 | 2 | 3) => stamp(easel, 48, 48, (to) => paint(to, priority)).setVisible(false)
  const first = { 1: ring(1), 2: ring(2), 3: ring(3) }
  let shown: { image: ReturnType<typeof stamp>; pulses: boolean }[] = []
  let key = ''
  return {
    show(alarms: readonly AlarmView[]): void {
      const next = alarms.map((a) => `${a.on} ${a.priority} ${a.acknowledged}`).join()
      if (next === key) return
      key = next
      for (const { image } of shown) image.destroy()
      shown = alarms.flatMap((alarm) => {
        const spot = spots.get(alarm.on)
        if (!spot) return []
        const image = again(easel, first[alarm.priority]).setVisible(true).setPosition(spot.x, spot.y)
        image.setDepth(first[alarm.priority].depth)
        return [{ image, pulses: alarm.priority === 1 && !alarm.acknowledged && !still }]
      })
    },
    frame(now_ms: number): void {
      for (const { image, pulses } of shown)
        if (pulses) image.setScale((1 + 0.22 * (0.5 - 0.5 * Math.cos((now_ms / 1200) * 2 * Math.PI))) / easel.px)
    },
  }
}
