import type { Cut } from '../../play/index.ts'
import { formatNumber, stationName } from '../../present/index.ts'
import { drillTexts } from '../drill/text.ts'
import { Chromatogram } from '../verbs/Chromatogram.tsx'
import type { Of } from './Pair.tsx'
import { moreTexts } from './moreText.ts'

/** The axis of the aggregates ends here, in percent of a tube's antibody. */
const SHOWN_PCT = 20
/** Tubes beside both cuts that are shown as well. */
const AROUND = 10

/** One's own peak with both cuts on it: what the lamp saw, what was in the tubes, and where each stopped. */
export function CutPair(props: Of & { readonly mine: Cut; readonly other: Cut; readonly otherLabel: string }) {
  const { language, view, mine, other, otherLabel } = props
  const t = moreTexts[language]
  const d = drillTexts[language]
  const say = (value: number, digits: number): string => formatNumber(language, value, digits)
  const { tubes, tube_CV } = mine
  const first = Math.max(0, Math.min(mine.pool.from, other.pool.from) - AROUND)
  const end = Math.min(tubes.length, Math.max(mine.pool.to, other.pool.to) + AROUND)
  const highest = Math.max(0.2, ...tubes.map(({ uv_AU }) => uv_AU))
  const [from, to] = [other.pool.from * other.tube_CV, other.pool.to * other.tube_CV]
  const says = [
    t.cutMine(say(mine.pool.kept_pct, 1), say(mine.pool.hmw_pct, 2), say(mine.most_pct, 1)),
    t.cutOther(say(other.pool.kept_pct, 1), say(other.pool.hmw_pct, 2)),
  ].join(' ')
  const isIn = (cut: Cut, tube: number): string => {
    const middle_CV = (tube + 0.5) * tube_CV
    return middle_CV > cut.pool.from * cut.tube_CV && middle_CV < cut.pool.to * cut.tube_CV ? d.yes : d.no
  }
  return (
    <figure class="cut-pair">
      <figcaption>
        <b>{t.cutTitle}</b> <span class="age">{stationName(language, view, mine.step)}</span>
        <p>{says}</p>
      </figcaption>
      <div class="cut-paper">
        <Chromatogram
          language={language}
          points={tubes.map(({ uv_AU, hmw_pct }, i) => ({ x: (i + 0.5) * tube_CV, uv: uv_AU, mS: hmw_pct }))}
          from={first * tube_CV}
          to={end * tube_CV}
          span={[0, Math.ceil(highest * 10.8) / 10]}
          most_mS={SHOWN_PCT}
          xLabel={d.volumes}
          yLabel={d.uv}
          mSLabel={d.aggregates}
          digits={1}
          filled
          cut={[mine.pool.from * tube_CV, mine.pool.to * tube_CV]}
          marks={[
            { at: from, label: otherLabel, kind: 'recipe' },
            { at: to, label: otherLabel, kind: 'recipe' },
          ]}
          says={`${says} ${d.tailSays}`}
        />
      </div>
      <p class="age">{t.cutLegend}</p>
      <details>
        <summary>{d.table}</summary>
        <div class="scroll">
          <table class="form">
            <thead>
              <tr>
                {[d.tube, d.volumes, d.uv, d.aggregates, d.mine, otherLabel].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tubes.slice(first, end).map((tube, i) => (
                <tr key={i}>
                  <th scope="row">{first + i + 1}</th>
                  <td>{say((first + i + 0.5) * tube_CV, 2)}</td>
                  <td>{say(tube.uv_AU, 2)}</td>
                  <td>{say(tube.hmw_pct, 1)}</td>
                  <td>{isIn(mine, first + i)}</td>
                  <td>{isIn(other, first + i)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
