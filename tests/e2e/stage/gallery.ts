/// <reference types="vite/client" />
/** Mounts the stage with one of the views: `?view=calm&renderer=webgl&motion=reduced`. Not part of the shipped page. */
import { machineStates } from './machines.ts'
import { mountStage } from '../../../src/stage/index.ts'
import { busiest, differences, views } from './views.ts'

const query = new URLSearchParams(location.search)
const renderer = query.get('renderer')
const touches: string[] = []
const moves: boolean[] = []
const stage = mountStage(document.querySelector<HTMLElement>('#host')!, {
  renderer: renderer === 'webgl' || renderer === 'canvas' ? renderer : 'auto',
  reducedMotion: query.get('motion') === 'reduced',
  onTouch: (anchor, phase) => void touches.push(`${anchor} ${phase}`),
  onCamera: (moving) => void moves.push(moving),
})
const view = query.get('view') ?? 'calm'
stage.show(view === 'busiest' ? busiest : views[view])
Object.assign(window, { gallery: { stage, views, differences, machineStates, touches, moves } })
void stage.ready().then(() => document.body.setAttribute('data-ready', stage.renderer))
