/** Small signs of the campus page, filled, in the colour of the text beside them. */
const PATHS = {
  play: 'M7 4.5v15l12.5-7.5z',
  sound: 'M3 9v6h4l6 5V4L7 9zM16 8.5q2.5 3.5 0 7M18.5 6q4.5 6 0 12',
  silent: 'M3 9v6h4l6 5V4L7 9zM16.5 9l5 6M21.5 9l-5 6',
  settings:
    'M12 8.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7zM10.5 2h3l.6 2.8 2 .9 2.5-1.5 2.1 2.1-1.5 2.5.9 2 2.9.6v3l-2.9.6-.9 2 1.5 2.5-2.1 2.1-2.5-1.5-2 .9-.6 2.8h-3l-.6-2.8-2-.9-2.5 1.5-2.1-2.1 1.5-2.5-.9-2L1 14.9v-3l2.9-.6.9-2-1.5-2.5 2.1-2.1 2.5 1.5 2-.9z',
  badge: 'M12 3a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM3.5 21q0-7 8.5-7t8.5 7z',
  check: 'M5 12.5l5 5L19.5 7',
  lock: 'M7 10V7.5a5 5 0 0 1 10 0V10h1.5v11h-13V10zM9.5 10h5V7.5a2.5 2.5 0 0 0-5 0z',
} as const

export function Sign({ name, size = 24 }: { name: keyof typeof PATHS; size?: number }) {
  const line = name === 'check'
  const rule = name === 'settings' ? 'evenodd' : 'nonzero'
  return (
    <svg class="campus-sign" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={line ? 'none' : 'currentColor'}
        fill-rule={rule}
        stroke="currentColor"
        stroke-width={line ? 3.4 : name === 'sound' || name === 'silent' ? 2 : 0}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}

/** Bronze, silver, gold: told by the number on it, not by its colour alone. None yet: an empty ring. */
export function Medal({ won }: { won: 0 | 1 | 2 | 3 }) {
  const place = won === 0 ? '' : String(4 - won)
  return (
    <svg class={`medal medal-${won}`} width="24" height="28" viewBox="0 0 24 28" aria-hidden="true" focusable="false">
      <path d="M5 0h5l3 8M19 0h-5l-3 8" class="medal-ribbon" />
      <circle cx="12" cy="18" r="8.5" class="medal-disc" />
      <text x="12" y="22.4" text-anchor="middle">
        {place}
      </text>
    </svg>
  )
}
