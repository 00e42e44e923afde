import { integer, quoted } from '../../kit/arguments.ts'
import { ERROR, OK } from '../../kit/final-result.ts'
import type { Board, CommandTable, Handler } from '../board.ts'
import type { TlsConfig } from '../state.ts'

/** AT+CCERTDOWN, in bytes. */
const maxFile = 10_240
const maxName = 108

/** seconds without a byte after which the module gives up waiting at its prompt; the manual's time for the whole command. */
const idleSeconds = 120

const fileName = (value: string | null): string | null => (value !== null && /^.+\.(?:pem|der)$/i.test(value) && value.length <= maxName ? value : null)

const download: Handler = async ({ args }, board) => {
  const name = fileName(quoted(args, 0))
  const size = integer(args, 1, 1, maxFile)
  if (name === null || size === null || board.has('full-storage') || size > board.files.free) return ERROR
  board.output.prompt('>')
  const { how, bytes } = await board.input.read({ exactly: size, idleMs: idleSeconds * board.secondMs, echo: false })
  if (how !== 'complete') return ERROR
  board.files.write(name, bytes)
  return OK
}

const list: Handler = (_request, { files, output }) => {
  const lines = files.list().map(({ name }) => `+CCERTLIST: "${name}"`)
  if (lines.length > 0) output.info(...lines)
  return OK
}

const remove: Handler = ({ args }, { files }) => (files.delete(quoted(args, 0) ?? '') ? OK : ERROR)

const ranges: Readonly<Record<string, readonly [min: number, max: number]>> = {
  sslversion: [0, 4],
  authmode: [0, 3],
  ignorelocaltime: [0, 1],
  negotiatetime: [10, 300],
  enablesni: [0, 1],
}
const fileKeys: readonly string[] = ['cacert', 'clientcert', 'clientkey']

const configure: Handler = ({ args }, { state, files, has }) => {
  const key = quoted(args, 0)?.toLowerCase() ?? ''
  const config = state.tls[integer(args, 1, 0, 9) ?? -1]
  if (!config || args.length !== 3 || (key === 'enablesni' && has('no-sni'))) return ERROR
  const range = ranges[key]
  const value = range ? integer(args, 2, ...range) : fileKeys.includes(key) ? quoted(args, 2, maxName) : null
  if (value === null || (typeof value === 'string' && !files.has(value))) return ERROR
  Object.assign(config, { [key]: value })
  return OK
}

const shown = (config: TlsConfig) =>
  [config.sslversion, config.authmode, config.ignorelocaltime, config.negotiatetime, ...[config.cacert, config.clientcert, config.clientkey].map((name) => `"${name}"`)].join(',')

const readConfig: Handler = (_request, { state, output }: Board) => {
  output.info(...state.tls.map((config, index) => `+CSSLCFG: ${index},${shown(config)}`))
  return OK
}

/** Certificates, and the contexts that use them (chapter 19). */
export const tlsCommands: CommandTable = {
  '+CCERTDOWN': { set: download },
  '+CCERTLIST': { run: list },
  '+CCERTDELE': { set: remove },
  '+CSSLCFG': { set: configure, read: readConfig },
}
