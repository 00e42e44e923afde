export { WizardService } from './wizard-service.ts'
export type { OpenChannel, SessionAccess, SessionObserver } from './session-access.ts'
export { certificateFindings } from './inspect-certificate.ts'
