import type { KioskDemo } from '../../share/index.ts'

/** What each plant's medicine looks like in its vial. */
const INSIDE: Readonly<Record<KioskDemo, string>> = { P0: '#efc75e', M0: '#f0a892', A0: '#8fd3c1' }

/** A vial of the shelf: its plant's colour, its medals on the label; null: nobody's yet. */
export function KioskVial({ demo, medals }: { readonly demo: KioskDemo; readonly medals: number | null }) {
  return (
    <svg class="kiosk-vial" viewBox="0 0 80 132" aria-hidden="true">
      <ellipse cx="40" cy="126" rx="32" ry="5" class="shade" />
      <rect x="24" y="2" width="32" height="14" rx="3" class="flip" />
      <rect x="22" y="14" width="36" height="14" rx="2" class="crimp" />
      <path
        d="M26 28h28v8c0 5 16 9 16 20v58a10 10 0 0 1-10 10H20a10 10 0 0 1-10-10V56c0-11 16-15 16-20z"
        class="glass"
      />
      <path d="M13 66h54v47a8 8 0 0 1-8 8H21a8 8 0 0 1-8-8z" fill={INSIDE[demo]} />
      <path d="M18 60v52" class="shine" />
      {(medals === null ? [] : [0, 1, 2]).map((i) => (
        <circle key={i} cx={22 + 18 * i} cy="94" r="7" class={i < medals! ? 'won' : 'open'} />
      ))}
    </svg>
  )
}
