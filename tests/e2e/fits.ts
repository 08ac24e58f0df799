import { type Page } from '@playwright/test'

/** What a reader would miss, in words. Looks at the sheet that lies on top, or at the page. */
export const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>()
    const CONTROL = 'button, a[href], input, select, summary, label:has(input)'
    const named = (e: Element): string =>
      `${e.tagName.toLowerCase()}.${[...e.classList].join('.')} “${(e.textContent ?? '').trim().slice(0, 40)}”`
    const shown = (e: Element): boolean =>
      e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest('.unseen, svg, [inert]')
    const page = document.documentElement
    const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
    if (page.scrollWidth > page.clientWidth) {
      const widest = [...document.body.querySelectorAll('*')].filter(
        (e) => shown(e) && e.getBoundingClientRect().right > innerWidth + 1 && e.childElementCount === 0,
      )
      found.add(`the page is ${page.scrollWidth - page.clientWidth} px too wide: ${widest.map(named).join(', ')}`)
    }

    for (const e of top.querySelectorAll<HTMLElement>('*')) {
      if (!shown(e)) continue
      const style = getComputedStyle(e)
      // Only what is made to be pushed along may be wider than its frame.
      if (/auto|scroll/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && !e.matches('.scroll, .scroller'))
        found.add(`to be pushed sideways: ${named(e)}`)
      // What is only for listening is a pixel wide.
      if (e.getBoundingClientRect().width <= 1) continue
      for (const words of e.childNodes) {
        if (words.nodeType !== Node.TEXT_NODE || !words.nodeValue?.trim()) continue
        const range = document.createRange()
        range.selectNode(words)
        const text = range.getBoundingClientRect()
        if (text.width === 0) continue
        let hangs = false
        for (let frame: HTMLElement | null = e; frame && frame !== top; frame = frame.parentElement) {
          const { overflowX, overflowY, textOverflow, display, position } = getComputedStyle(frame)
          if (display === 'inline' || textOverflow === 'ellipsis') continue
          const box = frame.getBoundingClientRect()
          const sideways = text.left < box.left - 1 || text.right > box.right + 1
          const upright = text.top < box.top - 1 || text.bottom > box.bottom + 1
          if (/auto|scroll/.test(`${overflowX}${overflowY}`)) break
          if ((sideways && overflowX !== 'visible') || (upright && overflowY !== 'visible'))
            found.add(`cut by ${named(frame)}: ${named(e)}`)
          if (frame.matches(CONTROL) && !hangs && (sideways || upright))
            found.add(`outside its control: ${named(frame)}`)
          // A flag over its building.
          hangs ||= position === 'absolute'
        }
      }
    }

    const controls = [...top.querySelectorAll<HTMLElement>(CONTROL)].filter(
      (e) => shown(e) && e.getBoundingClientRect().width > 0 && !(e.matches('input') && e.closest('label')),
    )
    for (const e of controls) {
      const box = e.getBoundingClientRect()
      let frame = e.parentElement
      while (frame && !/auto|scroll/.test(getComputedStyle(frame).overflowY)) frame = frame.parentElement
      const scrolls = frame !== null || getComputedStyle(document.body).overflowY !== 'hidden'
      const out = box.left < -1 || box.right > innerWidth + 1
      if (!e.closest('.scroll, .scroller') && (out || (!scrolls && (box.top < -1 || box.bottom > innerHeight + 1))))
        found.add(`out of reach: ${named(e)}`)
    }
    for (const [i, a] of controls.entries())
      for (const b of controls.slice(i + 1)) {
        if (a.contains(b) || b.contains(a) || a.parentElement?.parentElement !== b.parentElement?.parentElement)
          continue
        const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()]
        const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left)
        const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top)
        // A third of the smaller one, and a finger may meet the wrong one.
        const least = Math.min(p.width * p.height, q.width * q.height)
        if (wide > 1 && high > 1 && wide * high > 0.3 * least) found.add(`one over the other: ${named(a)}, ${named(b)}`)
      }
    return [...found]
  })
