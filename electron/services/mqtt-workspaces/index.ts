export { WorkspacesService } from './workspaces-service.ts'
