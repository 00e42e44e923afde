import { createHash } from 'node:crypto'
import { latin1 } from '../../../../../../shared/text/bytes.ts'
import { integer, quoted, type Argument } from '../../kit/arguments.ts'
import { cme, ERROR, incorrectParameters, OK, type Final } from '../../kit/final-result.ts'
import type { Board, CommandTable, Handler } from '../board.ts'

/** %CMNG's +CME ERROR codes. */
const notFound = cme(513)
const full = cme(515)
const active = cme(518)
const exists = cme(519)

/** Root CA, client certificate, client private key, PSK, PSK identity. */
const lastType = 4
const lastTag = 999_999_999
/** Characters; the Serial Modem's command buffer ends before the modem's limit does. */
const longest = 8192

const keyOf = (args: readonly Argument[]): string | null => {
  const tag = integer(args, 1, 0, lastTag)
  const type = integer(args, 2, 0, lastType)
  return tag === null || type === null ? null : `${tag}/${type}`
}

function write(args: readonly Argument[], key: string, { credentials, has, state }: Board): Final {
  const content = quoted(args, 3, longest)
  if (!content) return incorrectParameters
  if (state.functionality === 1) return active
  if (has('full-storage')) return full
  if (has('file-exists') && credentials.has(key)) return exists
  if (content.length > credentials.free) return full
  credentials.write(key, latin1(content))
  return OK
}

function list(args: readonly Argument[], { credentials, output }: Board): Final {
  const tag = args.length > 1 ? integer(args, 1, 0, lastTag) : undefined
  if (tag === null) return incorrectParameters
  const shown = credentials.list().filter(({ name }) => tag === undefined || name.startsWith(`${tag}/`))
  const lines = shown.map(({ name }) => {
    const digest = createHash('sha256').update(credentials.read(name) ?? new Uint8Array()).digest('hex').toUpperCase()
    return `%CMNG: ${name.replace('/', ',')},"${digest}"`
  })
  if (lines.length > 0) output.info(...lines)
  return OK
}

function remove(key: string, { credentials, state }: Board): Final {
  if (state.functionality === 1) return active
  return credentials.delete(key) ? OK : notFound
}

const manage: Handler = ({ args }, board) => {
  const operation = integer(args, 0, 0, 3)
  if (operation === 1) return list(args, board)
  const key = keyOf(args)
  if (key === null) return incorrectParameters
  if (operation === 0) return write(args, key, board)
  // Keys and certificates are not given away again.
  return operation === 3 ? remove(key, board) : operation === 2 ? cme(514) : ERROR
}

/** %CMNG (nRF9160 and nRF91x1 AT commands): kept over a power cycle. */
export const credentialCommands: CommandTable = { '%CMNG': { set: manage } }
