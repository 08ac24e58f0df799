export { ThawingPlay } from './ThawingPlay.tsx'
export { openThawing } from './session.ts'
