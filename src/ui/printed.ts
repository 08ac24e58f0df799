import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import './printed.css'

/** What stands on every sheet of a document: which it is, and its number. */
export interface SheetHead {
  readonly title: string
  readonly page: string
}

/**
 * What is printed while this stands: a copy of one element, alone on the page. A modal dialog itself is laid over the
 * page and is cut off by the printer after a few sheets.
 */
export function usePrinted(place: RefObject<HTMLElement | null>, kind: string, head?: SheetHead): void {
  const { title, page } = head ?? { title: '', page: '' }
  useEffect(() => {
    let copy: HTMLElement | null = null
    let named = ''
    const sheet = new CSSStyleSheet()
    const after = (): void => {
      if (!copy) return
      copy.remove()
      copy = null
      document.body.classList.remove('printing')
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet)
      document.title = named
    }
    const before = (): void => {
      after()
      if (!place.current) return
      copy = document.createElement('div')
      copy.className = `print-copy ${kind}`
      copy.append(place.current.cloneNode(true))
      document.body.append(copy)
      document.body.classList.add('printing')
      named = document.title
      if (title === '') return
      // The file a browser saves is called so too; and a browser that draws no margin boxes prints it as its own header.
      document.title = title
      sheet.replaceSync(headOf(title, page))
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    }
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
      after()
    }
  }, [place, kind, title, page])
}

const headOf = (title: string, page: string): string => `@page {
  margin: 20mm 14mm 16mm;
  @top-left { content: ${JSON.stringify(title)}; font: 650 8.5pt sans-serif; width: 75%; }
  @top-right { content: ${JSON.stringify(page)} ' ' counter(page) ' / ' counter(pages); font: 500 8.5pt sans-serif; }
}`
