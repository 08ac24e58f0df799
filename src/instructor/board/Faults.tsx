import { useEffect, useState } from 'preact/hooks'
import { askClass } from '../../platform/index.ts'
import { clockOf, type Language } from '../../present/index.ts'
import { type ClassBoard, scenarioOf } from '../../share/index.ts'
import { titleOf } from '../../ui/index.ts'
import { openBench } from '../bench.ts'
import { causeName } from '../edit/words.ts'
import type { Bringable } from '../moment.ts'
import { refusedWords } from './Entrance.tsx'
import type { Row } from './standing.ts'
import { boardTexts } from './text.ts'

/** A fault of the level let loose in one run, or in all that are at that level. */
export function Faults(props: {
  readonly language: Language
  readonly board: ClassBoard
  readonly rows: readonly Row[]
  readonly bearer: string
}) {
  const { language, board, rows, bearer } = props
  const t = boardTexts[language]
  const there = rows.filter((row) => row.at !== null && !row.at.over)
  // Where most of them are comes first.
  const at = (level: string): number => there.filter((row) => row.at!.level === level).length
  const levels = [...new Set(there.map((row) => row.at!.level))].sort((a, b) => at(b) - at(a) || (a < b ? -1 : 1))
  const [chosen, setChosen] = useState('')
  // When nobody plays any more, what was let loose last keeps its name.
  const latest = board.faults.slice(-8).reverse()
  const level = levels.includes(chosen) ? chosen : (levels[0] ?? latest[0]?.run.split('-')[0]!.toUpperCase() ?? '')
  const [to, setTo] = useState('')
  const [faults, setFaults] = useState<readonly Bringable[]>([])
  const [which, setWhich] = useState('')
  const [said, setSaid] = useState('')
  // As the class plays it: a changed level has its own.
  const given = board.assignments
    .map((a) => scenarioOf(a.scenario))
    .filter((s) => typeof s === 'object' && s.level === level)
    .at(-1)
  const setup = typeof given === 'object' ? { options: given.options, ...(given.patch && { patch: given.patch }) } : {}
  useEffect(() => {
    if (level === '') return setFaults([])
    const bench = openBench()
    void bench.faults(language, level, setup).then((found) => {
      setFaults(found)
      setWhich('')
      bench.close()
    })
    return () => bench.close()
  }, [language, level, JSON.stringify(setup)])
  const options = faults.flatMap(({ fault, name, step, causes }) =>
    causes.map((cause) => ({ id: `${fault} ${cause}`, label: `${step}, ${name} : ${causeName(language, cause)}` })),
  )
  const pick = options.some((o) => o.id === which) ? which : (options[0]?.id ?? '')
  const send = async (): Promise<void> => {
    const [fault = '', cause = ''] = pick.split(' ')
    if (fault === '') return
    const asked = await askClass<{ sent: number }>('POST', 'class/faults', bearer, {
      to: to === '' ? null : to,
      level,
      fault,
      cause,
    })
    setSaid('value' in asked ? t.faultSent(asked.value.sent) : refusedWords(language, asked.refusal))
  }
  const nameOf = (fault: string): string => faults.find((f) => f.fault === fault)?.name ?? fault
  return (
    <section class="class-faults" aria-labelledby="faults-title">
      <h3 id="faults-title">{t.faults}</h3>
      <p class="age">{t.faultsLead}</p>
      {levels.length === 0 ? (
        <p>{t.faultsNobody}</p>
      ) : (
        <form
          class="talk"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          {levels.length > 1 ? (
            <label>
              <span>{t.level}</span>
              <select value={level} onChange={(event) => setChosen(event.currentTarget.value)}>
                {levels.map((id) => (
                  <option key={id} value={id}>
                    {titleOf(language, id)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          <label>
            <span>{t.faultIn}</span>
            <select value={to} onChange={(event) => setTo(event.currentTarget.value)}>
              <option value="">{t.allAt(titleOf(language, level))}</option>
              {there
                .filter((row) => row.at!.level === level)
                .map((row) => (
                  <option key={row.id} value={row.id}>
                    {row.pseudonym}
                  </option>
                ))}
            </select>
          </label>
          <label class="talk-text">
            <span>{t.fault}</span>
            <select value={pick} onChange={(event) => setWhich(event.currentTarget.value)}>
              {options.map((o) => (
                <option key={o.id} value={o.id}>
                  {o.label}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="second" disabled={pick === ''}>
            {t.letCome}
          </button>
          <p role="status">{said}</p>
        </form>
      )}
      {latest.length ? (
        <ul class="plain" role="list">
          {latest.map((one) => (
            <li key={one.id}>
              <b>{board.learners.find((l) => l.id === one.learner)?.pseudonym}</b> {nameOf(one.fault)},{' '}
              {causeName(language, one.cause)}{' '}
              <em>
                {t.faultStates[one.state]}
                {one.at_s === null ? null : ` ${clockOf(one.at_s)}`}
              </em>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
