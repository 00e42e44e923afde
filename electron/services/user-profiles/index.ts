export { readUserFolder, readUserFile } from './read-folder.ts'
export { UserProfilesService } from './user-profiles-service.ts'
