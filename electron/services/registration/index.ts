export { RegistrationService } from './registration-service.ts'
