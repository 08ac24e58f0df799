import { useEffect, useState } from 'preact/hooks'

/** Whether the window is as asked, as it changes. */
export function useMedia(asked: string): boolean {
  const [query] = useState(() => matchMedia(asked))
  const [is, setIs] = useState(query.matches)
  useEffect(() => {
    const look = (): void => setIs(query.matches)
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [query])
  return is
}
