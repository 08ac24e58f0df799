/**
 * What the standards ask of a SCO, read strictly: lengths, vocabularies, formats, order of calls. Systems differ in what
 * they let pass; what is right here is right for all. SCORM 1.2 RTE 3.4; SCORM 2004 4th edition RTE 4.
 */
export interface Call {
  readonly name: string
  readonly given: readonly string[]
  readonly answer: string
}

type Rules = readonly (readonly [element: RegExp, value: RegExp | ((value: string) => boolean)])[]

/** Ten digits before the point: more is refused by systems that check. */
const decimal = /^-?\d{1,10}(\.\d+)?$/
const within = (low: number, high: number) => (value: string) =>
  decimal.test(value) && Number(value) >= low && Number(value) <= high
const upTo = (most: number) => (value: string) => value.length <= most
const identifier = /^[\x21-\x7E]{1,255}$/

const RULES_12: Rules = [
  [/^cmi\.core\.lesson_location$/, upTo(255)],
  [/^cmi\.core\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
  [/^cmi\.core\.score\.(raw|min|max)$/, within(0, 100)],
  [/^cmi\.core\.exit$/, /^(time-out|suspend|logout|)$/],
  [/^cmi\.core\.session_time$/, /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/],
  [/^cmi\.suspend_data$/, upTo(4096)],
  [/^cmi\.objectives\.\d+\.id$/, identifier],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, within(0, 100)],
  [/^cmi\.objectives\.\d+\.status$/, /^(passed|completed|failed|incomplete|browsed|not attempted)$/],
  [/^cmi\.interactions\.\d+\.id$/, identifier],
  [/^cmi\.interactions\.\d+\.time$/, /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/],
  [/^cmi\.interactions\.\d+\.type$/, /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/],
  [/^cmi\.interactions\.\d+\.student_response$/, /^[\x20-\x7E]{0,255}$/],
  [/^cmi\.interactions\.\d+\.result$/, /^(correct|wrong|unanticipated|neutral|-?\d+(\.\d+)?)$/],
  [/^cmi\.interactions\.\d+\.latency$/, /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/],
]

const interval = /^PT(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/

const RULES_2004: Rules = [
  [/^cmi\.(success_status|objectives\.\d+\.success_status)$/, /^(passed|failed|unknown)$/],
  [/^cmi\.(completion_status|objectives\.\d+\.completion_status)$/, /^(completed|incomplete|not attempted|unknown)$/],
  [/^cmi\.(score|objectives\.\d+\.score)\.scaled$/, within(-1, 1)],
  [/^cmi\.(score|objectives\.\d+\.score)\.(raw|min|max)$/, decimal],
  [/^cmi\.(progress_measure|objectives\.\d+\.progress_measure)$/, within(0, 1)],
  [/^cmi\.exit$/, /^(time-out|suspend|logout|normal|)$/],
  [/^cmi\.session_time$/, interval],
  [/^cmi\.suspend_data$/, upTo(64_000)],
  [/^cmi\.location$/, upTo(1000)],
  [/^cmi\.objectives\.\d+\.id$/, /^\S{1,4000}$/],
  [/^cmi\.objectives\.\d+\.description$/, upTo(250)],
  [/^cmi\.interactions\.\d+\.id$/, /^\S{1,4000}$/],
  [/^cmi\.interactions\.\d+\.type$/, /^(numeric|other)$/],
  [/^cmi\.interactions\.\d+\.timestamp$/, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/],
  [/^cmi\.interactions\.\d+\.learner_response$/, upTo(4000)],
  [/^cmi\.interactions\.\d+\.latency$/, interval],
  [/^cmi\.interactions\.\d+\.description$/, upTo(250)],
  [/^cmi\.interactions\.\d+\.result$/, /^(correct|incorrect|unanticipated|neutral|-?\d+(\.\d+)?)$/],
  [/^adl\.nav\.request$/, /^suspendAll$/],
]

/** What is wrong with the calls of one visit, one sentence each. */
export function wrongIn(version: '1.2' | '2004', calls: readonly Call[]): string[] {
  const is12 = version === '1.2'
  const prefix = is12 ? 'LMS' : ''
  const rules = is12 ? RULES_12 : RULES_2004
  const names = calls.map(({ name }) => name)
  const end = is12 ? 'LMSFinish' : 'Terminate'
  const found: string[] = []
  if (names[0] !== `${prefix}Initialize`) found.push('the first call is not Initialize')
  if (names.filter((name) => name === `${prefix}Initialize`).length !== 1) found.push('Initialize not once')
  if (names.filter((name) => name === end).length > 1) found.push(`${end} more than once`)
  if (names.includes(end) && names.at(-1) !== end) found.push(`calls after ${end}`)
  const types = new Map<string, string>()
  const ids = new Set<string>()
  for (const { name, given, answer } of calls) {
    const [element = '', value = ''] = given
    if (['Initialize', 'Commit', 'Finish', 'Terminate'].some((one) => name === prefix + one) && element !== '')
      found.push(`${name}('${element}')`)
    if (name !== `${prefix}SetValue`) continue
    if (answer !== 'true') found.push(`${element} = '${value}' was refused`)
    const rule = rules.find(([pattern]) => pattern.test(element))
    if (!rule) found.push(`${element} may not be set`)
    else if (!(typeof rule[1] === 'function' ? rule[1](value) : rule[1].test(value)))
      found.push(`${element} may not be '${value.slice(0, 80)}'`)
    const interaction = /^cmi\.interactions\.(\d+)\.(\w+)$/.exec(element)
    if (interaction) {
      const [, n, member] = interaction
      if (member === 'id') ids.add(n!)
      else if (!ids.has(n!)) found.push(`${element} before its id`)
      if (member === 'type') types.set(n!, value)
      if (member!.endsWith('_response') && types.get(n!) === 'numeric' && !decimal.test(value))
        found.push(`${element} is no number: '${value}'`)
      if (member!.endsWith('_response') && !types.has(n!)) found.push(`${element} before its type`)
    }
  }
  // Kept at once by the system: nothing is set behind the last commit but what the end itself brings.
  const last = names.lastIndexOf(`${prefix}Commit`)
  const unkept = calls
    .slice(last + 1)
    .filter(({ name, given }) => name.endsWith('SetValue') && given[0] !== 'adl.nav.request')
  if (names.includes(end) && unkept.length)
    found.push(`set and not committed: ${unkept.map((c) => c.given[0]).join(', ')}`)
  return found
}
