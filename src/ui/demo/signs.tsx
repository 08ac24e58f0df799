/** Small drawings of the demos: medals, faces, signs of buttons. */
export function Medals({ won, label }: { won: number; label: string }) {
  return (
    <svg class="demo-medals" viewBox="0 0 300 104" role="img" aria-label={label}>
      {[0, 1, 2].map((i) => (
        <g key={i} transform={`translate(${50 + i * 100} 0)`} class={i < won ? 'won' : 'open'}>
          <path d="M-20 2L-8 40M20 2L8 40" class="ribbon" />
          <circle cy="66" r="33" class="disc" />
          {i < won ? <path d="M-13 67l9 10 18-21" class="tick" /> : null}
        </g>
      ))}
    </svg>
  )
}

/** Nadia in blue, Sami with his cap: as they stand in the hall. */
export function Face({ who }: { who: string }) {
  const nadia = who === 'Nadia'
  return (
    <svg class="demo-face" viewBox="0 0 64 64" aria-hidden="true">
      <circle cx="32" cy="32" r="32" class="behind" />
      <path d="M10 64c1-15 10-20 22-20s21 5 22 20z" class="jacket" />
      <path d="M26 38h12v9c-3 4-9 4-12 0z" fill={nadia ? '#b97a56' : '#e0aa85'} />
      {nadia ? <circle cx="32" cy="9" r="7.5" fill="#2d2330" /> : null}
      <circle cx="32" cy="27" r="15" fill={nadia ? '#c98b66' : '#ecbd9a'} />
      <path
        d={
          nadia
            ? 'M16.5 31C13 17 21 10.5 32 10.5S51 17 47.5 31c-.5-6-3.5-10-7.5-12-5 4-13 5.5-19 4-2 2-3.5 4-4.5 8z'
            : 'M15 24c1-12 9-15 17-15s16 4 17 15c-10-4-24-4-34 0z'
        }
        fill={nadia ? '#2d2330' : '#d7dde6'}
      />
      <circle cx="26" cy="29" r="1.9" fill="#1e2638" />
      <circle cx="38" cy="29" r="1.9" fill="#1e2638" />
      <path d="M26.5 35c3 3.4 8 3.4 11 0" fill="none" stroke="#1e2638" stroke-width="1.8" stroke-linecap="round" />
    </svg>
  )
}

const DRAWN = {
  mix: 'M4 8h12m-4-4 4 4-4 4M20 16H8m4-4-4 4 4 4',
  pour: 'M12 3c4 5.5 6 8.5 6 11.5a6 6 0 0 1-12 0c0-3 2-6 6-11.5z',
  next: 'M4 12h15m-6-6 6 6-6 6',
  back: 'M20 12H5m6-6-6 6 6 6',
} as const

export function Sign({ name, size = 24 }: { name: keyof typeof DRAWN; size?: number }) {
  return (
    <svg
      class={`icon${name === 'pour' ? ' full' : ''}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={DRAWN[name]} />
    </svg>
  )
}
