import { integer, quoted } from '../../kit/arguments.ts'
import { ERROR, OK } from '../../kit/final-result.ts'
import type { CommandTable, Handler, Request } from '../board.ts'
import { isKnownSuite } from '../cipher-suites.ts'
import { parseFileName } from '../file-store.ts'
import type { TlsConfig } from '../state.ts'

type Setting = {
  readonly show: (config: TlsConfig) => string
  /** False: the value is not allowed. */
  readonly apply: (config: TlsConfig, request: Request) => boolean
  readonly range: string
}

const number = (range: readonly [number, number], show: (config: TlsConfig) => number, set: (config: TlsConfig, value: number) => void): Setting => ({
  range: `(${range[0]}-${range[1]})`,
  show: (config) => String(show(config)),
  apply: (config, { args }) => {
    const value = integer(args, 2, ...range)
    if (value !== null) set(config, value)
    return value !== null
  },
})

/** File names are only looked up when a connection opens. */
const file = (key: 'cacert' | 'clientcert' | 'clientkey'): Setting => ({
  range: '<path>',
  show: (config) => `"${config[key]}"`,
  apply: (config, { args }) => {
    const value = quoted(args, 2, 90)
    if (value === null || (value !== '' && !parseFileName(value))) return false
    config[key] = value
    return true
  },
})

const suite: Setting = {
  range: '(0X0035,0X002F,0X0005,0X0004,0X000A,0X003D,0XC011,0XC012,0XC013,0XC014,0XC027,0XC028,0XC02F,0XFFFF)',
  show: (config) => config.ciphersuite,
  apply: (config, { args }) => {
    const arg = args[2]
    const value = arg?.kind === 'word' || arg?.kind === 'text' ? arg.value.toUpperCase() : ''
    if (!isKnownSuite(value)) return false
    config.ciphersuite = value
    return true
  },
}

const settings: Readonly<Record<string, Setting>> = {
  sslversion: number([0, 4], (c) => c.sslversion, (c, v) => void (c.sslversion = v)),
  ciphersuite: suite,
  cacert: file('cacert'),
  clientcert: file('clientcert'),
  clientkey: file('clientkey'),
  seclevel: number([0, 2], (c) => c.seclevel, (c, v) => void (c.seclevel = v as 0 | 1 | 2)),
  ignorelocaltime: number([0, 1], (c) => (c.ignorelocaltime ? 1 : 0), (c, v) => void (c.ignorelocaltime = v === 1)),
  negotiatetime: number([10, 300], (c) => c.negotiatetime, (c, v) => void (c.negotiatetime = v)),
  sni: number([0, 1], (c) => (c.sni ? 1 : 0), (c, v) => void (c.sni = v === 1)),
  session: number([0, 1], (c) => c.session, (c, v) => void (c.session = v)),
  closetimemode: number([0, 1], (c) => c.closetimemode, (c, v) => void (c.closetimemode = v)),
}

const configure: Handler = (request, { state, output, module }) => {
  const key = quoted(request.args, 0)?.toLowerCase() ?? ''
  const id = integer(request.args, 1, 0, 5)
  const setting = key === 'sni' && !module.hasSni ? undefined : settings[key]
  const config = id === null ? undefined : state.tls[id]
  if (!setting || !config) return ERROR
  if (request.args.length === 2) {
    output.info(`+QSSLCFG: "${key}",${id},${setting.show(config)}`)
    return OK
  }
  return request.args.length === 3 && setting.apply(config, request) ? OK : ERROR
}

const forms: Handler = (_request, { output }) => {
  output.info(...Object.entries(settings).map(([key, setting]) => `+QSSLCFG: "${key}",(0-5),${setting.range}`))
  return OK
}

export const tlsConfigCommands: CommandTable = { '+QSSLCFG': { set: configure, test: forms } }
