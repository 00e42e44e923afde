import { integer, quoted, type Argument } from '../../kit/arguments.ts'
import { incorrectParameters, notAllowed, OK } from '../../kit/final-result.ts'
import type { CommandTable, Handler } from '../board.ts'
import type { DataFormat, MqttConfig } from '../state.ts'

type Setting = {
  readonly show: (config: MqttConfig) => string
  /** `values` are the arguments after the connection's number. False: a value is not allowed, and nothing is changed. */
  readonly apply: (config: MqttConfig, values: readonly Argument[]) => boolean
  readonly range: string
  /** What the manual wants set before AT+LMQTTOPEN. */
  readonly isForOpening?: boolean
}

type Range = readonly [min: number, max: number, fallback?: number]

/** A setting of one or more integers. */
const numbers = (ranges: readonly Range[], show: (config: MqttConfig) => readonly number[], set: (config: MqttConfig, ...values: number[]) => void): Setting => ({
  range: ranges.map(([min, max]) => `(${min}-${max})`).join(','),
  show: (config) => show(config).join(','),
  apply: (config, args) => {
    const values = ranges.map(([min, max, fallback], index) => integer(args, index, min, max, fallback))
    if (args.length > ranges.length || values.includes(null)) return false
    set(config, ...values.map((value) => value ?? 0))
    return true
  },
})

const beforeOpening = (setting: Setting): Setting => ({ ...setting, isForOpening: true })

const will: Setting = {
  range: '(0,1),(0-2),(0,1),<topic>,<msg>',
  show: ({ will }) => (will ? `1,${will.qos},${will.retain ? 1 : 0},"${will.topic}","${will.message}"` : '0'),
  apply: (config, args) => {
    const isOn = integer(args, 0, 0, 1)
    if (isOn === null) return false
    if (isOn === 0) {
      config.will = null
      return true
    }
    const qos = integer(args, 1, 0, 2)
    const retain = integer(args, 2, 0, 1)
    const topic = quoted(args, 3, 256)
    const message = quoted(args, 4, 256)
    if (qos === null || retain === null || !topic || message === null) return false
    config.will = { qos: qos as 0 | 1 | 2, retain: retain === 1, topic, message }
    return true
  },
}

const aliauth: Setting = {
  range: '<product_key>,<device_name>,<device_secret>',
  // The secret is never shown.
  show: ({ aliauth: triple }) => (triple ? `"${triple.productKey}","${triple.deviceName}",""` : '"","",""'),
  apply: (config, args) => {
    const [productKey, deviceName, deviceSecret] = [0, 1, 2].map((index) => quoted(args, index, 64))
    if (!productKey || !deviceName || !deviceSecret || args.length !== 3) return false
    config.aliauth = { productKey, deviceName, deviceSecret }
    return true
  },
}

const settings: Readonly<Record<string, Setting>> = {
  version: beforeOpening(numbers([[3, 4]], (c) => [c.version], (c, v) => void (c.version = v as 3 | 4))),
  pdpcid: beforeOpening(numbers([[1, 16]], (c) => [c.pdpcid], (c, v) => void (c.pdpcid = v ?? 1))),
  sslenable: beforeOpening(numbers([[0, 1], [0, 5, 0]], ({ ssl }) => [ssl.on ? 1 : 0, ssl.context], (c, on, context = 0) => void (c.ssl = { on: on === 1, context }))),
  keepalive: beforeOpening(numbers([[0, 3600]], (c) => [c.keepalive], (c, v) => void (c.keepalive = v ?? 0))),
  session: beforeOpening(numbers([[0, 1]], (c) => [c.cleanSession ? 1 : 0], (c, v) => void (c.cleanSession = v === 1))),
  timeout: numbers(
    [[1, 60], [0, 10, 3], [0, 1, 0]],
    ({ timeout }) => [timeout.packetSeconds, timeout.retries, timeout.notice],
    (c, packetSeconds = 10, retries = 2, notice = 0) => void (c.timeout = { packetSeconds, retries, notice }),
  ),
  will: beforeOpening(will),
  cloud: beforeOpening(numbers([[0, 9], [0, 9, 0]], ({ cloud }) => [cloud.type, cloud.dataType], (c, type = 0, dataType = 0) => void (c.cloud = { type, dataType }))),
  aliauth: beforeOpening(aliauth),
  cache: numbers([[0, 1]], (c) => [c.isCached ? 1 : 0], (c, v) => void (c.isCached = v === 1)),
  'recv/mode': numbers(
    [[0, 2], [0, 1, 0]],
    ({ receive }) => [receive.format, receive.showLength ? 1 : 0],
    (c, format, length) => void (c.receive = { format: format as DataFormat, showLength: length === 1 }),
  ),
  'send/mode': numbers([[0, 2]], (c) => [c.sendFormat], (c, v) => void (c.sendFormat = v as DataFormat)),
  dataformat: numbers([[0, 2], [0, 2]], (c) => [c.sendFormat, c.receive.format], (c, send, receive) => {
    c.sendFormat = send as DataFormat
    c.receive = { ...c.receive, format: receive as DataFormat }
  }),
  urc: numbers([[0, 1]], (c) => [c.reports], (c, v) => void (c.reports = v ?? 0)),
  raimode: numbers([[0, 2]], (c) => [c.raimode], (c, v) => void (c.raimode = v ?? 0)),
}

const configure: Handler = ({ args }, { state, client, output }) => {
  const key = quoted(args, 0)?.toLowerCase() ?? ''
  const setting = settings[key]
  if (!setting || integer(args, 1, 0, 0) === null) return incorrectParameters
  if (args.length === 2) {
    output.info(`+LMQTTCFG: "${key}",0,${setting.show(state.mqtt)}`)
    return OK
  }
  if (setting.isForOpening && client.state !== 'closed') return notAllowed
  return setting.apply(state.mqtt, args.slice(2)) ? OK : incorrectParameters
}

const forms: Handler = (_request, { output }) => {
  output.info(...Object.entries(settings).map(([key, { range }]) => `+LMQTTCFG: "${key}",(0-4),${range}`))
  return OK
}

export const mqttConfigCommands: CommandTable = { '+LMQTTCFG': { set: configure, test: forms } }
