import type { Board, Request } from './board.ts'
import type { Call } from './command-line.ts'
import { basicCommands } from './commands/basic.ts'
import { dataCommands } from './commands/data.ts'
import { fileCommands } from './commands/files.ts'
import { mqttConfigCommands } from './commands/mqtt-config.ts'
import { mqttPublishCommands } from './commands/mqtt-publish.ts'
import { mqttSessionCommands } from './commands/mqtt-session.ts'
import { networkCommands } from './commands/network.ts'
import { tlsConfigCommands } from './commands/tls-config.ts'
import { ERROR, incorrectParameters, notSupported, type Final } from './final-result.ts'

const table = new Map(
  Object.entries({
    ...basicCommands,
    ...networkCommands,
    ...dataCommands,
    ...fileCommands,
    ...tlsConfigCommands,
    ...mqttConfigCommands,
    ...mqttSessionCommands,
    ...mqttPublishCommands,
  }),
)

/** The MQTT and TLS commands answer bad parameters with a plain ERROR, the rest with a +CME ERROR. */
const answersPlainly = (name: string) => name.startsWith('+QMT') || name.startsWith('+QSSL')

export function execute(call: Call, board: Board): Final | Promise<Final> {
  const handler = table.get(call.name)?.[call.form]
  if (call.args === null) return answersPlainly(call.name) ? ERROR : incorrectParameters
  if (!handler) return answersPlainly(call.name) ? ERROR : notSupported
  const request: Request = { ...call, args: call.args }
  return handler(request, board)
}
