/** Lines to learning management systems, loaded by a page that was packed for one. */
import type { PackKind } from '../../share/index.ts'
import { openCmi5 } from './cmi5.ts'
import type { Lms } from './lms.ts'
import { findApi, openScorm, SCORM_12, SCORM_2004 } from './scorm.ts'
export { type DeskOptions, type LineState, type LmsDesk, openDesk } from './desk.ts'

/** Null: there is no such system around this page; it is played as it is, and nothing is recorded. */
export async function openLms(kind: Exclude<PackKind, 'single'>): Promise<Lms | null> {
  if (kind === 'cmi5') {
    // Where storage is refused, naming it throws: only within the calls.
    const storage = {
      getItem: (key: string) => sessionStorage.getItem(key),
      setItem: (key: string, value: string) => sessionStorage.setItem(key, value),
    }
    const go = (address: string): void => location.assign(address)
    return openCmi5({ search: location.search, fetch: (...given) => fetch(...given), storage, go })
  }
  const version = kind === 'scorm12' ? SCORM_12 : SCORM_2004
  const api = findApi(window, version.object)
  return api && openScorm(api, version)
}
