export { SendingToBrokers } from './sending-service.ts'
