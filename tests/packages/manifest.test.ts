/**
 * Manifests, as strictly as the schemas of the standards read them: elements in the order of their sequences, attributes
 * by name, vocabularies, references that lead somewhere. (SCORM 1.2 CAM 2.3; SCORM 2004 4th edition CAM 3.4; cmi5 13.1.)
 */
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type Pack, packageOf, packFile, packId, pageOf, scaledOf } from '../../src/share/index.ts'
import { CMI5, faultsIn, type Schema, SCORM_12, SCORM_2004 } from './schemas.ts'
import { all, type Element, namesIn, readXml } from './xml.ts'

const TEMPLATE = `<html><head><meta content="connect-src 'none'" /><!--pack--></head></html>`
const sly = '<b>"Lot" & co</b>'
const packOf = (kind: Pack['kind']): Pack => ({
  pack: 1,
  kind,
  lots: [
    { level: 'M1', seed: 1, options: {}, title: { fr: 'Ouvrir la salle', en: 'Open the room' } },
    { level: 'A0', seed: 3, options: { own: 3 }, title: { fr: sly, en: sly } },
    { level: 'M2', seed: 7, options: { exam: true, tries: 2 }, title: { fr: 'Matins', en: 'Mornings' } },
  ],
})

function opened(kind: Pack['kind'], name: string): Element {
  const files = unzipSync(packageOf(TEMPLATE, packOf(kind), 'fr'))
  expect(Object.keys(files)).toEqual([name, 'index.html'])
  return readXml(strFromU8(files[name]!))
}

/** xs:ID, unique in the document, and an NCName. */
function idsOf(root: Element): readonly string[] {
  const ids = ['manifest', 'organization', 'item', 'resource'].flatMap((name) =>
    all(root, name).map((element) => element.attributes['identifier']!),
  )
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/)
  return ids
}

function commonly(root: Element): void {
  expect(root.name).toBe('manifest')
  expect(namesIn(root)).toEqual(['metadata', 'organizations', 'resources'])
  const [metadata, organizations, resources] = root.children
  expect(namesIn(metadata!)).toEqual(['schema', 'schemaversion'])
  idsOf(root)
  const [organization] = organizations!.children
  expect(organizations!.attributes['default']).toBe(organization!.attributes['identifier'])
  const known = resources!.children.map((resource) => resource.attributes['identifier'])
  const items = all(organization!, 'item')
  expect(items.map((item) => item.attributes['identifierref'])).toEqual(known)
  for (const resource of resources!.children) {
    expect(resource.attributes['type']).toBe('webcontent')
    // Every file that is shipped is named, by its bare path.
    expect(resource.children.map((file) => file.attributes['href'])).toEqual(['index.html'])
    expect(resource.attributes['href']).toMatch(/^index\.html\?lot=\d$/)
  }
}

describe('each manifest, element by element, is as its schemas have it', () => {
  const kinds: readonly (readonly [Pack['kind'], string, Schema])[] = [
    ['scorm12', 'imsmanifest.xml', SCORM_12],
    ['scorm2004', 'imsmanifest.xml', SCORM_2004],
    ['cmi5', 'cmi5.xml', CMI5],
  ]
  test.each(kinds)('%s', (kind, name, schema) => expect(faultsIn(opened(kind, name), schema)).toEqual([]))

  test.each(kinds)('%s, with a title as long as a scenario may have it', (kind, name, schema) => {
    const { lots, ...rest } = packOf(kind)
    const long = { fr: 'é&'.repeat(300), en: '𝛼'.repeat(300) }
    const pack = { ...rest, lots: [{ ...lots[0]!, title: long }] }
    for (const language of ['fr', 'en'] as const) {
      const file = unzipSync(packageOf(TEMPLATE, pack, language))[name]!
      expect(faultsIn(readXml(strFromU8(file)), schema)).toEqual([])
    }
  })

  test('and what is not, is found', () => {
    const made = strFromU8(unzipSync(packageOf(TEMPLATE, packOf('scorm12'), 'fr'))['imsmanifest.xml']!)
    const faults = (from: string, to: string) => faultsIn(readXml(made.replace(from, to)), SCORM_12)
    expect(faults('', '')).toEqual([])
    for (const [from, to, says] of [
      ['adlcp:scormtype="sco"', 'adlcp:scormtype="game"', 'scormtype'],
      [' default="O"', '', 'no default'],
      ['identifier="I0"', 'identifier="0 I"', "identifier is '0 I'"],
      ['<adlcp:masteryscore>70<', '<adlcp:masteryscore>much<', 'much'],
      ['<schema>ADL SCORM</schema>', '', 'schema is missing'],
      ['<file href="index.html" />', '', 'file is missing'],
      ['<resources>', '<note></note><resources>', 'missing'],
    ] as const)
      expect(faults(from, to).join()).toContain(says)
  })
})

