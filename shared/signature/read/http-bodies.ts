import { utf8 } from '../../text/bytes.ts'
import { percentDecode } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import { atCommandIn } from './at-commands.ts'
import { atParameters } from './at-parameters.ts'
import { isPlaceholder, type Found } from './found.ts'
import { unframed, type Line } from './lines.ts'

const pairs = /(?:^|[\s"'`>])((?:[A-Za-z]\w*=[^&\s"'`]*&)+[A-Za-z]\w*=[^&\s"'`]*)/

const wrongLength = (announced: number, sent: number): Text =>
  text(
    `AT+HTTPDATA announces ${announced} bytes, the body has ${sent}. The modem sends what it was told and the cloud answers with an error (601, 4xx).`,
    `AT+HTTPDATA 写的是 ${announced} 字节，实际内容 ${sent} 字节。模组按写明的长度发送，云端会报错（601 或 4xx）。`,
  )

/** The region in the host of Alibaba's HTTP authentication: `https://iot-auth.{region}.aliyuncs.com/auth/...`. */
const authRegion = /\/\/iot-auth\.([a-z0-9-]+)\.aliyuncs\.com/i

/**
 * Form bodies of Alibaba's HTTP authentication and dynamic registration, as a modem sends them after DOWNLOAD or a script with curl.
 * The fields keep their names; nothing of them is an MQTT login yet.
 */
export function readHttpBodies(lines: readonly Line[], taken: Set<number>): readonly Found[] {
  const found: Found[] = []
  let announced: number | undefined
  let region: string | undefined
  for (const line of lines) {
    const command = atCommandIn(line.text)
    region = authRegion.exec(line.text)?.[1] ?? region
    if (command?.name === 'HTTPDATA') announced = Number(atParameters(command.rest).values[0])
    if (command) continue
    const body = pairs.exec(unframed(line.text))?.[1]
    const fields = body?.split('&').map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), percentDecode(pair.slice(at + 1)) ?? pair.slice(at + 1)] as const
    })
    const inputs = Object.fromEntries((fields ?? []).filter(([, value]) => !isPlaceholder(value)))
    if (body === undefined || inputs['productKey'] === undefined || inputs['sign'] === undefined) continue
    taken.add(line.number)
    const sent = utf8(body).length
    const isWrong = announced !== undefined && announced !== sent
    found.push({
      given: {},
      inputs: { ...inputs, ...(region !== undefined && { region }) },
      cloud: 'alibaba-iot',
      source: text(`HTTP body, line ${line.number}`, `HTTP 请求体，第 ${line.number} 行`),
      line: line.number,
      notes: isWrong ? [wrongLength(announced ?? 0, sent)] : [],
    })
    announced = undefined
  }
  return found
}
