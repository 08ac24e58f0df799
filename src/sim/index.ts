export * from './arithmetic.ts'
export * from './fault.ts'
