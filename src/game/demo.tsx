import type { ComponentChild } from 'preact'
import type { BreathSnapshot, PourSnapshot, ThawingSnapshot } from '../present/index.ts'
import { type AnyDemo, type DemoFrame, type DemoOptions, loadBreath, loadPour, loadThawing } from '../ui/index.ts'
import type { Demo } from './levels.ts'
import { benchHost } from './works.ts'

/** A demo's session and its screen, whichever page it stands in. */
export async function openDemo(
  demo: Demo,
  options: Omit<DemoOptions<unknown>, 'host'>,
  frame: DemoFrame,
): Promise<readonly [AnyDemo, ComponentChild]> {
  switch (demo) {
    case 'pour': {
      const { openPour, PourPlay } = await loadPour()
      const session = openPour({ ...options, host: benchHost<PourSnapshot>() })
      return [session, <PourPlay session={session} {...frame} />]
    }
    case 'breath': {
      const { openBreath, BreathPlay } = await loadBreath()
      const session = openBreath({ ...options, host: benchHost<BreathSnapshot>() })
      return [session, <BreathPlay session={session} {...frame} />]
    }
    case 'thawing': {
      const { openThawing, ThawingPlay } = await loadThawing()
      const session = openThawing({ ...options, host: benchHost<ThawingSnapshot>() })
      return [session, <ThawingPlay session={session} {...frame} />]
    }
  }
}
