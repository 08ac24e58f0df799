export { BreathPlay } from './BreathPlay.tsx'
export { openBreath } from './session.ts'
