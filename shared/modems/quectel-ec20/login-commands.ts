import { quoted } from '../../at/quote.ts'
import type { Login } from '../../signature/login.ts'
import { text } from '../../text/local-text.ts'
import {
  checkFiles,
  checkTransport,
  checkValues,
  fileData,
  isSecure,
  line,
  signingModem,
  hasError,
  type AlibabaTriple,
  type CommandLine,
  type Limit,
  type LoginCommands,
} from '../common/login-commands.ts'
import { caFile, certificateFile, client, keyFile, limits, tlsContext, uploadSeconds } from './constants.ts'
import { fileChecksum } from './file-checksum.ts'

const name = 'Quectel (QMT)'
const note = 'EC2x&EG9x MQTT application note'
const hostLimit: Limit = { bytes: limits.host, source: `${note}, AT+QMTOPEN` }
const clientIdLimit: Limit = { bytes: limits.clientId, source: `${note}, AT+QMTCONN` }
const usernameLimit: Limit = { bytes: limits.username, source: `${note}, AT+QMTCONN` }
const passwordLimit: Limit = { bytes: limits.password, source: `${note}, AT+QMTCONN` }

const atOnce = text('Send the next line at once: clouds drop a silent connection after 5 to 10 s.', '收到结果后立刻发下一条：连接空闲 5～10 秒会被服务器断开。')

function upload(target: string, file: NonNullable<Login['ca']>, secret: boolean): CommandLine {
  const { length } = file.bytes
  const stored = `+QFUPL: ${length},${fileChecksum(file.bytes)}`
  return line(`AT+QFUPL="${target}",${length},${uploadSeconds}`, 'CONNECT', {
    data: fileData(file),
    secret,
    note: text(
      `Afterwards ${stored} must come. +CME ERROR: 407: the file is there already, send AT+QFDEL="${target}" first.`,
      `写完应返回 ${stored}。若返回 +CME ERROR: 407，说明文件已存在，先发 AT+QFDEL="${target}"。`,
    ),
  })
}

function tlsLines(login: Login): readonly CommandLine[] {
  if (!isSecure(login)) return [line(`AT+QMTCFG="SSL",${client},0`)]
  const { ca, certificate, privateKey } = login
  const set = (key: string, value: string): CommandLine => line(`AT+QSSLCFG="${key}",${tlsContext},${value}`)
  return [
    line(`AT+QMTCFG="SSL",${client},1,${tlsContext}`),
    ...(ca ? [upload(caFile, ca, false), set('cacert', `"${caFile}"`)] : []),
    ...(certificate ? [upload(certificateFile, certificate, false), set('clientcert', `"${certificateFile}"`)] : []),
    ...(privateKey ? [upload(keyFile, privateKey, true), set('clientkey', `"${keyFile}"`)] : []),
    set('seclevel', certificate ? '2' : ca ? '1' : '0'),
    set('sslversion', '4'),
    set('ciphersuite', '0xFFFF'),
    set('ignorelocaltime', '1'),
    { ...set('sni', '1'), note: text('Firmware without SNI answers ERROR: go on.', '老固件没有 SNI，会返回 ERROR，可以继续。') },
  ]
}

const connection = (login: Login): readonly CommandLine[] => [
  line(`AT+QMTCFG="version",${client},4`, 'OK', {
    note: text('MQTT 3.1.1. BC26 (new firmware) and BC260Y count otherwise: 1.', 'MQTT 3.1.1；BC26 新固件和 BC260Y 的取值不同，填 1。'),
  }),
  ...tlsLines(login),
]

const open = ({ host, port }: Login): CommandLine => line(`AT+QMTOPEN=${client},${quoted(host)},${port}`, `+QMTOPEN: ${client},0`, { note: atOnce })

function connect({ clientId, username, password }: Login): CommandLine {
  const user = username ?? (password === undefined ? undefined : '')
  const values = [clientId, user, password].filter((value) => value !== undefined)
  return line(`AT+QMTCONN=${client},${values.map(quoted).join(',')}`, `+QMTCONN: ${client},0,0`, { secret: password !== undefined })
}

/** Alibaba's official BC26 session: the triple, then QMTCONN with the device name alone. */
const signedByModem = (login: Login, { productKey, deviceName, deviceSecret }: AlibabaTriple): readonly CommandLine[] => [
  ...connection(login),
  line(`AT+QMTCFG="aliauth",${client},${[productKey, deviceName, deviceSecret].map(quoted).join(',')}`, 'OK', {
    secret: true,
    note: text('BG95 and BG96 do not have it.', 'BG95、BG96 没有这个功能。'),
  }),
  open(login),
  line(`AT+QMTCONN=${client},${quoted(deviceName)}`, `+QMTCONN: ${client},0,0`),
]

export const quectelLogin: LoginCommands = {
  family: 'quectel-ec20',
  name,
  make(login, device) {
    const host = checkValues(name, [{ field: 'host', value: login.host, limit: hostLimit }])
    const link = [...checkTransport(name, login), ...checkFiles(login, true), ...host]
    const values = checkValues(name, [
      { field: 'clientId', value: login.clientId, limit: clientIdLimit },
      { field: 'username', value: login.username, limit: usernameLimit },
      { field: 'password', value: login.password, limit: passwordLimit },
    ])
    const findings = [...link, ...values]
    return {
      lines: hasError(findings) ? [] : [...connection(login), open(login), connect(login)],
      findings,
      ...signingModem(name, link, device?.alibaba, (triple) => signedByModem(login, triple)),
    }
  },
}
