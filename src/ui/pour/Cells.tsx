import { useEffect, useState } from 'preact/hooks'

const CELLS = 100
const ROW = 20

/** A hundred cells; those that were reached light up one after the other. */
export function Cells({ share, still }: { share: number; still: boolean }) {
  const reached = Math.round(share * CELLS)
  const [lit, setLit] = useState(still ? reached : 0)
  useEffect(() => {
    if (still) return setLit(reached)
    const start = performance.now()
    let frame = requestAnimationFrame(function step(now) {
      const part = Math.min(1, (now - start) / 900)
      setLit(Math.round(reached * part * (2 - part)))
      if (part < 1) frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [reached, still])
  return (
    <svg class="pour-cells" viewBox={`0 0 ${ROW * 26} ${(CELLS / ROW) * 26}`} aria-hidden="true">
      {Array.from({ length: CELLS }, (_, i) => {
        // By columns, so that the lit part reads as a length.
        const x = 13 + 26 * Math.floor(i / (CELLS / ROW))
        const y = 13 + 26 * (i % (CELLS / ROW))
        return i < lit ? (
          <g key={i}>
            <circle cx={x} cy={y} r="10.5" class="lit" />
            <circle cx={x} cy={y} r="4" class="seed" />
          </g>
        ) : (
          <circle key={i} cx={x} cy={y} r="9.5" class="dark" />
        )
      })}
    </svg>
  )
}
