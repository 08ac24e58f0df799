import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import './printed.css'

/**
 * What is printed while this stands: a copy of one element, alone on the page. A modal dialog itself is laid over the
 * page and is cut off by the printer after a few sheets.
 */
export function usePrinted(place: RefObject<HTMLElement | null>, kind: string): void {
  useEffect(() => {
    let copy: HTMLElement | null = null
    const after = (): void => {
      copy?.remove()
      copy = null
      document.body.classList.remove('printing')
    }
    const before = (): void => {
      after()
      if (!place.current) return
      copy = document.createElement('div')
      copy.className = `print-copy ${kind}`
      copy.append(place.current.cloneNode(true))
      document.body.append(copy)
      document.body.classList.add('printing')
    }
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
      after()
    }
  }, [place, kind])
}
