export { termsOf } from '../share/said.ts'
export { Broken, Closed, PackMenu } from './Way.tsx'
