export { ReplayService } from './replay-service.ts'
