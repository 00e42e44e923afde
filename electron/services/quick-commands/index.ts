export { QuickCommandsService } from './quick-commands-service.ts'
