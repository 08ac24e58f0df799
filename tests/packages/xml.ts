/** As much of XML as manifests are made of: elements, attributes, text. What is not well formed throws. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Of an element without children. */
  readonly text: string
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const plain = (text: string): string => {
  if (/&(?!(amp|lt|gt|quot);)/.test(text)) throw new Error(`a bare & in '${text}'`)
  return text.replaceAll(/&(\w+);/g, (_, name: string) => ENTITIES[name]!)
}

export function readXml(source: string): Element {
  let at = 0
  const fail = (why: string): never => {
    throw new Error(`${why} at ${source.slice(at, at + 60)}`)
  }
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = at
    const found = sticky.exec(source)
    if (found) at = sticky.lastIndex
    return found
  }
  function element(): Element {
    const name = (take(/<([A-Za-z][\w.:-]*)/) ?? fail('an element expected'))[1]!
    const attributes: Record<string, string> = {}
    for (
      let found = take(/\s+([A-Za-z][\w.:-]*)="([^"<]*)"/);
      found;
      found = take(/\s+([A-Za-z][\w.:-]*)="([^"<]*)"/)
    ) {
      if (Object.hasOwn(attributes, found[1]!)) fail(`${found[1]} twice`)
      attributes[found[1]!] = plain(found[2]!)
    }
    if (take(/\s*\/>/)) return { name, attributes, children: [], text: '' }
    if (!take(/\s*>/)) fail(`${name} is not closed`)
    const children: Element[] = []
    let text = ''
    for (;;) {
      text += plain((take(/[^<]*/) ?? fail('text'))[0])
      if (take(new RegExp(`</${name}\\s*>`))) break
      children.push(element())
    }
    if (children.length && text.trim()) fail(`${name} mixes text and elements`)
    return { name, attributes, children, text: children.length ? '' : text.trim() }
  }
  if (!take(/<\?xml version="1\.0" encoding="UTF-8"\?>\s*/)) fail('no declaration')
  const root = element()
  take(/\s*/)
  if (at < source.length) fail('more than one root')
  return root
}

/** Names of the children, each once, in order. */
export const namesIn = ({ children }: Element): readonly string[] => children.map((child) => child.name)

export const all = (element: Element, name: string): readonly Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
]
