export { CasefileService, type CasefileOptions } from './casefile-service.ts'
