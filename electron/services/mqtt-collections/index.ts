export { CollectionsService } from './collections-service.ts'
