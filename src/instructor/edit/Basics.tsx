import { changeAt, withWork } from '../levelJson.ts'
import type { EditProps } from './props.ts'
import { NumberField, problemsAt, WordsField } from './fields.tsx'
import { editTexts } from './text.ts'
import { drawName } from './words.ts'

const MARKS = ['yield', 'purity', 'compliance'] as const

/** What is told, what passes, and how far lots lie apart. */
export function Basics({ language, draft, look, edit }: EditProps) {
  const t = editTexts[language].basics
  const problems = look?.problems ?? []
  const { file, texts } = draft
  const { pass, rounds } = file.work
  const word = (key: 'title' | 'story') => ({
    words: { fr: texts.fr[key] ?? '', en: texts.en[key] ?? '' },
    onWords: (spoken: 'fr' | 'en', words: string): void =>
      edit((now) => ({ ...now, texts: { ...now.texts, [spoken]: { ...now.texts[spoken], [key]: words } } })),
  })
  return (
    <div class="basics">
      <section class="card" aria-labelledby="told-title">
        <h2 id="told-title">{t.told}</h2>
        <WordsField label={t.title} {...word('title')} />
        <WordsField label={t.story} rows={3} {...word('story')} />
      </section>
      <section class="card" aria-labelledby="pass-title">
        <h2 id="pass-title">{t.pass}</h2>
        <p class="age">{t.passNote}</p>
        {MARKS.map((axis) => (
          <NumberField
            key={axis}
            language={language}
            label={t.axes[axis]}
            unit="/ 100"
            value={pass[axis]}
            problems={problemsAt(problems, `work.pass.${axis}`)}
            onValue={(mark) =>
              edit((now) => ({ ...now, file: withWork(now.file, { pass: { ...now.file.work.pass, [axis]: mark } }) }))
            }
          />
        ))}
        {file.steps.length ? (
          <NumberField
            language={language}
            label={t.rounds(rounds.length_h)}
            note={t.roundsNote}
            value={rounds.count}
            problems={problemsAt(problems, 'work.rounds')}
            onValue={(count) =>
              edit((now) => ({ ...now, file: withWork(now.file, { rounds: { ...now.file.work.rounds, count } }) }))
            }
          />
        ) : null}
      </section>
      {file.draws?.length ? (
        <section class="card" aria-labelledby="lots-title">
          <h2 id="lots-title">{t.lots}</h2>
          <p class="age">{t.lotsNote}</p>
          {(file.draws ?? []).map((draw, i) => (
            <div key={draw.id} class="draw">
              <b>{drawName(language, draw.id)}</b>
              {(['low', 'high'] as const).map((end) => (
                <NumberField
                  key={end}
                  language={language}
                  label={t[end]}
                  unit="×"
                  value={draw[end]}
                  problems={problemsAt(problems, `draws[${i}].${end}`)}
                  onValue={(factor) =>
                    edit((now) => ({
                      ...now,
                      file: { ...now.file, draws: changeAt(now.file.draws ?? [], i, { [end]: factor }) },
                    }))
                  }
                />
              ))}
            </div>
          ))}
          <p class="buttons">
            {([0, 0.5, 1.5] as const).map((by) => (
              <button
                key={by}
                type="button"
                class="small"
                onClick={() =>
                  edit((now) => ({
                    ...now,
                    file: {
                      ...now.file,
                      draws: (now.file.draws ?? []).map((draw) => ({ ...draw, ...wider(draw, by) })),
                    },
                  }))
                }
              >
                {t.spread[by]}
              </button>
            ))}
          </p>
        </section>
      ) : null}
    </div>
  )
}

/** The same middle, so many times as wide; no lot of nothing. */
function wider({ low, high }: { readonly low: number; readonly high: number }, by: number) {
  const middle = (low + high) / 2
  const half = (by * (high - low)) / 2
  const rounded = (x: number): number => Math.round(1000 * Math.max(0.05, x)) / 1000
  return { low: rounded(middle - half), high: rounded(middle + half) }
}
