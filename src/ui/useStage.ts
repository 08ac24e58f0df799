import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PlantView } from '../present/index.ts'

/** As much of the stage as the screens need; the pictures themselves are another module's, loaded late. */
export interface StageHandle {
  show(view: PlantView): void
  focus(target: string | null): void
  rooms(): readonly string[]
  anchor(id: string): { x: number; y: number } | null
  resize(): void
  ready(): Promise<void>
  destroy(): void
}

export interface StageWishes {
  readonly renderer: 'webgl' | 'canvas' | 'auto'
  readonly reducedMotion: boolean
  onTouch(anchor: string, phase: 'down' | 'up'): void
  onCamera?(moving: boolean): void
}

export type StageLoader = () => Promise<(host: HTMLElement, wishes: StageWishes) => StageHandle>

export interface StageUse {
  readonly load: StageLoader
  readonly renderer: StageWishes['renderer']
  readonly reducedMotion: boolean
  readonly view: PlantView
  /** What the camera is pointed at; without, the picture's own framing. */
  readonly target?: string | null
  readonly onTouch?: StageWishes['onTouch']
  /** What lies over the picture is put in its place: once it hangs, and when its host has changed its size. */
  readonly place: (stage: StageHandle, host: HTMLElement) => void
  /** The first picture hangs. */
  readonly onReady?: () => void
  readonly onFailed?: () => void
}

export interface StageUsed {
  readonly host: RefObject<HTMLDivElement | null>
  /** The picture could not be loaded: words in its place. */
  readonly failed: boolean
  /** The camera is on its way: what lies over the picture would be left behind. */
  readonly moving: boolean
  /** Another picture than the one it was mounted with. */
  readonly show: (view: PlantView) => void
  /** Places again what lies over the picture. */
  readonly place: () => void
}

/** The stage hangs a resized picture a moment after its host has changed. */
const SETTLED_MS = 400

/** Mounts the stage in a host, shows it each view, and takes it down with the component. */
export function useStage(use: StageUse): StageUsed {
  const host = useRef<HTMLDivElement>(null)
  const stage = useRef<StageHandle | null>(null)
  const latest = useRef(use)
  latest.current = use
  const [failed, setFailed] = useState(false)
  const [moving, setMoving] = useState(false)
  const place = (): void => {
    if (stage.current && host.current) latest.current.place(stage.current, host.current)
  }
  useEffect(() => {
    const element = host.current
    if (!element) return
    let gone = false
    let settling = 0
    latest.current.load().then(
      (mount) => {
        if (gone) return
        const { renderer, reducedMotion, view } = latest.current
        const handle = mount(element, {
          renderer,
          reducedMotion,
          onTouch: (anchor, phase) => latest.current.onTouch?.(anchor, phase),
          onCamera(now) {
            setMoving(now)
            if (!now) place()
          },
        })
        stage.current = handle
        handle.show(view)
        handle.focus(latest.current.target ?? null)
        void handle.ready().then(() => {
          if (gone) return
          place()
          latest.current.onReady?.()
        })
      },
      () => {
        setFailed(true)
        latest.current.onFailed?.()
      },
    )
    const watcher = new ResizeObserver(() => {
      clearTimeout(settling)
      settling = window.setTimeout(place, SETTLED_MS)
    })
    watcher.observe(element)
    return () => {
      gone = true
      clearTimeout(settling)
      watcher.disconnect()
      stage.current?.destroy()
      stage.current = null
    }
  }, [use.reducedMotion])
  useEffect(() => stage.current?.show(use.view), [use.view])
  useEffect(() => stage.current?.focus(use.target ?? null), [use.target])
  const show = (view: PlantView): void => stage.current?.show(view)
  return { host, failed, moving, place, show }
}
