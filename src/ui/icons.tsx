import type { Badge } from '../platform/index.ts'

/** Own line icons on a grid of 24, drawn in the colour of the text beside them. */
const PATHS = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  back: 'M20 12H5m6-6-6 6 6 6',
  sample: 'M14 4l6 6m-4.5-7.5a2 2 0 0 1 4 4L13 13 11 11zM11 9l-7 7v4h4l7-7',
  feed: 'M8 3h8l1 7a5 5 0 0 1-10 0zM12 15v3M12 20v1',
  feedRate: 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM7 14h10',
  glucose: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  temperature: 'M10 14V5a2 2 0 0 1 4 0v9a4 4 0 1 1-4 0zM12 9v8',
  power: 'M12 3v10M7 13h10l-2 3H9zM4 19c3-2 5 2 8 0s5 2 8 0',
  air: 'M4 9h10a3 3 0 1 0-3-3M4 13h14a3 3 0 1 1-3 3M4 17h6',
  oxygenMax: 'M8 12a4 4 0 1 0 0 .1M17 15a2.5 2.5 0 1 0 0 .1M16 5a2 2 0 1 0 0 .1',
  antifoam: 'M4 8c3-3 5 3 8 0s5 3 8 0M4 13c3-3 5 3 8 0s5 3 8 0M4 18c3-3 5 3 8 0s5 3 8 0',
  base: 'M9 3h6M10 3v6l-5 9a2 2 0 0 0 2 3h10a2 2 0 0 0 2-3l-5-9V3M7 15h10',
  ventSwap: 'M8 3h8v18H8zM8 8h8M8 12h8M8 16h8',
  baseSwap: 'M9 3h6M10 3v6l-5 9a2 2 0 0 0 2 3h10a2 2 0 0 0 2-3l-5-9V3M12 19v-7m-3 3 3-3 3 3',
  pH: 'M5 20V5h4a4 4 0 0 1 0 8H5M15 20V5m0 7h5M20 20V5',
  passage: 'M4 8h12m-4-4 4 4-4 4M20 16H8m4-4-4 4 4 4',
  squares: 'M4 4h16v16H4zM12 4v16M4 12h16',
  seedingDensity:
    'M7 8a1.5 1.5 0 1 0 0 .1M16 7a1.5 1.5 0 1 0 0 .1M12 13a1.5 1.5 0 1 0 0 .1M7 18a1.5 1.5 0 1 0 0 .1M17 17a1.5 1.5 0 1 0 0 .1',
  proceed: 'M4 12h15m-6-6 6 6-6 6',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4',
  record: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
  night: 'M20 14A8 8 0 1 1 10 4a7 7 0 0 0 10 10z',
  phone: 'M6 4h4l2 5-3 2a10 10 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 6a2 2 0 0 1 2-2z',
  deviation: 'M12 4l9 16H3zM12 10v4M12 17v.5',
  wait: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l4 2',
  skip: 'M5 5l8 7-8 7zM14 5v14M18 5v14',
  pause: 'M8 5v14M16 5v14',
  check: 'M5 12l5 5 9-10',
  stop: 'M6 6l12 12M18 6L6 18',
  leave: 'M14 4h5v16h-5M4 12h10m-4-4 4 4-4 4',
  again: 'M5 12a7 7 0 1 0 2.2-5.1M4 3v5h5',
  eye: 'M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  more: 'M5 11.5v1M4.5 12h1M12 11.5v1M11.5 12h1M19 11.5v1M18.5 12h1',
  trends: 'M4 4v16h16M7 15l4-5 3 3 5-7',
  label: 'M4 12V4h8l8 8-8 8zM8 8v.1',
  section: 'M3 4h18v16H3zM3 12h6M9 4v16M15 4v16M15 10h6',
  closer: 'M10 4a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM14.5 14.5L20 20M7.5 10h5M10 7.5v5',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4',
  book: 'M5 4h6a1 1 0 0 1 1 1v15a3 3 0 0 0-3-2H5zM19 4h-6a1 1 0 0 0-1 1v15a3 3 0 0 1 3-2h4z',
  recipe: 'M5 4h14v16H5zM9 8h6M9 12h6M9 16h3',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 24 }: { name: string; size?: number }) {
  const d = Object.hasOwn(PATHS, name) ? PATHS[name as IconName] : PATHS.more
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={d} />
    </svg>
  )
}

/** Octagon, triangle, diamond: the priority can be told without colour. */
export function Priority({ priority, size = 28 }: { priority: 1 | 2 | 3; size?: number }) {
  const shape = {
    1: 'M9 2h10l7 7v10l-7 7H9l-7-7V9z',
    2: 'M14 2l13 23H1z',
    3: 'M14 1l13 13-13 13L1 14z',
  }[priority]
  return (
    <svg class={`priority p${priority}`} width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <path d={shape} />
      <text x="14" y={priority === 2 ? 22 : 19.5} text-anchor="middle">
        {priority}
      </text>
    </svg>
  )
}

/** A vial with its label: what a batch is for. */
export function Vial(props: {
  readonly state: 'released' | 'rejected' | 'none'
  readonly lot: string
  readonly badge: Badge
  readonly papers: { readonly product: string; readonly label: string }
}) {
  const { state, lot, badge, papers } = props
  return (
    <svg class={`vial ${state}`} viewBox="0 0 200 340" aria-hidden="true">
      <defs>
        <linearGradient id="glass" x1="0" x2="1">
          <stop offset="0" stop-color="#b9c9d6" />
          <stop offset="0.18" stop-color="#f4f8fa" />
          <stop offset="0.5" stop-color="#dbe6ec" />
          <stop offset="1" stop-color="#9fb2c2" />
        </linearGradient>
        <linearGradient id="cap" x1="0" x2="1">
          <stop offset="0" stop-color="#6d7889" />
          <stop offset="0.3" stop-color="#e3e8ee" />
          <stop offset="1" stop-color="#7c8798" />
        </linearGradient>
      </defs>
      <ellipse cx="100" cy="326" rx="86" ry="10" class="shade" />
      <rect x="62" y="10" width="76" height="34" rx="6" class="flip" />
      <rect x="58" y="40" width="84" height="34" rx="4" fill="url(#cap)" />
      <path
        d="M66 74h68v22c0 12 36 22 36 46v158a24 24 0 0 1-24 24H54a24 24 0 0 1-24-24V142c0-24 36-34 36-46z"
        fill="url(#glass)"
      />
      {state === 'none' ? null : <path d="M36 190h128v108a20 20 0 0 1-20 20H56a20 20 0 0 1-20-20z" class="content" />}
      <path d="M44 150v140" class="shine" />
      <rect x="34" y="176" width="132" height="104" class="label" />
      <text x="46" y="204" class="label-title">
        {papers.product}
      </text>
      <text x="46" y="226" class="label-line">
        {papers.label}
      </text>
      <text x="46" y="246" class="label-line">
        {lot}
      </text>
      {badge.stroke ? (
        <path d={badge.stroke} class="label-stroke" transform="translate(72 244) scale(0.29)" />
      ) : (
        <text x="154" y="270" text-anchor="end" class="label-hand">
          {badge.letters}
        </text>
      )}
      {state === 'rejected' ? <path d="M40 290L160 168M40 168l120 122" class="cross" /> : null}
    </svg>
  )
}
