export { ProfilesService } from './profiles-service.ts'
export { parseProfileFile } from './profile-file.ts'
export { privateFiles, type PrivateFiles } from './private-file.ts'
