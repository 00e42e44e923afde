import { partLabels } from '../../signature/part-labels.ts'
import type { GivenPart } from '../../signature/given.ts'
import type { Login } from '../../signature/login.ts'
import { fromUtf8 } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import { byteLength, hasControl, isAscii } from '../../text/suspicious.ts'
import type { PemFile } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'

export type CommandLine = {
  /** Without its line end. */
  readonly send: string
  /** How the line that means success begins, or the prompt after which `data` goes. */
  readonly expect: string
  /** Sent after the prompt, exactly these bytes and nothing behind them; the modem then answers OK. */
  readonly data?: { readonly text: string; readonly length: number }
  /** `send` or `data` holds a password, a device secret or a private key. */
  readonly secret: boolean
  readonly note?: Text
}

export type AlibabaTriple = { readonly productKey: string; readonly deviceName: string; readonly deviceSecret: string }

export type LoginLines = {
  /** Empty when a finding is an error: what does not fit must not be sent. */
  readonly lines: readonly CommandLine[]
  readonly findings: readonly Finding[]
  /** The same connection, the login made by the modem. */
  readonly alternative?: { readonly title: Text; readonly lines: readonly CommandLine[] }
}

/** One modem family: the AT commands that open a connection and log in over it. Pure, as profiles are. */
export type LoginCommands = {
  /** The family's folder. */
  readonly family: string
  readonly name: string
  readonly make: (login: Login, device?: { readonly alibaba?: AlibabaTriple }) => LoginLines
}

/** Bytes, and where the figure stands. */
export type Limit = { readonly bytes: number; readonly source: string }

export const line = (send: string, expect = 'OK', more: Partial<Omit<CommandLine, 'send' | 'expect'>> = {}): CommandLine => ({
  send,
  expect,
  secret: false,
  ...more,
})

export const isSecure = ({ transport }: Login): boolean => transport === 'tls' || transport === 'wss'

/** A file as data after a prompt: its bytes are the count, whatever it holds. */
export const fileData = ({ bytes }: PemFile): { readonly text: string; readonly length: number } => ({ text: fromUtf8(bytes), length: bytes.length })

export const hasError = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === 'error')

const error = (code: string, stage: Finding['stage'], what: Text, next: Text, field?: string): Finding => ({
  severity: 'error',
  code,
  stage,
  ...(field !== undefined && { field }),
  what,
  next,
})

const labelled = (field: string): Text => (field in partLabels ? partLabels[field as GivenPart] : text(field, field))

/** `quotes`: how the family's parameters carry a double quote. */
export type Checked = { readonly field: string; readonly value: string | undefined; readonly limit?: Limit; readonly instead?: Text }

/** What the command line cannot carry. `modem` names the family, as in "the EC20". */
export function checkValues(modem: string, values: readonly Checked[], quotes: 'forbidden' | 'escaped' = 'forbidden'): readonly Finding[] {
  return values.flatMap(({ field, value, limit, instead }) => {
    if (value === undefined) return []
    const { en, zh } = labelled(field)
    const found: Finding[] = []
    const size = byteLength(value)
    if (limit && size > limit.bytes) {
      found.push(
        error(
          'modem.too-long',
          'mqtt',
          text(
            `The ${en} has ${size} bytes; ${modem} takes at most ${limit.bytes} (${limit.source}).`,
            `${zh}有 ${size} 字节，${modem} 最多 ${limit.bytes} 字节（${limit.source}）。`,
          ),
          instead ?? text('Choose a shorter one, or another modem.', '请换短一些的值，或换用其他模组。'),
          field,
        ),
      )
    }
    if (quotes === 'forbidden' && value.includes('"')) {
      found.push(
        error(
          'modem.double-quote',
          'mqtt',
          text(`The ${en} contains a double quote; ${modem} has no way to write one inside a parameter.`, `${zh}里有双引号，${modem} 的参数里没有办法写双引号。`),
          text('Choose a value without it, or a modem that escapes it (ESP-AT).', '请换一个不含双引号的值，或换用支持转义的模组（ESP-AT）。'),
          field,
        ),
      )
    }
    if (hasControl(value)) {
      found.push(
        error(
          'modem.control',
          'mqtt',
          text(`The ${en} contains a line end or another control character, which would end the command.`, `${zh}里有换行或其他控制字符，会让指令提前结束。`),
          text('Delete it.', '请删掉。'),
          field,
        ),
      )
    }
    if (!isAscii(value)) {
      found.push({
        severity: 'warning',
        code: 'modem.non-ascii',
        stage: 'mqtt',
        field,
        what: text(`The ${en} contains non-ASCII characters; they go out as UTF-8.`, `${zh}里有非 ASCII 字符，按 UTF-8 发送。`),
        next: text('If the server refuses it, check that the terminal sends UTF-8.', '如果服务器拒绝，请确认串口工具按 UTF-8 发送。'),
      })
    }
    return found
  })
}

