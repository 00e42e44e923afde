export { LineProbeService } from './line-probe-service.ts'
