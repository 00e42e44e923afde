import { integer, quoted, type Argument } from '../../kit/arguments.ts'
import { ERROR, OK } from '../../kit/final-result.ts'
import type { CommandTable, Handler } from '../board.ts'
import type { Module } from '../models.ts'
import type { MqttConfig } from '../state.ts'

type Setting = {
  readonly show: (config: MqttConfig) => string
  /** `values` are the arguments after the client index. False: a value is not allowed, and nothing is changed. */
  readonly apply: (config: MqttConfig, values: readonly Argument[]) => boolean
  readonly range: string
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

const will: Setting = {
  range: '(0,1),(0-2),(0,1),<will_topic>,<will_msg>',
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
    const topic = quoted(args, 3, 255)
    const message = quoted(args, 4, 255)
    if (qos === null || retain === null || !topic || message === null) return false
    config.will = { qos: qos as 0 | 1 | 2, retain: retain === 1, topic, message }
    return true
  },
}

const aliauth: Setting = {
  range: '<product_key>,<device_name>,<device_secret>',
  show: ({ aliAuth }) => (aliAuth ? [aliAuth.productKey, aliAuth.deviceName, aliAuth.deviceSecret].map((value) => `"${value}"`).join(',') : ''),
  apply: (config, args) => {
    const [productKey, deviceName, deviceSecret] = [quoted(args, 0, 256), quoted(args, 1, 128), quoted(args, 2, 128)]
    if (!productKey || !deviceName || !deviceSecret || args.length > 3) return false
    config.aliAuth = { productKey, deviceName, deviceSecret }
    return true
  },
}

/** Firmware counts the versions by their protocol level, or from 0. */
const version = ([older, newer]: Module['versions']): Setting =>
  numbers([[older, newer]], (c) => [c.version === 4 ? newer : older], (c, v) => void (c.version = v === newer ? 4 : 3))

const settings: Readonly<Record<string, Setting>> = {
  aliauth,
  pdpcid: numbers([[1, 16]], (c) => [c.pdpcid], (c, v) => void (c.pdpcid = v ?? 1)),
  ssl: numbers([[0, 1], [0, 5, 0]], (c) => (c.ssl.on ? [1, c.ssl.context] : [0]), (c, on, context = 0) => void (c.ssl = { on: on === 1, context })),
  keepalive: numbers([[0, 3600]], (c) => [c.keepalive], (c, v) => void (c.keepalive = v ?? 0)),
  session: numbers([[0, 1]], (c) => [c.cleanSession ? 1 : 0], (c, v) => void (c.cleanSession = v === 1)),
  timeout: numbers(
    [[1, 60], [0, 10, 3], [0, 1, 0]],
    ({ timeout }) => [timeout.packetSeconds, timeout.retries, timeout.notice],
    (c, packetSeconds = 5, retries = 3, notice = 0) => void (c.timeout = { packetSeconds, retries, notice }),
  ),
  will,
  'recv/mode': numbers(
    [[0, 1], [0, 1, 0]],
    ({ receive }) => [receive.buffered ? 1 : 0, receive.showLength ? 1 : 0],
    (c, buffered, length) => void (c.receive = { buffered: buffered === 1, showLength: length === 1 }),
  ),
  'send/mode': numbers([[0, 1]], (c) => [c.sendMode], (c, v) => void (c.sendMode = v ?? 0)),
  dataformat: numbers([[0, 1], [0, 1]], (c) => [c.dataFormat.send, c.dataFormat.receive], (c, send = 0, receive = 0) => void (c.dataFormat = { send, receive })),
  qmtping: numbers([[5, 60]], (c) => [c.pingSeconds], (c, v) => void (c.pingSeconds = v ?? 5)),
  'edit/timeout': numbers([[0, 1], [1, 120, 30]], ({ editTimeout }) => [editTimeout.on ? 1 : 0, editTimeout.seconds], (c, on, seconds = 30) => void (c.editTimeout = { on: on === 1, seconds })),
  'view/mode': numbers([[0, 1]], (c) => [c.viewMode ? 1 : 0], (c, v) => void (c.viewMode = v === 1)),
}

const settingNamed = (key: string, { versions, lacksSettings }: Module): Setting | undefined =>
  lacksSettings.includes(key) ? undefined : key === 'version' ? version(versions) : settings[key]

const configure: Handler = ({ args }, { state, output, module }) => {
  const key = quoted(args, 0)?.toLowerCase() ?? ''
  const index = integer(args, 1, 0, 5)
  const setting = settingNamed(key, module)
  const config = index === null ? undefined : state.mqtt[index]
  if (!setting || !config) return ERROR
  if (args.length === 2) {
    output.info(`+QMTCFG: "${key}",${setting.show(config)}`)
    return OK
  }
  return setting.apply(config, args.slice(2)) ? OK : ERROR
}

const forms: Handler = (_request, { output, module }) => {
  const known = ['version', ...Object.keys(settings)].flatMap((key) => {
    const setting = settingNamed(key, module)
    return setting ? [`+QMTCFG: "${key}",(0-5),${setting.range}`] : []
  })
  output.info(...known)
  return OK
}

export const mqttConfigCommands: CommandTable = { '+QMTCFG': { set: configure, test: forms } }