/** Most families speak MQTT over TCP and TLS only, and cannot name a protocol in the TLS handshake. */
export function checkTransport(modem: string, { transport, alpn }: Login): readonly Finding[] {
  const found: Finding[] = []
  if (transport === 'ws' || transport === 'wss') {
    found.push(
      error(
        'modem.no-websocket',
        'mqtt',
        text(`${modem} has no MQTT over WebSocket.`, `${modem} 不支持 MQTT over WebSocket。`),
        text(
          'Take the cloud’s TLS port (mostly 8883) instead, an ESP-AT module, or try this login from the PC.',
          '请改用云平台的 TLS 端口（通常是 8883），或换用 ESP-AT 模组，或在电脑上试这组登录参数。',
        ),
        'transport',
      ),
    )
  }
  if (transport === 'tls' && alpn !== undefined && alpn.length > 0) {
    found.push(
      error(
        'modem.no-alpn',
        'tls',
        text(`The port is shared and wants ALPN (${alpn.join(', ')}); ${modem} cannot send it.`, `这个端口是共用的，需要 ALPN（${alpn.join(', ')}），${modem} 不支持。`),
        text(
          'Take the port that is MQTT’s alone (AWS: 8883 with a certificate), an ESP-AT module, or try this login from the PC.',
          '请改用 MQTT 专用端口（AWS 用证书接 8883），或换用 ESP-AT 模组，或在电脑上试这组登录参数。',
        ),
        'port',
      ),
    )
  }
  return found
}

/** A certificate is of no use without its key, and most modems take the pair only together with a CA. */
export function checkFiles(login: Login, needsCa: boolean): readonly Finding[] {
  const { ca, certificate, privateKey } = login
  const found: Finding[] = []
  if (!isSecure(login)) return found
  if ((certificate === undefined) !== (privateKey === undefined)) {
    found.push(
      error(
        'modem.half-pair',
        'tls',
        text('The client certificate and its private key go together; one of them is missing.', '客户端证书和私钥必须成对，现在缺一个。'),
        text('Choose both files.', '请把两个文件都选上。'),
        certificate === undefined ? 'cert' : 'privateKey',
      ),
    )
  }
  if (needsCa && certificate !== undefined && ca === undefined) {
    found.push(
      error(
        'modem.no-ca',
        'tls',
        text('With a client certificate the modem also checks the server, and has no CA certificate for that.', '使用客户端证书时模组也会校验服务器，但没有 CA 证书。'),
        text('Choose the cloud’s root certificate.', '请选择云平台的根证书。'),
        'ca',
      ),
    )
  }
  if (certificate === undefined && ca === undefined) {
    found.push({
      severity: 'warning',
      code: 'modem.unverified',
      stage: 'tls',
      field: 'ca',
      what: text('Without a CA certificate the connection is encrypted, but the server is not checked.', '没有 CA 证书：链路加密，但不校验服务器身份。'),
      next: text('Good enough for a trial; for a product choose the cloud’s root certificate.', '调试可以，量产请选上云平台的根证书。'),
    })
  }
  return found
}

/** Alibaba's login made by the modem (`aliauth`): offered where the connection itself is possible, whatever the login that does not fit. */
export function signingModem(
  modem: string,
  link: readonly Finding[],
  triple: AlibabaTriple | undefined,
  make: (triple: AlibabaTriple) => readonly CommandLine[],
): Pick<LoginLines, 'alternative'> {
  if (!triple || hasError(link) || hasError(checkValues(modem, Object.entries(triple).map(([field, value]) => ({ field, value }))))) return {}
  return { alternative: { title: text('The modem signs by itself (aliauth)', '由模组自己签名（aliauth）'), lines: make(triple) } }
}
