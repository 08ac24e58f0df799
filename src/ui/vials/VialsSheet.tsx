import { useRef } from 'preact/hooks'
import { type FirstTry, profileHere } from '../../platform/index.ts'
import { formatNumber, type Language, lotNumber, masteryOf, typeset } from '../../present/index.ts'
import { proofCode } from '../../share/index.ts'
import { FACES } from '../badge/BadgeCard.tsx'
import { badgeName } from '../badge/text.ts'
import { titleOf } from '../campus/text.ts'
import '../end.css'
import { Vial } from '../icons.tsx'
import { has, lockerOf } from '../locker/locker.ts'
import { papersOf } from '../papers.ts'
import { SheetFrame } from '../parts.tsx'
import { usePrinted } from '../printed.ts'
import words from '../skills/competencies.json' with { type: 'json' }
import { shownIn } from '../skills/kept.ts'
import { nameOf } from '../skills/SkillsSheet.tsx'
import { passedIn, recordOfTry } from './proofs.ts'
import { vialsTexts } from './text.ts'
import './vials.css'

const PLANTS = { M: 'antibody', P: 'plasma', A: 'aav' } as const
const siteOf = (level: string) => PLANTS[level.slice(0, 1) as keyof typeof PLANTS] ?? 'antibody'

const dayOf = (language: Language, at_ms: number): string =>
  new Date(at_ms).toLocaleDateString(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long' })

/** The vials of all lots released at the first try, with what they came to, and what can be proven of them. */
export function VialsSheet(props: {
  readonly language: Language
  readonly firsts: readonly FirstTry[]
  readonly addressOf: (first: FirstTry) => string
  readonly onClose: () => void
}) {
  const { language, firsts, addressOf, onClose } = props
  const t = vialsTexts[language]
  const { badge } = profileHere()
  const released = firsts.filter(({ disposition }) => disposition === 'released')
  const others = firsts.filter(({ disposition }) => disposition !== 'released')
  const n = (x: number): string => formatNumber(language, x, 0)
  const facts = (first: FirstTry) => {
    const lot = lotNumber(first.save.level, first.save.seed)
    const { yield: y, purity, compliance } = first.score
    return (
      <div class="vial-words">
        <p>
          <b>{titleOf(language, first.save.level)}</b> <code>{lot}</code>
        </p>
        <p class="vial-marks">
          <span>{t.yield(n(y))}</span> <span>{t.purity(n(purity))}</span> <span>{t.compliance(n(compliance))}</span>
        </p>
        <p>
          {dayOf(language, first.at_ms)}, {first.passed ? t.passed : t.notPassed}
        </p>
        <a class="second" href={addressOf(first)} aria-label={t.seeLot(lot)}>
          {t.see}
        </a>
      </div>
    )
  }
  return (
    <SheetFrame title={t.title} closeLabel={t.close} wide paper kind="vials-sheet" onClose={onClose}>
      <p>{released.length ? t.lead : t.empty}</p>
      <ul class="vial-shelf" role="list">
        {released.map((first) => (
          <li key={`${first.save.level} ${first.save.seed}`}>
            <Vial
              state="released"
              lot={lotNumber(first.save.level, first.save.seed)}
              badge={badge}
              papers={papersOf({ site: siteOf(first.save.level) })}
            />
            {facts(first)}
          </li>
        ))}
      </ul>
      {others.length ? (
        <section aria-labelledby="vials-others">
          <h3 id="vials-others">{t.others}</h3>
          <ul class="vial-others" role="list">
            {others.map((first) => (
              <li key={`${first.save.level} ${first.save.seed}`}>{facts(first)}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <Certificate language={language} firsts={firsts} />
    </SheetFrame>
  )
}

/** What was passed and what is mastered, with the digests that a replay must find again. */
function Certificate({ language, firsts }: { readonly language: Language; readonly firsts: readonly FirstTry[] }) {
  const t = vialsTexts[language]
  const paper = useRef<HTMLElement>(null)
  usePrinted(paper, 'of-certificate')
  const passed = passedIn(firsts)
  const runs = shownIn(firsts)
  const { badge } = profileHere()
  const name = badgeName(language, badge)
  const named = (ids: readonly string[], standing: 'mastered' | 'practised'): string =>
    ids
      .filter((id) => masteryOf(id, runs).standing === standing)
      .map((id) => nameOf(language, id))
      .join(' · ')
  const save = (): void => {
    const file = URL.createObjectURL(
      new Blob([JSON.stringify(passed.map(recordOfTry), null, 1)], { type: 'application/json' }),
    )
    const link = document.createElement('a')
    link.href = file
    link.download = `premier-lot-${name.toLowerCase().replaceAll(' ', '-')}-proofs.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(file), 60_000)
  }
  return (
    <>
      <section class="certificate" ref={paper} aria-labelledby="certificate-title">
        <h3 id="certificate-title">{t.certificate}</h3>
        <p>
          {t.certificateOf(name)}. {t.printedOn(dayOf(language, Date.now()))}.
        </p>
        <h4>{t.levelsPassed}</h4>
        {passed.length ? (
          <table>
            <thead>
              <tr>
                <th scope="col">{t.level}</th>
                <th scope="col">{t.lot}</th>
                <th scope="col">{t.finished}</th>
                <th scope="col">{t.record}</th>
              </tr>
            </thead>
            <tbody>
              {passed.map(({ save: { level, seed }, at_ms, digest }) => (
                <tr key={level}>
                  <th scope="row">
                    {level} {titleOf(language, level)}
                  </th>
                  <td>
                    <code>{lotNumber(level, seed)}</code>
                  </td>
                  <td>{dayOf(language, at_ms)}</td>
                  <td>
                    <code>{digest.slice(0, 16)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <p>{t.noLevel}</p>
        )}
        <h4>{t.skills}</h4>
        <dl>
          {words.blocks.map((block) => {
            const mastered = named(block.competencies, 'mastered')
            const practised = named(block.competencies, 'practised')
            return (
              <div key={block.id}>
                <dt>{typeset(language, block[language])}</dt>
                <dd>
                  {mastered === '' ? null : (
                    <>
                      <b>{mastered}</b> ({t.mastered}){practised === '' ? '' : '. '}
                    </>
                  )}
                  {practised === '' ? null : (
                    <>
                      {practised} ({t.practised})
                    </>
                  )}
                  {mastered === '' && practised === '' ? t.noSkill : null}
                </dd>
              </div>
            )
          })}
        </dl>
        {passed.length ? (
          <p class="proof">
            {t.proof} <output class="mono">{proofCode(passed.map(({ digest }) => digest))}</output>
            {has(lockerOf(firsts, []), 'stamp') ? (
              <span class="certificate-stamp">
                <img src={FACES[badge.animal]} alt="" width="44" height="44" /> {t.stamped}
              </span>
            ) : null}
          </p>
        ) : null}
        <p>{t.proofSays}</p>
        <p>{t.notAPerson}</p>
      </section>
      {passed.length ? (
        <p class="buttons">
          <button type="button" class="second" onClick={() => print()}>
            {t.print}
          </button>
          <button type="button" class="second" onClick={save}>
            {t.save}
          </button>
        </p>
      ) : null}
    </>
  )
}
