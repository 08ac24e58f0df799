/** Highest first. */
const RANKED = ['critical', 'major', 'minor'] as const
type AlarmId = (typeof RANKED)[number]

export const isAlarm = (id: string): id is AlarmId => RANKED.some((alarm) => alarm === id)

const AGAIN_MS = 4000

/** Never two alarms at once: the highest wins, and the highest of all comes back until somebody answers. */
export function openAlarms(voice: {
  start(id: AlarmId): void
  stop(id: AlarmId): void
  sounding(id: AlarmId): boolean
}) {
  let again: ReturnType<typeof setInterval> | null = null

  function call(id: AlarmId): void {
    const louder = RANKED.slice(0, RANKED.indexOf(id))
    if ((again && id !== 'critical') || louder.some(voice.sounding)) return
    RANKED.filter(voice.sounding).forEach(voice.stop)
    voice.start(id)
  }
  return {
    call(id: AlarmId): void {
      if (id === 'critical' && again) return
      call(id)
      if (id === 'critical') again = setInterval(() => call('critical'), AGAIN_MS)
    },
    quiet(): void {
      if (again) clearInterval(again)
      again = null
      RANKED.filter(voice.sounding).forEach(voice.stop)
    },
  }
}
