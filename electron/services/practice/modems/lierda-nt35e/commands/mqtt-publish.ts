import { fromLatin1, latin1 } from '../../../../../../shared/text/bytes.ts'
import { integer, parseArguments, quoted, type Argument } from '../../kit/arguments.ts'
import { show } from '../../kit/commands/line.ts'
import { ERROR, incorrectParameters, notAllowed, NOTHING, type Final } from '../../kit/final-result.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import { begin, isConnection, maxTopic } from './mqtt-session.ts'

/** Bytes of one publication; of one that stands in the command itself (newer issue of the manual). */
const maxPayload = 1460
const maxInline = 1024

/** seconds without a byte after which the module gives up waiting at its prompt; the manual's time for the whole command. */
const idleSeconds = 30

const headed = /^(\d+,\d+,[0-2],[01],"[^"]*",(\d+)),"([\s\S]*)"$/

/**
 * AT+LMQTTPUB counts the message that stands in the command, so that quotes inside it need no escape: it is what lies between the
 * first and the last quote. Everything else is taken apart as usual.
 */
export function lierdaArguments(body: string): readonly Argument[] | null {
  const [, head, length, message] = headed.exec(body) ?? []
  if (head === undefined || message === undefined) return parseArguments(body)
  const args = parseArguments(head)
  return args && message.length === Number(length) ? [...args, { kind: 'text', value: message }] : null
}

/** `send/mode` and `dataformat`: pairs of hex digits stand for the bytes. */
function decode(board: Board, bytes: Uint8Array): Uint8Array | null {
  if (board.state.mqtt.sendFormat === 0) return bytes
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

const publish: Handler = async (request, board) => {
  const { args } = request
  const id = integer(args, 1, 0, 65_535)
  const qos = integer(args, 2, 0, 2)
  const retain = integer(args, 3, 0, 1)
  const topic = quoted(args, 4, maxTopic)
  const length = integer(args, 5, 0, maxPayload)
  if (!isConnection(request) || id === null || qos === null || retain === null || !topic || length === null || args.length > 7) return incorrectParameters
  // 0 is the identifier of QoS 0, and of nothing else.
  if ((id === 0) !== (qos === 0)) return incorrectParameters
  if (!board.client.canPublish(id)) return notAllowed
  const inline = args.length === 7 ? quoted(args, 6, maxInline) : undefined
  if (inline === null) return incorrectParameters
  let bytes: Uint8Array | null = inline === undefined ? null : latin1(inline)
  if (!bytes) {
    if (board.has('prompt-never-comes')) return await withoutPrompt(board)
    board.output.prompt()
    const given = await board.input.read({ exactly: length, idleMs: idleSeconds * board.secondMs, echo: false })
    if (given.how !== 'complete') return ERROR
    bytes = given.bytes
  }
  const payload = decode(board, bytes)
  if (!payload) return incorrectParameters
  return await begin(board, () => board.client.publish(id, { qos: qos as 0 | 1 | 2, retain: retain === 1, topic, payload }))
}

export const mqttPublishCommands: CommandTable = {
  '+LMQTTPUB': { set: publish, test: show('+LMQTTPUB: (0-4),(0-65535),(0-2),(0,1),<topic>,(0-1460),<msg>') },
}
