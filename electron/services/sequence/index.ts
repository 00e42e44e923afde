export { SequenceService, type SequenceServiceOptions } from './sequence-service.ts'
