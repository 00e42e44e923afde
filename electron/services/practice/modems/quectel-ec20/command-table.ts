import { contextCommands } from '../kit/commands/contexts.ts'
import { lineCommands } from '../kit/commands/line.ts'
import { networkCommands } from '../kit/commands/network.ts'
import type { CommandTable } from './board.ts'
import type { Module } from './models.ts'
import { dataCommands } from './commands/data.ts'
import { fileCommands } from './commands/files.ts'
import { moduleCommands } from './commands/module.ts'
import { mqttConfigCommands } from './commands/mqtt-config.ts'
import { inlinePublishCommands, mqttPublishCommands } from './commands/mqtt-publish.ts'
import { mqttSessionCommands } from './commands/mqtt-session.ts'
import { tlsConfigCommands } from './commands/tls-config.ts'

export const commandsOf = ({ hasTls, publishesInline, ...module }: Module): CommandTable => ({
  ...lineCommands,
  ...networkCommands,
  ...contextCommands,
  ...moduleCommands(module),
  ...dataCommands,
  ...(hasTls && { ...fileCommands, ...tlsConfigCommands }),
  ...mqttConfigCommands,
  ...mqttSessionCommands,
  ...(publishesInline ? inlinePublishCommands : mqttPublishCommands),
})
