import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { letterScale, settings } from '../settings/wishes.ts'

/** A picture drawn to the pixel: the element it fills, its width and height, and by how much letters are larger than usual. */
export function useSize(
  wide: number,
  high: number,
): readonly [RefObject<HTMLDivElement | null>, number, number, number] {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<readonly [number, number, number]>([wide, high, 1])
  const { textSize } = settings.value
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watcher = new ResizeObserver(() => setSize([element.clientWidth, element.clientHeight, letterScale()]))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [textSize])
  return [place, ...size]
}
