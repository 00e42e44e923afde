export { SendingService, type SendingPort } from './sending-service.ts'
