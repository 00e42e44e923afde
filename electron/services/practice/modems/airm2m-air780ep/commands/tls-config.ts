import { integer } from '../../kit/arguments.ts'
import { OK } from '../../kit/final-result.ts'
import { loose } from '../arguments.ts'
import { invalidInput, type CommandTable, type Handler } from '../board.ts'
import type { TlsConfig } from '../state.ts'

type Setting = { readonly show: (config: TlsConfig) => string; /** False: the value is not allowed. */ readonly set: (config: TlsConfig, value: string) => boolean }

const text = (key: 'cacert' | 'clientcert' | 'clientkey' | 'hostname'): Setting => ({
  show: (config) => `"${config[key]}"`,
  set: (config, value) => {
    config[key] = value
    return true
  },
})

const number = (max: number, show: (config: TlsConfig) => number, set: (config: TlsConfig, value: number) => void): Setting => ({
  show: (config) => String(show(config)),
  set: (config, value) => {
    const isNumber = /^\d{1,5}$/.test(value) && Number(value) <= max
    if (isNumber) set(config, Number(value))
    return isNumber
  },
})

const settings: Readonly<Record<string, Setting>> = {
  cacert: text('cacert'),
  clientcert: text('clientcert'),
  clientkey: text('clientkey'),
  hostname: text('hostname'),
  seclevel: number(2, (c) => c.seclevel, (c, v) => void (c.seclevel = v as 0 | 1 | 2)),
  sslversion: number(4, (c) => c.sslversion, (c, v) => void (c.sslversion = v)),
  ignorelocaltime: number(1, (c) => (c.ignorelocaltime ? 1 : 0), (c, v) => void (c.ignorelocaltime = v === 1)),
  negotiatetimeout: number(300, (c) => c.negotiatetime, (c, v) => void (c.negotiatetime = v)),
  ciphersuite: {
    show: (config) => config.ciphersuite,
    set: (config, value) => {
      config.ciphersuite = value.toUpperCase()
      return /^0X[0-9A-F]{4}$/.test(config.ciphersuite)
    },
  },
}

const configure: Handler = ({ args }, { state, output }) => {
  const key = (loose(args, 0) ?? '').toLowerCase()
  const context = integer(args, 1, 0, 255)
  const setting = settings[key]
  const config = context === null ? undefined : state.tls[context]
  if (!setting || !config) return invalidInput
  if (args.length === 2) {
    output.info(`+SSLCFG: "${key}",${context},${setting.show(config)}`)
    return OK
  }
  const value = loose(args, 2)
  return args.length === 3 && value !== null && setting.set(config, value) ? OK : invalidInput
}

export const tlsConfigCommands: CommandTable = { '+SSLCFG': { set: configure } }
