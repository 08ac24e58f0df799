import { signal } from '@preact/signals'
import { render } from 'preact'
import { forgettingShelf, keepOffline, readAddress, readWishes, savesOn } from '../platform/index.ts'
import type { Language } from '../present/index.ts'
import { followWishes, loadKiosk, openSounds, still } from '../ui/index.ts'
import { openDemo } from './demo.tsx'
import { demoOf, loadText } from './levels.ts'
import { benchHost, loadStage } from './works.ts'

const place = document.getElementById('page')
if (!place) throw new Error('kiosk.html has no #page')
const asked = readAddress(location.search)
const { languages, sound } = readWishes()
const wanted = new URLSearchParams(location.search).get('lang')
const language = signal<Language>(languages.find((code) => code === wanted) ?? languages[0]!)
followWishes(asked.reducedMotion)
openSounds(asked.sound ?? sound)
document.documentElement.dataset['light'] = 'day'

/** No telephone opens what only this machine serves, or a file on its disk. */
const takeHome =
  location.protocol.startsWith('http') && !/^(localhost|127\.|\[::1\])/.test(location.hostname)
    ? new URL('take-home.html', location.href).href
    : null

const { guardScreen, Kiosk, stayAwake } = await loadKiosk()
guardScreen()
stayAwake()
keepOffline(true)
render(
  <Kiosk
    language={language}
    stage={loadStage}
    renderer={asked.renderer}
    reducedMotion={still.value}
    takeHome={takeHome}
    showHost={benchHost}
    open={(demo, seed, frame) =>
      openDemo(
        demoOf(demo)!,
        {
          level: demo,
          seed,
          seedAsked: seed,
          language,
          saves: savesOn(forgettingShelf()),
          // Nobody else plays a visitor's lot: there is no seat to take.
          seat: async () => ({ taken: false, async takeOver() {}, leave() {} }),
          loadText,
          carry: () => {},
          speed: asked.speed ?? 1,
        },
        frame,
      )
    }
    onProbe={(session) => {
      if (!asked.probe) return
      if (session) Object.assign(window, { lot: session.probe() })
      else Reflect.deleteProperty(window, 'lot')
    }}
  />,
  place,
)
