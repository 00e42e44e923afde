export { ProfilesService } from './profiles-service.ts'
export { parseProfileFile } from './profile-file.ts'
