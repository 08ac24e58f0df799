import type { SoundGroup } from '../../platform/index.ts'
import { table } from '../../present/index.ts'

const fr = {
  sound: 'Son',
  title: 'Son et sous-titres',
  captions: 'Sous-titrer les sons',
  captionsMore: 'Coupé, le son est toujours sous-titré.',
  percent: (n: number) => `${n} %`,
  groups: { ambience: 'Ambiance', machine: 'Machines', alarm: 'Alarmes', interface: 'Gestes et papiers' },
}
const en: typeof fr = {
  sound: 'Sound',
  title: 'Sound and captions',
  captions: 'Caption sounds',
  captionsMore: 'When sound is off, captions are always on.',
  percent: (n) => `${n}%`,
  groups: { ambience: 'Ambience', machine: 'Machines', alarm: 'Alarms', interface: 'Acts and papers' },
} satisfies typeof fr & { groups: Record<SoundGroup, string> }

export const soundTexts = table(fr, en)
