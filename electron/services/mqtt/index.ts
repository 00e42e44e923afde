export { converse, type Conversation, type Conversed } from './converse.ts'
export { openLoadClient } from './load-client.ts'
export { MessageSelections } from './selection/message-selections.ts'
export { MqttService } from './mqtt-service.ts'
