import {
  type Mixer,
  type RoomAir,
  type Sound,
  type SoundGroup,
  type SoundId,
  type SoundWishes,
  STILL,
} from './sound/palette.ts'

const KEY = 'premier-lot.sound'
const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1

/** What the address asks for, else what was chosen last time, else silence: nobody is surprised in a classroom. */
export function readSoundWishes(asked: boolean | null): SoundWishes {
  const kept = readKept()
  const volume = (group: SoundGroup): number => {
    const found = kept.volume?.[group]
    return isShare(found) ? found : 1
  }
  return {
    on: asked ?? kept.on === true,
    captions: kept.captions === true,
    volume: {
      ambience: volume('ambience'),
      machine: volume('machine'),
      alarm: volume('alarm'),
      interface: volume('interface'),
    },
  }
}

function readKept(): Partial<SoundWishes> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return typeof found === 'object' && found !== null ? found : {}
  } catch {
    // Storage is refused or holds something else: as on a first visit.
    return {}
  }
}

export function keepSoundWishes(wishes: SoundWishes): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(wishes))
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
}

/**
 * The page's one sound. It loads nothing before the sound is on and a hand has touched the page: a browser lets none
 * sound earlier. What should be heard by then is kept, and starts with it.
 */
export function openSound(first: SoundWishes): Sound {
  let wishes = first
  let room: RoomAir | null = null
  let machines = STILL
  let calling = false
  let touched = false
  let loading = false
  let mixer: Mixer | null = null
  /** The last thing asked for while the mixer was on its way. */
  let late: SoundId | null = null

  function start(): void {
    if (!wishes.on || !touched || mixer || loading) return
    loading = true
    void import('./sound/mixer.ts').then(
      ({ openMixer }) => {
        loading = false
        mixer = openMixer(wishes)
        mixer?.ambience(room)
        mixer?.follow(machines)
        if (calling) mixer?.play('critical')
        if (late && late !== 'critical') mixer?.play(late)
        late = null
      },
      () => {
        // The file could not be had: the game stays silent, its captions and signs say the same.
        loading = false
      },
    )
  }
  const gesture = (): void => {
    touched = true
    if (mixer) mixer.unlock()
    else start()
  }
  for (const kind of ['pointerdown', 'pointerup', 'keydown']) addEventListener(kind, gesture, { capture: true })

  return {
    play(id, rate) {
      if (id === 'critical') calling = true
      if (!wishes.on) return
      if (mixer) mixer.play(id, rate)
      else late = id
    },
    quiet() {
      calling = false
      mixer?.quiet()
    },
    ambience(wanted) {
      room = wanted
      mixer?.ambience(wanted)
    },
    follow(wanted) {
      machines = wanted
      mixer?.follow(wanted)
    },
    wish(wanted) {
      const wakes = wanted.on && !wishes.on
      wishes = wanted
      start()
      mixer?.wish(wanted)
      if (wakes && calling) mixer?.play('critical')
    },
  }
}
