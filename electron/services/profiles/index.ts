export { ProfilesService } from './profiles-service.ts'
export { parseProfileFile } from './profile-file.ts'
export type { SecretVault } from './secret-vault.ts'
export { privateFiles, type PrivateFiles } from './private-file.ts'
