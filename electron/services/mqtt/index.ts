export { converse, type Conversation, type Conversed } from './converse.ts'
export { MqttService } from './mqtt-service.ts'
