/** The sounds that end, by meaning; their files are made by `scripts/sounds.mjs`. */
export type SoundId = keyof typeof GROUP_OF
export type SoundGroup = (typeof SOUND_GROUPS)[number]
/** Cleanroom grade by which the air of a room sounds. */
export type RoomAir = 'CNC' | 'D' | 'C' | 'B'

export const SOUND_GROUPS = ['ambience', 'machine', 'alarm', 'interface'] as const

/** The slider each sound obeys. */
export const GROUP_OF = {
  critical: 'alarm',
  major: 'alarm',
  minor: 'alarm',
  acknowledged: 'interface',
  touch: 'interface',
  detent: 'interface',
  valveOpens: 'machine',
  valveCloses: 'machine',
  sample: 'machine',
  poured: 'machine',
  signed: 'interface',
  stepDone: 'interface',
  released: 'interface',
  rejected: 'interface',
  finding: 'interface',
  night: 'ambience',
  phone: 'interface',
  radio: 'interface',
} as const satisfies Record<string, (typeof SOUND_GROUPS)[number]>

/** What everything together is turned down to: −12 dB, so that what may meet does not clip. */
export const MASTER = 0.25

/** What sounds without end, as the stage draws it. */
export interface Machines {
  readonly rpm: number
  /** 0 to 1 of full gas flow. */
  readonly gas: number
  /** 0 to 1 of full bowl speed. */
  readonly centrifuge: number
  /** 0 to 1: the rush of a liquid that is being poured. */
  readonly pour: number
}
export const STILL: Machines = { rpm: 0, gas: 0, centrifuge: 0, pour: 0 }

export interface SoundWishes {
  readonly on: boolean
  /** In words also while the sound is on. */
  readonly captions: boolean
  /** 0 to 1; 1 is the palette's own level. */
  readonly volume: Readonly<Record<SoundGroup, number>>
}

/** What the page asks of its sound. */
export interface Sound {
  /** Alarms among themselves: the highest wins, and `critical` comes back every 4 s until `quiet`. */
  play(id: SoundId, rate?: number): void
  /** Acknowledged, or over: no alarm calls any more. */
  quiet(): void
  ambience(room: RoomAir | null): void
  follow(machines: Machines): void
  wish(wishes: SoundWishes): void
}

/** The sound once it is loaded. */
export interface Mixer extends Sound {
  /** Within a gesture: some browsers only then let a context run. */
  unlock(): void
}
