import { contextCommands } from '../kit/commands/contexts.ts'
import { lineCommands } from '../kit/commands/line.ts'
import { networkCommands } from '../kit/commands/network.ts'
import type { CommandTable } from './board.ts'
import { moduleCommands } from './commands/module.ts'
import { mqttConfigCommands } from './commands/mqtt-config.ts'
import { mqttPublishCommands } from './commands/mqtt-publish.ts'
import { mqttSessionCommands } from './commands/mqtt-session.ts'

export const commands: CommandTable = {
  ...lineCommands,
  ...networkCommands,
  ...contextCommands,
  ...moduleCommands,
  ...mqttConfigCommands,
  ...mqttSessionCommands,
  ...mqttPublishCommands,
}
