import type { Box, Building } from './buildings.ts'

const BUBBLES = 11
const PUFFS = 3

/** One building, cut open: rooms go dark at night but where somebody works; smoke, fans, and a vessel that lives. */
export function House({ building, busy }: { building: Building; busy: boolean }) {
  const { box, picture, people, rooms, stacks, fans, vessel } = building
  const [left, top, wide, high] = box
  const at = ([x, y, w, h]: Box) => ({
    left: `${(100 * (x - left)) / wide}%`,
    top: `${(100 * (y - top)) / high}%`,
    width: `${(100 * w) / wide}%`,
    height: `${(100 * h) / high}%`,
  })
  return (
    <span class="house" aria-hidden="true">
      {stacks.map(([x, y]) => (
        <span key={x} class="smoke" style={at([x, y, 12, 12])}>
          {Array.from({ length: PUFFS }, (_, i) => (
            <i key={i} style={{ animationDelay: `${(-7.5 * i) / PUFFS}s` }} />
          ))}
        </span>
      ))}
      <img src={picture} alt="" />
      {people === undefined ? null : <img class="people" src={people} alt="" />}
      {rooms.map(({ box, lit }) => (
        <i key={`${box[0]} ${box[1]}`} class={lit > 0.5 ? 'dusk warm' : 'dusk'} style={{ ...at(box), '--lit': lit }} />
      ))}
      {fans.map(([x, y]) => (
        <i key={x} class="fan" style={at([x - 11, y - 11, 22, 22])} />
      ))}
      {busy && vessel ? (
        <span class="vessel" style={at(vessel)}>
          {Array.from({ length: BUBBLES }, (_, i) => (
            <i
              key={i}
              style={{
                left: `${6 + ((i * 61) % 84)}%`,
                '--size': 0.6 + ((i * 37) % 10) / 14,
                animationDuration: `${1.7 + ((i * 53) % 10) / 9}s`,
                animationDelay: `${-((i * 29) % 26) / 10}s`,
              }}
            />
          ))}
        </span>
      ) : null}
    </span>
  )
}