describe('imsmanifest.xml', () => {
  test('SCORM 1.2: one SCO a lot, marks and launch data where they belong', () => {
    const root = opened('scorm12', 'imsmanifest.xml')
    commonly(root)
    expect(root.attributes).toMatchObject({
      xmlns: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
      'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
    })
    expect(all(root, 'schema')[0]!.text).toBe('ADL SCORM')
    expect(all(root, 'schemaversion')[0]!.text).toBe('1.2')
    const items = all(root, 'item')
    expect(items.map(namesIn)).toEqual([
      ['title', 'adlcp:masteryscore', 'adlcp:datafromlms'],
      // A demo has no mark that would fail it.
      ['title', 'adlcp:datafromlms'],
      ['title', 'adlcp:masteryscore', 'adlcp:datafromlms'],
    ])
    expect(items.map((item) => all(item, 'adlcp:datafromlms')[0]!.text)).toEqual(['lot=0', 'lot=1', 'lot=2'])
    expect(all(items[0]!, 'adlcp:masteryscore')[0]!.text).toBe('70')
    expect(all(items[1]!, 'title')[0]!.text).toBe(sly)
    for (const resource of all(root, 'resource')) expect(resource.attributes['adlcp:scormtype']).toBe('sco')
  })

  test('SCORM 2004 4th edition: satisfied by measure at 0.7, set by the content', () => {
    const root = opened('scorm2004', 'imsmanifest.xml')
    commonly(root)
    expect(root.attributes).toMatchObject({
      xmlns: 'http://www.imsglobal.org/xsd/imscp_v1p1',
      'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_v1p3',
      'xmlns:imsss': 'http://www.imsglobal.org/xsd/imsss',
    })
    expect(all(root, 'schemaversion')[0]!.text).toBe('2004 4th Edition')
    const [organization] = all(root, 'organization')
    expect(namesIn(organization!)).toEqual(['title', 'item', 'item', 'item', 'imsss:sequencing'])
    const items = all(root, 'item')
    for (const item of items) expect(namesIn(item)).toEqual(['title', 'adlcp:dataFromLMS', 'imsss:sequencing'])
    const rules = items.map((item) => all(item, 'imsss:sequencing')[0]!)
    expect(rules.map(namesIn)).toEqual([
      ['imsss:objectives', 'imsss:deliveryControls'],
      ['imsss:deliveryControls'],
      ['imsss:objectives', 'imsss:deliveryControls'],
    ])
    const [primary] = all(rules[0]!, 'imsss:primaryObjective')
    expect(primary!.attributes).toEqual({ objectiveID: 'batch', satisfiedByMeasure: 'true' })
    expect(all(primary!, 'imsss:minNormalizedMeasure')[0]!.text).toBe('0.7')
    for (const resource of all(root, 'resource')) expect(resource.attributes['adlcp:scormType']).toBe('sco')
  })
})

