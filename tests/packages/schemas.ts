/**
 * The schemas that manifests are read by, written out by hand as far as our manifests reach: which children in which order
 * and how often, which attributes, which texts. What a schema does not name here is refused, also where it would let
 * strangers in (`xsd:any`). From IMS Content Packaging 1.1.2 and 1.1.4, ADL 1.2 and 1.3, IMS Simple Sequencing 1.0, cmi5.
 */
import type { Element } from './xml.ts'

interface Rule {
  /** In this order; a list of names: any of them, mixed. `most`: 1 where nothing is said. */
  readonly children?: readonly {
    readonly name: string | readonly string[]
    readonly least?: number
    readonly most?: number
  }[]
  readonly attributes?: Readonly<Record<string, RegExp>>
  readonly required?: readonly string[]
  readonly text?: RegExp
}
export type Schema = Readonly<Record<string, Rule>>

/** xs:ID, as an XML name without a colon. */
const ID = /^[A-Za-z_][\w.-]*$/
const URI = /^[^\s<>"{}|\\^`]{1,2000}$/
const BOOLEAN = /^(true|false|0|1)$/
const upTo = (most: number): RegExp => new RegExp(`^[^]{0,${most}}$`, 'u')
const ANY_NUMBER = Infinity

/** What both versions of content packaging say. */
const packaging = (inItem: readonly string[], inOrganization: readonly string[], scoType: string): Schema => ({
  manifest: {
    children: [{ name: 'metadata' }, { name: 'organizations', least: 1 }, { name: 'resources', least: 1 }],
    attributes: {
      identifier: ID,
      version: upTo(20),
      xmlns: URI,
      'xmlns:adlcp': URI,
      'xmlns:adlseq': URI,
      'xmlns:adlnav': URI,
      'xmlns:imsss': URI,
    },
    required: ['identifier'],
  },
  metadata: {
    children: [
      { name: 'schema', least: 1 },
      { name: 'schemaversion', least: 1 },
    ],
  },
  schema: { text: /^ADL SCORM$/ },
  schemaversion: { text: /^(1\.2|2004 4th Edition)$/ },
  organizations: {
    children: [{ name: 'organization', least: 1, most: ANY_NUMBER }],
    attributes: { default: ID },
    required: ['default'],
  },
  organization: {
    children: [
      { name: 'title', least: 1 },
      { name: 'item', least: 1, most: ANY_NUMBER },
      { name: inOrganization, most: ANY_NUMBER },
    ],
    attributes: { identifier: ID },
    required: ['identifier'],
  },
  item: {
    children: [
      { name: 'title', least: 1 },
      { name: inItem, most: ANY_NUMBER },
    ],
    attributes: { identifier: ID, identifierref: upTo(2000), isvisible: BOOLEAN },
    required: ['identifier', 'identifierref'],
  },
  title: { text: /^[^]{1,200}$/u },
  resources: { children: [{ name: 'resource', least: 1, most: ANY_NUMBER }] },
  resource: {
    children: [{ name: 'file', least: 1, most: ANY_NUMBER }],
    attributes: { identifier: ID, type: /^webcontent$/, href: URI, [scoType]: /^(sco|asset)$/ },
    required: ['identifier', 'type', 'href', scoType],
  },
  file: { attributes: { href: URI }, required: ['href'] },
})

export const SCORM_12: Schema = {
  ...packaging(['adlcp:masteryscore', 'adlcp:datafromlms'], [], 'adlcp:scormtype'),
  // Run-time environment 3.4.4: a decimal that the raw score, 0 to 100, is held against.
  'adlcp:masteryscore': { text: /^(100|\d{1,2})(\.\d+)?$/ },
  'adlcp:datafromlms': { text: upTo(255) },
}

export const SCORM_2004: Schema = {
  ...packaging(['adlcp:dataFromLMS', 'imsss:sequencing'], ['imsss:sequencing'], 'adlcp:scormType'),
  'adlcp:dataFromLMS': { text: upTo(4000) },
  'imsss:sequencing': {
    children: [{ name: 'imsss:controlMode' }, { name: 'imsss:objectives' }, { name: 'imsss:deliveryControls' }],
  },
  'imsss:controlMode': {
    attributes: { choice: BOOLEAN, choiceExit: BOOLEAN, flow: BOOLEAN, forwardOnly: BOOLEAN },
  },
  'imsss:objectives': { children: [{ name: 'imsss:primaryObjective', least: 1 }] },
  'imsss:primaryObjective': {
    children: [{ name: 'imsss:minNormalizedMeasure' }],
    attributes: { objectiveID: URI, satisfiedByMeasure: BOOLEAN },
  },
  'imsss:minNormalizedMeasure': { text: /^(-?0(\.\d{1,4})?|-?1(\.0{1,4})?)$/ },
  'imsss:deliveryControls': {
    attributes: { tracked: BOOLEAN, completionSetByContent: BOOLEAN, objectiveSetByContent: BOOLEAN },
  },
}

const TEXT: Rule = { children: [{ name: 'langstring', least: 1, most: ANY_NUMBER }] }
export const CMI5: Schema = {
  courseStructure: {
    children: [
      { name: 'course', least: 1 },
      { name: ['au', 'block'], least: 1, most: ANY_NUMBER },
    ],
    attributes: { xmlns: URI },
    required: ['xmlns'],
  },
  course: {
    children: [
      { name: 'title', least: 1 },
      { name: 'description', least: 1 },
    ],
    attributes: { id: URI },
    required: ['id'],
  },
  au: {
    children: [
      { name: 'title', least: 1 },
      { name: 'description', least: 1 },
      { name: 'url', least: 1 },
      { name: 'launchParameters' },
    ],
    attributes: {
      id: URI,
      moveOn: /^(NotApplicable|Passed|Completed|CompletedAndPassed|CompletedOrPassed)$/,
      masteryScore: /^(0(\.\d+)?|1(\.0+)?)$/,
      launchMethod: /^(AnyWindow|OwnWindow)$/,
      activityType: URI,
    },
    required: ['id'],
  },
  title: TEXT,
  description: TEXT,
  // BCP 47, as xs:language reads it.
  langstring: { attributes: { lang: /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/ }, text: upTo(10_000) },
  url: { text: URI },
  launchParameters: { text: upTo(10_000) },
}

/** What is wrong with an element and all in it, by the schema; a path and a sentence each. */
export function faultsIn(element: Element, schema: Schema, path = element.name): readonly string[] {
  const rule = Object.hasOwn(schema, element.name) ? schema[element.name] : undefined
  if (!rule) return [`${path}: no such element`]
  const { attributes = {}, required = [], children = [], text } = rule
  const faults: string[] = []
  for (const name of required) if (!Object.hasOwn(element.attributes, name)) faults.push(`${path}: no ${name}`)
  for (const [name, value] of Object.entries(element.attributes))
    if (!Object.hasOwn(attributes, name)) faults.push(`${path}: a strange ${name}`)
    else if (!attributes[name]!.test(value)) faults.push(`${path}: ${name} is '${value}'`)
  if (text ? !text.test(element.text) : element.text !== '') faults.push(`${path}: '${element.text.slice(0, 40)}'`)
  let at = 0
  for (const { name, least = 0, most = 1 } of children) {
    const names = typeof name === 'string' ? [name] : name
    let n = 0
    while (n < most && names.includes(element.children[at]?.name ?? '')) {
      at++
      n++
    }
    if (n < least) faults.push(`${path}: ${names.join(' or ')} is missing`)
  }
  if (at < element.children.length) faults.push(`${path}: ${element.children[at]!.name} does not belong here`)
  return [...faults, ...element.children.flatMap((child, i) => faultsIn(child, schema, `${path}/${child.name}[${i}]`))]
}
