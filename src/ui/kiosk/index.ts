/** The page of a stand. */
export { guardScreen, stayAwake } from './crowd.ts'
export { Kiosk } from './Kiosk.tsx'
