import { useEffect, useState } from 'preact/hooks'

/** What is loaded when it is first shown; null until then. */
export function useLoaded<T extends object>(load: () => Promise<T>): T | null {
  const [loaded, setLoaded] = useState<T | null>(null)
  useEffect(() => void load().then((found) => setLoaded(found)), [load])
  return loaded
}
