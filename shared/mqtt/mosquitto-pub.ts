import type { BrokerOptions, MqttMessage } from '../contract/mqtt.ts'
import { fromUtf8 } from '../text/bytes.ts'

/** Bytes of a payload on a command line: Linux takes 128 KiB an argument, and every byte may take four signs. */
export const commandPayloadLimit = 30_000

/**
 * The command of Eclipse Mosquitto 2 that publishes a message again (mosquitto_pub(1)), for a POSIX shell; undefined where it cannot: it has no
 * WebSocket, and a command line takes no long payload. The password is left to the person: `$MQTT_PASSWORD`.
 */
export function mosquittoPub(options: BrokerOptions, message: Pick<MqttMessage, 'topic' | 'payload' | 'payloadBytes' | 'qos' | 'retain' | 'properties'>): string | undefined {
  const { topic, payload, payloadBytes, qos, retain } = message
  const usesTls = options.protocol === 'mqtts'
  if ((!usesTls && options.protocol !== 'mqtt') || payloadBytes !== undefined || payload.length > commandPayloadLimit) return undefined
  const text = readable(payload)
  const words = [
    'mosquitto_pub',
    `-h ${quoted(options.host)} -p ${options.port} -V ${versions[options.version]}`,
    ...(options.username === '' ? [] : ['-u', quoted(options.username), '-P', '"$MQTT_PASSWORD"']),
    ...(usesTls ? tlsWords(options) : []),
    `-t ${quoted(topic)} -q ${qos}`,
    ...(retain ? ['-r'] : []),
    ...(options.version === 5 ? propertyWords(message.properties ?? {}) : []),
    ...(payload.length === 0 ? ['-n'] : text === undefined ? ['-s'] : ['-m', quoted(text)]),
  ]
  return payload.length > 0 && text === undefined ? `printf '${octal(payload)}' | ${words.join(' ')}` : words.join(' ')
}

const versions: Record<BrokerOptions['version'], string> = { 3: 'mqttv31', 4: 'mqttv311', 5: 'mqttv5' }

function tlsWords({ ca, certificate, privateKey, alpn, verifyServer }: BrokerOptions): readonly string[] {
  return [
    ...(ca ? ['--cafile', quoted(ca.name)] : ['--tls-use-os-certs']),
    ...(certificate ? ['--cert', quoted(certificate.name), '--key', quoted(privateKey?.name ?? 'client.key')] : []),
    ...(alpn?.[0] === undefined ? [] : ['--tls-alpn', quoted(alpn[0])]),
    ...(verifyServer ? [] : ['--insecure']),
  ]
}

/** A topic alias is of one connection, and comes from it. */
function propertyWords(properties: NonNullable<MqttMessage['properties']>): readonly string[] {
  const word = (name: string, ...values: readonly string[]): readonly string[] => ['-D', 'publish', name, ...values.map(quoted)]
  const correlation = properties.correlationData && readable(properties.correlationData)
  return [
    ...(properties.isUtf8 === true ? word('payload-format-indicator', '1') : []),
    ...(properties.messageExpiry === undefined ? [] : word('message-expiry-interval', String(properties.messageExpiry))),
    ...(properties.contentType === undefined ? [] : word('content-type', properties.contentType)),
    ...(properties.responseTopic === undefined ? [] : word('response-topic', properties.responseTopic)),
    ...(correlation === undefined ? [] : word('correlation-data', correlation)),
    ...(properties.userProperties ?? []).flatMap(([name, value]) => word('user-property', name, value)),
  ]
}

/** As text where every sign of it can stand in quotes. */
function readable(bytes: Uint8Array): string | undefined {
  const text = fromUtf8(bytes)
  return text.includes('\uFFFD') || /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text) ? undefined : text
}

const quoted = (text: string): string => (/^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`)

/** printf(1) knows `\ddd` in every shell, `\x` in some. */
const octal = (bytes: Uint8Array): string => Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
