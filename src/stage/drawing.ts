import { type DrawingName, drawingText } from './assets.ts'

/** A drawing, or some of its layers, ready to be rasterised at any size. */
export interface Art {
  readonly image: HTMLImageElement
  readonly width: number
  readonly height: number
}

const parsed = new Map<DrawingName, Document>()
const loaded = new Map<string, Promise<Art>>()

function documentOf(name: DrawingName): Document {
  let found = parsed.get(name)
  if (!found) {
    found = new DOMParser().parseFromString(drawingText(name), 'image/svg+xml')
    parsed.set(name, found)
  }
  return found
}

/** Some layers of a drawing, in the drawing's order; all of them without a list. A layer inside a layer belongs to it. */
export function art(name: DrawingName, layers?: readonly string[]): Promise<Art> {
  const key = layers ? `${name} ${layers.join(' ')}` : name
  let found = loaded.get(key)
  if (!found) {
    const copy = documentOf(name).documentElement.cloneNode(true) as SVGSVGElement
    if (layers)
      for (const group of copy.querySelectorAll('[data-layer]'))
        if (!group.parentElement?.closest('[data-layer]') && !layers.includes(group.getAttribute('data-layer') ?? ''))
          group.remove()
    found = picture(new XMLSerializer().serializeToString(copy), copy)
    loaded.set(key, found)
  }
  return found
}

/** Layers of a drawing side by side, each cut to its box: one picture for a figure whose parts move. */
export function sheet(
  name: DrawingName,
  layers: readonly { readonly layer: string; readonly box: { x: number; y: number; w: number; h: number } }[],
): Promise<Art> {
  const key = `${name} in pieces`
  let found = loaded.get(key)
  if (!found) {
    const source = documentOf(name).documentElement
    const write = (node: Element | null): string => (node ? new XMLSerializer().serializeToString(node) : '')
    let left = 0
    let body = write(source.querySelector('defs'))
    for (const { layer, box } of layers) {
      const group = source.querySelector(`[data-layer="${layer}"]`)
      if (!group) throw new Error(`${name} has no layer ${layer}`)
      body += `<g transform="translate(${left - box.x} ${-box.y})">${write(group)}</g>`
      left += box.w
    }
    found = sketch(left, Math.max(...layers.map(({ box }) => box.h)), body)
    loaded.set(key, found)
  }
  return found
}

/** A drawing made by code, of the given size. */
export function sketch(width: number, height: number, body: string): Promise<Art> {
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
  return load(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${body}</svg>`, width, height)
}

function picture(text: string, root: SVGSVGElement): Promise<Art> {
  return load(text, Number(root.getAttribute('width')), Number(root.getAttribute('height')))
}

/** As a data address: the content policy allows it, and no canvas is tainted by it, on file:// either. */
async function load(text: string, width: number, height: number): Promise<Art> {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`
  await image.decode()
  return { image, width, height }
}
