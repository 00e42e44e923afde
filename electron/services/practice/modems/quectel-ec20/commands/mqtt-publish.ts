import { fromLatin1 } from '../../../../../../shared/text/bytes.ts'
import { integer, quoted } from '../../kit/arguments.ts'
import { show } from '../../kit/commands/line.ts'
import { ERROR, NOTHING, OK, type Final } from '../../kit/final-result.ts'
import type { DataRequest } from '../../kit/input.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import { inlinePayload } from '../models.ts'
import { clientOf, maxTopic } from './mqtt-session.ts'

/** AT+QMTCFG="send/mode" 1 and "dataformat" 1: pairs of hex digits stand for the bytes. */
function decode(board: Board, index: number, bytes: Uint8Array): Uint8Array | null {
  const config = board.state.mqtt[index]
  if (config?.sendMode !== 1 && config?.dataFormat.send !== 1) return bytes
  const digits = fromLatin1(bytes)
  return /^([0-9A-Fa-f]{2})*$/.test(digits) ? Buffer.from(digits, 'hex') : null
}

/** The prompt stays away: only ESC gets the module out of this. */
async function withoutPrompt(board: Board): Promise<Final> {
  for (;;) {
    const { how } = await board.input.read({ idleMs: 0, echo: false })
    if (how === 'cancelled') return ERROR
    if (how === 'timeout') return NOTHING
  }
}

const publish =
  (command: 'QMTPUB' | 'QMTPUBEX'): Handler =>
  async (request, board) => {
    const { args } = request
    const client = clientOf(request, board)
    const id = integer(args, 1, 0, 65_535)
    const qos = integer(args, 2, 0, 2)
    const retain = integer(args, 3, 0, 1)
    const topic = quoted(args, 4, maxTopic)
    const hasLength = args.length === 6
    const length = hasLength ? integer(args, 5, 1, board.module.maxPayload) : null
    if (!client || id === null || qos === null || retain === null || !topic) return ERROR
    if (args.length > 6 || (hasLength && length === null) || (command === 'QMTPUBEX' && !hasLength)) return ERROR
    // 0 is the identifier of QoS 0, and of nothing else.
    if ((id === 0) !== (qos === 0)) return ERROR
    if (!client.canPublish(id)) return ERROR
    if (board.has('prompt-never-comes')) return await withoutPrompt(board)
    const config = board.state.mqtt[client.index]
    const dataRequest: DataRequest = {
      ...(length === null ? {} : { exactly: length }),
      idleMs: config?.editTimeout.on ? config.editTimeout.seconds * board.secondMs : 0,
      echo: config?.viewMode ?? false,
    }
    board.output.prompt()
    const { how, bytes } = await board.input.read(dataRequest)
    if (how === 'cancelled') return OK
    const payload = how === 'complete' && bytes.length <= board.module.maxPayload ? decode(board, client.index, bytes) : null
    if (!payload) return ERROR
    const isSent = client.publish(command, id, { qos: qos as 0 | 1 | 2, retain: retain === 1, topic, payload })
    return isSent ? OK : ERROR
  }

/** AT+QMTPUB=<idx>,<msgid>,<qos>,<retain>,"<topic>","<msg>": no prompt, as in Alibaba's BC26 session. */
const publishInline: Handler = (request, board) => {
  const { args } = request
  const client = clientOf(request, board)
  const id = integer(args, 1, 0, 65_535)
  const qos = integer(args, 2, 0, 2)
  const retain = integer(args, 3, 0, 1)
  const topic = quoted(args, 4, maxTopic)
  const message = quoted(args, 5, board.module.maxPayload)
  if (!client || id === null || qos === null || retain === null || !topic || message === null || args.length > 6) return ERROR
  if ((id === 0) !== (qos === 0)) return ERROR
  const isSent = client.publish('QMTPUB', id, { qos: qos as 0 | 1 | 2, retain: retain === 1, topic, payload: inlinePayload(message) })
  return isSent ? OK : ERROR
}

export const inlinePublishCommands: CommandTable = { '+QMTPUB': { set: publishInline, test: show('+QMTPUB: (0-5),<msgid>,(0-2),(0,1),<topic>,<msg>') } }

export const mqttPublishCommands: CommandTable = {
  '+QMTPUB': { set: publish('QMTPUB'), test: show('+QMTPUB: (0-5),<msgid>,(0-2),(0,1),<topic>[,(1-1548)]') },
  '+QMTPUBEX': { set: publish('QMTPUBEX'), test: show('+QMTPUBEX: (0-5),<msgid>,(0-2),(0,1),<topic>,(1-1548)') },
}
