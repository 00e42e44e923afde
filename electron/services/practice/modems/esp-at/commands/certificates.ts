import { integer, quoted, type Argument } from '../../kit/arguments.ts'
import { fromLatin1 } from '../../../../../../shared/text/bytes.ts'
import { ERROR, OK, type Final } from '../../kit/final-result.ts'
import { askForData, type Board, type CommandTable, type Handler } from '../board.ts'

/** Names in NVS have at most 15 characters. */
const maxName = 15
/** Types 7 and 8, text and binary: their value is a length, and the data comes after `>`. Numbers are not kept by this module. */
const string = 7
const binary = 8

export const namespaces: readonly string[] = ['factory_param', 'client_cert', 'client_key', 'client_ca', 'server_cert', 'server_key', 'server_ca', 'mqtt_cert', 'mqtt_key', 'mqtt_ca']

async function write(args: readonly Argument[], name: string, board: Board): Promise<Final> {
  const type = integer(args, 3, string, binary)
  const length = integer(args, 4, 1, board.nvs.total)
  if (type === null || length === null || args.length !== 5 || length > board.nvs.free) return ERROR
  const data = await askForData(board, length)
  if (!(data instanceof Uint8Array)) return data
  board.nvs.write(name, data)
  return OK
}

function read(args: readonly Argument[], name: string, { nvs, output }: Board): Final {
  const data = nvs.read(name)
  const offset = integer(args, 3, 0, nvs.total, 0)
  const length = integer(args, 4, 1, nvs.total, nvs.total)
  if (!data || offset === null || length === null) return ERROR
  const part = data.subarray(offset, offset + length)
  const [namespace, key] = name.split('/')
  output.info(`+SYSMFG:"${namespace}","${key}",${binary},${part.length},${fromLatin1(part)}`)
  return OK
}

const manufacturing: Handler = ({ args }, board) => {
  const operation = integer(args, 0, 0, 2)
  const namespace = quoted(args, 1, maxName)
  const key = quoted(args, 2, maxName)
  if (operation === null || !namespace || !key || !namespaces.includes(namespace)) return ERROR
  const name = `${namespace}/${key}`
  if (operation === 2) return write(args, name, board)
  if (operation === 1) return read(args, name, board)
  return board.nvs.delete(name) ? OK : ERROR
}

/** AT+SYSMFG ("Basic AT Commands"), one key at a time. */
export const certificateCommands: CommandTable = {
  '+SYSMFG': {
    set: manufacturing,
    read: (_request, { output }) => (output.info(...namespaces.map((name) => `+SYSMFG:"${name}"`)), OK),
  },
}
