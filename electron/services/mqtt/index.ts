export { MqttService } from './mqtt-service.ts'
