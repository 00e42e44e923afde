export { SavedConnectionsService } from './saved-connections-service.ts'
