import { fromLatin1 } from '../../../../../../shared/text/bytes.ts'
import { integer } from '../../kit/arguments.ts'
import { ERROR, NOTHING, OK, type Final } from '../../kit/final-result.ts'
import { err, failed, type Board, type CommandTable } from '../board.ts'
import { withAcquired, withConnected } from './mqtt-session.ts'

/** Bytes. */
const maxTopic = 1024
const maxPayload = 10_240

/** seconds without a byte after which the module gives up waiting at its prompt; no source says. */
const idleSeconds = 60

/** What the host sends after `>`: exactly so many bytes, echoed as the recorded sessions show. */
async function prompted(board: Board, length: number, take: (bytes: Uint8Array) => void): Promise<Final> {
  if (board.has('prompt-never-comes')) return NOTHING
  board.output.prompt('>')
  const { how, bytes } = await board.input.read({ exactly: length, idleMs: idleSeconds * board.secondMs, echo: board.state.echo })
  if (how !== 'complete') return ERROR
  take(bytes)
  return OK
}

const willTopic = withAcquired('CMQTTWILLTOPIC', (args, client, acquired, board) => {
  const length = integer(args, 1, 1, maxTopic)
  if (length === null) return failed(board, 'CMQTTWILLTOPIC', client.index, err.length)
  return prompted(board, length, (bytes) => void (acquired.willTopic = fromLatin1(bytes)))
})

const willMessage = withAcquired('CMQTTWILLMSG', (args, client, acquired, board) => {
  const length = integer(args, 1, 1, maxPayload)
  const qos = integer(args, 2, 0, 2)
  if (length === null || qos === null) return failed(board, 'CMQTTWILLMSG', client.index, err.parameter)
  if (acquired.willTopic === '') return failed(board, 'CMQTTWILLMSG', client.index, err.emptyTopic)
  return prompted(board, length, (bytes) => {
    acquired.will = { qos: qos as 0 | 1 | 2, retain: false, topic: acquired.willTopic, message: fromLatin1(bytes) }
  })
})

const topic = withConnected('CMQTTTOPIC', (args, client, acquired, board) => {
  const length = integer(args, 1, 1, maxTopic)
  if (length === null) return failed(board, 'CMQTTTOPIC', client.index, err.length)
  return prompted(board, length, (bytes) => void (acquired.topic = fromLatin1(bytes)))
})

const payload = withConnected('CMQTTPAYLOAD', (args, client, acquired, board) => {
  const length = integer(args, 1, 1, maxPayload)
  if (length === null) return failed(board, 'CMQTTPAYLOAD', client.index, err.length)
  return prompted(board, length, (bytes) => void (acquired.payload = bytes))
})

const publish = withConnected('CMQTTPUB', (args, client, acquired, board) => {
  const qos = integer(args, 1, 0, 2)
  const seconds = integer(args, 2, 60, 180)
  const retain = integer(args, 3, 0, 1, 0)
  if (qos === null || seconds === null || retain === null) return failed(board, 'CMQTTPUB', client.index, err.parameter)
  if (acquired.topic === '' || !acquired.payload) return failed(board, 'CMQTTPUB', client.index, err.emptyTopic)
  client.publish(qos as 0 | 1 | 2, retain === 1, seconds)
  return OK
})

const subscribeTopic = withConnected('CMQTTSUBTOPIC', (args, client, acquired, board) => {
  const length = integer(args, 1, 1, maxTopic)
  const qos = integer(args, 2, 0, 2)
  if (length === null || qos === null) return failed(board, 'CMQTTSUBTOPIC', client.index, err.parameter)
  return prompted(board, length, (bytes) => void (acquired.topics = [...acquired.topics, { topic: fromLatin1(bytes), qos: qos as 0 | 1 | 2 }]))
})

/** With lengths it asks for one topic itself; without them it takes those of AT+CMQTTSUBTOPIC. */
const subscribe = withConnected('CMQTTSUB', (args, client, acquired, board) => {
  if (args.length > 2) {
    const length = integer(args, 1, 1, maxTopic)
    const qos = integer(args, 2, 0, 2)
    if (length === null || qos === null) return failed(board, 'CMQTTSUB', client.index, err.parameter)
    return prompted(board, length, (bytes) => client.subscribe([{ topic: fromLatin1(bytes), qos: qos as 0 | 1 | 2 }]))
  }
  const { topics } = acquired
  if (topics.length === 0) return failed(board, 'CMQTTSUB', client.index, err.emptyTopic)
  acquired.topics = []
  client.subscribe(topics)
  return OK
})

const unsubscribeTopic = withConnected('CMQTTUNSUBTOPIC', (args, client, acquired, board) => {
  const length = integer(args, 1, 1, maxTopic)
  if (length === null) return failed(board, 'CMQTTUNSUBTOPIC', client.index, err.length)
  return prompted(board, length, (bytes) => void (acquired.untopics = [...acquired.untopics, fromLatin1(bytes)]))
})

/** `<client>,<dup>` takes the topics of AT+CMQTTUNSUBTOPIC, `<client>,<length>,<dup>` asks for one. */
const unsubscribe = withConnected('CMQTTUNSUB', (args, client, acquired, board) => {
  if (args.length > 2) {
    const length = integer(args, 1, 1, maxTopic)
    if (length === null) return failed(board, 'CMQTTUNSUB', client.index, err.length)
    return prompted(board, length, (bytes) => client.unsubscribe([fromLatin1(bytes)]))
  }
  const { untopics } = acquired
  if (untopics.length === 0) return failed(board, 'CMQTTUNSUB', client.index, err.emptyTopic)
  acquired.untopics = []
  client.unsubscribe(untopics)
  return OK
})

/** Topics and messages, all by prompt and length (chapter 18). */
export const mqttExchangeCommands: CommandTable = {
  '+CMQTTWILLTOPIC': { set: willTopic },
  '+CMQTTWILLMSG': { set: willMessage },
  '+CMQTTTOPIC': { set: topic },
  '+CMQTTPAYLOAD': { set: payload },
  '+CMQTTPUB': { set: publish },
  '+CMQTTSUBTOPIC': { set: subscribeTopic },
  '+CMQTTSUB': { set: subscribe },
  '+CMQTTUNSUBTOPIC': { set: unsubscribeTopic },
  '+CMQTTUNSUB': { set: unsubscribe },
}
