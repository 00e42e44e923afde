import { integer } from '../../kit/arguments.ts'
import { ERROR, OK } from '../../kit/final-result.ts'
import { loose } from '../arguments.ts'
import { invalidInput, operationFailed, type CommandTable, type Handler } from '../board.ts'
import { methods } from '../http-task.ts'
import { httpDefaults } from '../state.ts'

/** Air780EP AT manual, chapter 14, in bytes: <URL>, <size> of AT+HTTPDATA and of one AT+HTTPREAD. */
const maxUrl = 500
const maxData = 3356
const maxRead = 3356

const initialise: Handler = (_request, { state }) => {
  if (state.http) return operationFailed
  state.http = httpDefaults()
  return OK
}

const terminate: Handler = (_request, { state, http }) => {
  if (!state.http) return operationFailed
  http.reset()
  state.http = null
  return OK
}

/** `Name: value`; without the blank behind the colon the header is lost. */
function header(value: string): readonly [string, string] | null {
  const [, name, content] = /^([A-Za-z0-9-]+): (.*)$/.exec(value) ?? []
  return name === undefined || content === undefined ? null : [name.toLowerCase(), content]
}

const setParameter: Handler = ({ args }, { state }) => {
  const { http } = state
  if (!http) return operationFailed
  const tag = (loose(args, 0) ?? '').toUpperCase()
  const value = loose(args, 1, maxUrl)
  if (value === null || args.length !== 2) return invalidInput
  switch (tag) {
    case 'URL':
      http.url = value
      return value === '' ? invalidInput : OK
    case 'CONTENT':
      http.headers.set('content-type', value)
      return OK
    case 'USER_DEFINED':
    case 'USERDATA': {
      const pair = header(value)
      if (pair) http.headers.set(...pair)
      return OK
    }
    case 'UA':
      http.headers.set('user-agent', value)
      return OK
    case 'TIMEOUT': {
      const seconds = integer(args, 1, 1, 1000)
      if (seconds === null) return invalidInput
      http.timeout = seconds
      return OK
    }
    case 'CID':
    case 'REDIR':
    case 'PROIP':
    case 'PROPORT':
    case 'BREAK':
    case 'BREAKEND':
      return OK
    default:
      return invalidInput
  }
}

/** Takes exactly as many bytes as announced; a byte too few and it waits until its time is over, a byte too many becomes a command. */
const takeData: Handler = async ({ args }, board) => {
  const { http } = board.state
  const size = integer(args, 0, 0, maxData)
  const time = integer(args, 1, 1000, 120_000)
  if (!http) return operationFailed
  if (size === null || time === null) return invalidInput
  if (board.has('download-never-comes')) {
    await board.sleep((time / 1000) * board.secondMs)
    return ERROR
  }
  board.output.intermediate('DOWNLOAD')
  const { how, bytes } = await board.input.read({ exactly: size, idleMs: (time / 1000) * board.secondMs, echo: false })
  if (how !== 'complete') return ERROR
  http.data = bytes
  return OK
}

const act: Handler = ({ args }, board) => {
  const { http } = board.state
  const method = methods[integer(args, 0, 0, 2) ?? -1]
  if (!http || http.isBusy) return operationFailed
  if (!method) return invalidInput
  http.isBusy = true
  http.response = null
  const alive = board.alive()
  board.http.run(http, method, ({ status, length }) => {
    http.isBusy = false
    if (alive()) board.output.urc(`+HTTPACTION: ${methods.indexOf(method)},${status},${length}`)
  })
  return OK
}

const read: Handler = ({ args }, { state, output }) => {
  const response = state.http?.response
  if (!response) return operationFailed
  const start = integer(args, 0, 0, maxRead, 0)
  const size = integer(args, 1, 1, maxRead, response.length)
  if (start === null || size === null) return invalidInput
  const part = response.subarray(start, start + size)
  output.info(`+HTTPREAD: ${part.length}`)
  output.raw(part)
  return OK
}

export const httpCommands: CommandTable = {
  '+HTTPINIT': { run: initialise },
  '+HTTPTERM': { run: terminate },
  // The scheme of the URL decides already.
  '+HTTPSSL': { set: () => OK },
  '+HTTPPARA': { set: setParameter },
  '+HTTPDATA': { set: takeData },
  '+HTTPACTION': { set: act },
  '+HTTPREAD': { run: read, set: read },
}
