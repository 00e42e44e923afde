export { TimelineService, type TimelineServiceOptions } from './timeline-service.ts'