test('cmi5.xml: units with both languages; what moves on is a pass in an examination, the end of a demo', () => {
  const root = opened('cmi5', 'cmi5.xml')
  expect(root.name).toBe('courseStructure')
  expect(root.attributes).toEqual({ xmlns: 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd' })
  expect(namesIn(root)).toEqual(['course', 'au', 'au', 'au'])
  const units = all(root, 'au')
  // 13.1.4-…: ids are IRIs and differ from each other.
  const ids = [...all(root, 'course'), ...units].map((unit) => unit.attributes['id']!)
  expect(new Set(ids).size).toBe(4)
  for (const id of ids) expect(new URL(id).protocol).toBe('https:')
  for (const unit of units) {
    expect(namesIn(unit)).toEqual(['title', 'description', 'url', 'launchParameters'])
    for (const name of ['title', 'description'])
      expect(all(unit, name)[0]!.children.map((s) => s.attributes['lang'])).toEqual(['fr-FR', 'en-US'])
    // 8.1.0.0-6: names of our own in the address never collide with those of a launch.
    expect(all(unit, 'url')[0]!.text).not.toMatch(/endpoint|fetch|actor|registration|activityId/)
    expect(unit.attributes['launchMethod']).toBe('AnyWindow')
  }
  expect(units.map((unit) => [unit.attributes['moveOn'], unit.attributes['masteryScore']])).toEqual([
    ['CompletedOrPassed', '0.7'],
    ['Completed', undefined],
    ['Passed', '0.7'],
  ])
})

describe('the page in a package', () => {
  test('holds its lots as data that nothing in a title can break out of', () => {
    const page = pageOf(TEMPLATE, packOf('single'))
    const data = /<script type="application\/json" id="pack">(.*?)<\/script>/.exec(page)![1]!
    expect(data).not.toContain('<')
    expect(packFile.parse(JSON.parse(data))).toEqual(packOf('single'))
  })

  test('may speak to addresses only where the standard is spoken by the page itself', () => {
    for (const kind of ['single', 'scorm12', 'scorm2004'] as const)
      expect(pageOf(TEMPLATE, packOf(kind))).toContain("connect-src 'none'")
    expect(pageOf(TEMPLATE, packOf('cmi5'))).toContain('connect-src https: http:')
  })

  test('the same lots make the same bytes and the same id', () => {
    const made = () => packageOf(TEMPLATE, packOf('scorm12'), 'en')
    expect(made()).toEqual(made())
    expect(packId(packOf('scorm12'))).not.toBe(packId({ ...packOf('scorm12'), lots: packOf('scorm12').lots.slice(1) }))
  })

  test('too many lots, or a stranger’s key, is no package', () => {
    const one = packOf('single')
    expect(packFile.safeParse({ ...one, lots: Array.from({ length: 25 }, () => one.lots[0]) }).success).toBe(false)
    expect(packFile.safeParse({ ...one, more: 1 }).success).toBe(false)
  })
})

describe('the one mark', () => {
  const pass = { yield: 75, purity: 65, compliance: 60 }
  test('is 0.7 where every bar stands at its own pass mark, 1 where all are full, the lowest bar in between', () => {
    expect(scaledOf(pass, pass, true)).toBe(0.7)
    expect(scaledOf({ yield: 100, purity: 100, compliance: 100 }, pass, true)).toBe(1)
    // 30 of 60: half of the way to 0.7. The other bars do not help.
    expect(scaledOf({ yield: 100, purity: 100, compliance: 30 }, pass, false)).toBe(0.35)
  })

  test('never contradicts the verdict', () => {
    // All marks reached and a gate closed.
    expect(scaledOf({ yield: 90, purity: 90, compliance: 90 }, pass, false)).toBe(0.69)
    // A lot rightly kept back passes.
    expect(scaledOf({ yield: 74.999, purity: 65, compliance: 60 }, pass, true)).toBe(0.7)
  })
})
