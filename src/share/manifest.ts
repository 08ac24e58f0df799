import { PASS_SCALED } from './mark.ts'
import { isExam, isGraded, type Pack, type PackedLot } from './pack.ts'

/** Names things for good in statements and courses; nothing is there to be fetched. */
export const IRI = 'https://premier-lot.example/xapi'

export interface Manifest {
  readonly name: string
  readonly text: string
}

/** What a learning management system reads of a package; null: one page needs none. */
export function manifestOf(pack: Pack, id: string, language: 'fr' | 'en'): Manifest | null {
  switch (pack.kind) {
    case 'single':
      return null
    case 'scorm12':
      return { name: 'imsmanifest.xml', text: scorm12(pack, id, language) }
    case 'scorm2004':
      return { name: 'imsmanifest.xml', text: scorm2004(pack, id, language) }
    case 'cmi5':
      return { name: 'cmi5.xml', text: cmi5(pack, id) }
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

/** Also what XML cannot say at all is left out. */
export const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- these very characters
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** Schemas of content packaging let a title have 200 signs (IMS CP 1.1.2, 1.1.4), of a scenario's 600. */
const LONGEST_TITLE = 200
const asTitle = (text: string): string => escaped([...text].slice(0, LONGEST_TITLE).join(''))

const courseTitle = ({ lots }: Pack, language: 'fr' | 'en'): string =>
  lots.length === 1 ? lots[0]!.title[language] : language === 'fr' ? 'Premier Lot' : 'First Batch'

/** Of a lot: one unit that keeps its own attempt. All are the same page, told apart by address and launch data. */
const pageFor = (n: number): string => `index.html?lot=${n}`

function scorm12(pack: Pack, id: string, language: 'fr' | 'en'): string {
  const items = pack.lots.map((lot, n) =>
    [
      `      <item identifier="I${n}" identifierref="R${n}" isvisible="true">`,
      `        <title>${asTitle(lot.title[language])}</title>`,
      ...(isGraded(lot) ? [`        <adlcp:masteryscore>${100 * PASS_SCALED}</adlcp:masteryscore>`] : []),
      `        <adlcp:datafromlms>lot=${n}</adlcp:datafromlms>`,
      '      </item>',
    ].join('\n'),
  )
  const resources = pack.lots.map(
    (_, n) => `    <resource identifier="R${n}" type="webcontent" adlcp:scormtype="sco" href="${pageFor(n)}">
      <file href="index.html" />
    </resource>`,
  )
  return `${HEAD}
<manifest identifier="${id}" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="O">
    <organization identifier="O">
      <title>${asTitle(courseTitle(pack, language))}</title>
${items.join('\n')}
    </organization>
  </organizations>
  <resources>
${resources.join('\n')}
  </resources>
</manifest>
`
}

function scorm2004(pack: Pack, id: string, language: 'fr' | 'en'): string {
  const items = pack.lots.map((lot, n) =>
    [
      `      <item identifier="I${n}" identifierref="R${n}" isvisible="true">`,
      `        <title>${asTitle(lot.title[language])}</title>`,
      `        <adlcp:dataFromLMS>lot=${n}</adlcp:dataFromLMS>`,
      '        <imsss:sequencing>',
      ...(isGraded(lot)
        ? [
            '          <imsss:objectives>',
            '            <imsss:primaryObjective objectiveID="batch" satisfiedByMeasure="true">',
            `              <imsss:minNormalizedMeasure>${PASS_SCALED}</imsss:minNormalizedMeasure>`,
            '            </imsss:primaryObjective>',
            '          </imsss:objectives>',
          ]
        : []),
      '          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true" />',
      '        </imsss:sequencing>',
      '      </item>',
    ].join('\n'),
  )
  const resources = pack.lots.map(
    (_, n) => `    <resource identifier="R${n}" type="webcontent" adlcp:scormType="sco" href="${pageFor(n)}">
      <file href="index.html" />
    </resource>`,
  )
  return `${HEAD}
<manifest identifier="${id}" version="1.0" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 4th Edition</schemaversion>
  </metadata>
  <organizations default="O">
    <organization identifier="O">
      <title>${asTitle(courseTitle(pack, language))}</title>
${items.join('\n')}
      <imsss:sequencing>
        <imsss:controlMode choice="true" flow="true" />
      </imsss:sequencing>
    </organization>
  </organizations>
  <resources>
${resources.join('\n')}
  </resources>
</manifest>
`
}

const both = (name: string, { fr, en }: PackedLot['title'], indent: string): string =>
  [
    `${indent}<${name}>`,
    `${indent}  <langstring lang="fr-FR">${escaped(fr)}</langstring>`,
    `${indent}  <langstring lang="en-US">${escaped(en)}</langstring>`,
    `${indent}</${name}>`,
  ].join('\n')

const ABOUT = {
  fr: 'Conduire un lot de biomédicament ; chaque décision passe par un modèle de procédé.',
  en: 'Run a batch of a biomedicine; every decision goes through a process model.',
}

function cmi5(pack: Pack, id: string): string {
  const units = pack.lots.map((lot, n) => {
    const moveOn = !isGraded(lot) ? 'Completed' : isExam(lot) ? 'Passed' : 'CompletedOrPassed'
    const mastery = isGraded(lot) ? ` masteryScore="${PASS_SCALED}"` : ''
    return `  <au id="${IRI}/course/${id}/lot/${n}" launchMethod="AnyWindow" moveOn="${moveOn}"${mastery} activityType="http://adlnet.gov/expapi/activities/simulation">
${both('title', lot.title, '    ')}
${both('description', ABOUT, '    ')}
    <url>${pageFor(n)}</url>
    <launchParameters>lot=${n}</launchParameters>
  </au>`
  })
  const title = { fr: courseTitle(pack, 'fr'), en: courseTitle(pack, 'en') }
  return `${HEAD}
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="${IRI}/course/${id}">
${both('title', title, '    ')}
${both('description', ABOUT, '    ')}
  </course>
${units.join('\n')}
</courseStructure>
`
}
