import { utf8 } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Login } from '../login.ts'
import { isTls, isWebSocket, usualKeepAlive, type Exporter } from './export.ts'

/**
 * C99 6.4.5. Bytes outside printable ASCII as octal of three digits, which cannot run on into what follows as hexadecimal ones do;
 * ?? is broken up, since it may begin a trigraph.
 */
export function cLiteral(value: string): string {
  let out = ''
  for (const byte of utf8(value)) {
    const character = String.fromCharCode(byte)
    if (character === '"' || character === '\\') out += `\\${character}`
    else if (character === '?' && out.endsWith('?')) out += '\\?'
    else out += byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, '0')}`
  }
  return `"${out}"`
}

/** Bytes of the CONNECT packet (MQTT 3.1.1, 3.1): fixed header, ten bytes of variable header, each string with its two length bytes. */
export function connectBytes({ clientId, username, password }: Login): number {
  const rest = [clientId, username, password].reduce((sum, value) => sum + (value === undefined ? 0 : 2 + byteLength(value)), 10)
  return 1 + (rest < 128 ? 1 : rest < 16_384 ? 2 : 3) + rest
}

const buffer = (bytes: number): Text =>
  text(
    `The CONNECT packet has ${bytes} bytes. The 100-byte buffer of Paho’s samples would make MQTTConnect fail; the one here is large enough.`,
    `CONNECT 报文有 ${bytes} 字节。Paho 例程里 100 字节的缓冲区会让 MQTTConnect 失败，这里的缓冲区已经够大。`,
  )
const noTls = text(
  'Paho’s embedded client brings plain TCP only: give it a Network whose read and write go through your TLS library, with the host as SNI.',
  'Paho 嵌入式客户端自带的只是明文 TCP：需要把 Network 的读写接到你的 TLS 库上，并用域名作为 SNI。',
)
const noWebSocket = text(
  'Paho’s embedded client has no WebSocket: a Network of your own must do the handshake and the framing.',
  'Paho 嵌入式客户端不支持 WebSocket：握手和分帧需要自己在 Network 里实现。',
)
const alpnNeeded = (names: readonly string[]): Text =>
  text(`The TLS handshake must offer the ALPN name ${names.join(', ')}.`, `TLS 握手要带上 ALPN：${names.join(', ')}。`)

/** Constants and the call that logs in with Eclipse Paho's MQTTClient-C (paho.mqtt.embedded-c). */
export const exportC: Exporter = (login, { keepAlive = usualKeepAlive } = {}) => {
  const { host, port, path, alpn = [], clientId, username, password } = login
  const size = Math.max(256, Math.ceil(connectBytes(login) / 64) * 64)
  const strings = [
    ['mqtt_host', host],
    ['mqtt_path', isWebSocket(login) ? (path ?? '/mqtt') : undefined],
    ['mqtt_client_id', clientId],
    ['mqtt_username', username],
    ['mqtt_password', password],
  ] as const
  const constants = strings.flatMap(([name, value]) => (value === undefined ? [] : [`static const char ${name}[] = ${cLiteral(value)};\n`])).join('')
  const assign = (field: string, value: string | undefined): string =>
    value === undefined ? '' : `    data.${field}.cstring = (char *)mqtt_${field};\n`
  const notes: readonly (Text | false)[] = [
    connectBytes(login) > 100 && buffer(connectBytes(login)),
    isTls(login) && noTls,
    isWebSocket(login) && noWebSocket,
    isTls(login) && alpn.length > 0 && alpnNeeded(alpn),
  ]
  return {
    text: `#include "MQTTClient.h"

${constants}static const int mqtt_port = ${port};

/* The CONNECT packet has ${connectBytes(login)} bytes. */
static unsigned char mqtt_send_buffer[${size}];
static unsigned char mqtt_read_buffer[${size}];

/* 0, a negative error, or the return code of CONNACK (4: user name or password, 5: not authorised). */
int mqtt_login(MQTTClient *client, Network *network)
{
    MQTTPacket_connectData data = MQTTPacket_connectData_initializer;
    int rc;

    NetworkInit(network);
    rc = NetworkConnect(network, (char *)mqtt_host, mqtt_port);
    if (rc != 0)
        return rc;
    MQTTClientInit(client, network, 5000, mqtt_send_buffer, sizeof mqtt_send_buffer,
                   mqtt_read_buffer, sizeof mqtt_read_buffer);

    data.MQTTVersion = 4;
    data.clientID.cstring = (char *)mqtt_client_id;
${assign('username', username)}${assign('password', password)}    data.keepAliveInterval = ${keepAlive};
    data.cleansession = 1;
    return MQTTConnect(client, &data);
}
`,
    fileName: 'mqtt_login.c',
    language: 'c',
    notes: notes.filter((note) => note !== false),
  }
}
