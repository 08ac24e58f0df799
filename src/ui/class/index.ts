/** The class of whoever is in one: loaded by them, and by whoever comes with a code. */
export { ClassBanner } from './ClassBanner.tsx'
export { ClassSheet } from './ClassSheet.tsx'
