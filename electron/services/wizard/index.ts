export { WizardService } from './wizard-service.ts'
export type { SessionAccess, SessionObserver } from './session-access.ts'
