import type { Parameter, SignatureTable } from '../../at/parameter.ts'
import { bytes, choice, milliseconds, number, offOn, optional, quoted, seconds } from '../../at/parameter-kit.ts'
import { text } from '../../text/local-text.ts'
import { port, qos, retain } from '../common/mqtt-parameters.ts'

export const link = choice('LinkID', 'connection', '连接', { 0: ['the only one', '只支持 0'] })
export const scheme = choice('scheme', 'how it connects', '连接方式', {
  1: ['TCP', 'TCP'],
  2: ['TLS, nothing verified', 'TLS，不校验'],
  3: ['TLS, server verified', 'TLS，校验服务器'],
  4: ['TLS with a client certificate', 'TLS，出示客户端证书'],
  5: ['TLS, both verified', 'TLS，双向校验'],
  6: ['WebSocket', 'WebSocket'],
  7: ['secure WebSocket, nothing verified', 'WSS，不校验'],
  8: ['secure WebSocket, server verified', 'WSS，校验服务器'],
  9: ['secure WebSocket with a client certificate', 'WSS，出示客户端证书'],
  10: ['secure WebSocket, both verified', 'WSS，双向校验'],
})
export const clientId = quoted('client_id', 'client ID', 'Client ID', { most: 256 })
export const user = quoted('username', 'user name', '用户名', { most: 64, mayBeEmpty: true })
export const password = quoted('password', 'password', '密码', { most: 64, isSecret: true, mayBeEmpty: true })
export const certificateKey = number('cert_key_ID', 'client certificate', '客户端证书编号')
export const ca = number('CA_ID', 'CA certificate', 'CA 证书编号')
export const path = quoted('path', 'path of the WebSocket', 'WebSocket 路径', { most: 32, mayBeEmpty: true })
export const keepAlive = number('keepalive', 'keep-alive, 0: 120 s', '心跳间隔，0 为 120 秒', { range: [0, 7200], unit: seconds })
export const session = choice('disable_clean_session', 'session', '会话', { 0: ['clean', '清除'], 1: ['kept by the broker', '服务器保留'] })
export const willTopic = quoted('lwt_topic', 'topic of the will', '遗嘱主题', { most: 128, mayBeEmpty: true })
export const will = quoted('lwt_msg', 'will', '遗嘱内容', { most: 128, mayBeEmpty: true })
export const host = quoted('host', 'host', '服务器地址', { most: 128 })
export const reconnect = choice('reconnect', 'connects again by itself', '自动重连', { 0: ['no', '否'], 1: ['yes', '是'] })
export const topic = quoted('topic', 'topic', '主题', { most: 128 })
const length = number('length', 'bytes that follow', '随后的字节数', { range: [1, 1024], unit: bytes })

export const mqttGuide = 'ESP-AT user guide, MQTT AT Commands'
export const wifiGuide = 'ESP-AT user guide, Wi-Fi AT Commands'
export const tcpGuide = 'ESP-AT user guide, TCP/IP AT Commands'
const basicGuide = 'ESP-AT user guide, Basic AT Commands'

const at = (guide: string, command: string, ...parameters: readonly Parameter[]): SignatureTable => ({ [command]: { parameters, source: `${guide}, AT${command}`, escapes: true } })

export const wifiMode = choice('mode', 'mode', '模式', { 0: ['off', '关'], 1: ['station', '站点（STA）'], 2: ['access point', '热点（AP）'], 3: ['both', '站点和热点'] })

/** Strings take a backslash before a comma, a quotation mark and a backslash. */
export const espAtSignatures: SignatureTable = {
  ...at(mqttGuide, '+MQTTUSERCFG', link, scheme, clientId, user, password, certificateKey, ca, path),
  ...at(mqttGuide, '+MQTTLONGCLIENTID', link, length),
  ...at(mqttGuide, '+MQTTLONGUSERNAME', link, length),
  ...at(mqttGuide, '+MQTTLONGPASSWORD', link, length),
  ...at(mqttGuide, '+MQTTCLIENTID', link, clientId),
  ...at(mqttGuide, '+MQTTUSERNAME', link, user),
  ...at(mqttGuide, '+MQTTPASSWORD', link, password),
  ...at(mqttGuide, '+MQTTCONNCFG', link, keepAlive, session, willTopic, will, { ...qos, name: 'lwt_qos' }, { ...retain, name: 'lwt_retain' }),
  ...at(mqttGuide, '+MQTTALPN', link, number('alpn_counts', 'how many', '个数', { range: [0, 5] }), optional(quoted('alpn', 'protocol', '协议', { repeats: true }))),
  ...at(mqttGuide, '+MQTTSNI', link, quoted('sni', 'server’s name in the handshake', '握手服务器名')),
  ...at(mqttGuide, '+MQTTCONN', link, host, port, reconnect, optional(number('timeout', 'time to connect', '连接超时', { range: [3000, 60_000], unit: milliseconds }))),
  ...at(mqttGuide, '+MQTTPUB', link, topic, quoted('data', 'message', '消息内容', { mayBeEmpty: true }), qos, retain),
  ...at(mqttGuide, '+MQTTPUBRAW', link, topic, number('length', 'bytes that follow', '内容字节数', { unit: bytes }), qos, retain),
  ...at(mqttGuide, '+MQTTSUB', link, topic, qos),
  ...at(mqttGuide, '+MQTTUNSUB', link, topic),
  ...at(mqttGuide, '+MQTTCLEAN', link),
  ...at(wifiGuide, '+CWMODE', wifiMode, optional(choice('auto_connect', 'joins the stored network', '自动连接', { 0: ['no', '否'], 1: ['yes', '是'] }))),
  ...at(wifiGuide, '+CWJAP', quoted('ssid', 'name of the network', 'Wi-Fi 名称', { most: 32 }), quoted('pwd', 'password', 'Wi-Fi 密码', { most: 63, isSecret: true })),
  ...at(
    tcpGuide,
    '+CIPSNTPCFG',
    choice('enable', 'time server', 'SNTP', offOn),
    optional(number('timezone', 'zone in hours', '时区（小时）', { range: [-12, 14] })),
    optional(quoted('SNTP server', 'server', '服务器', { repeats: true })),
  ),
  ...at(tcpGuide, '+CIPDOMAIN', quoted('domain name', 'name', '域名', { most: 64 })),
  ...at(tcpGuide, '+PING', quoted('host', 'host', '地址')),
  ...at(basicGuide, '+SYSLOG', choice('status', 'error codes', '错误码', { 0: ['not printed', '不打印'], 1: ['printed (ERR CODE)', '打印（ERR CODE）'] })),
  ...at(
    basicGuide,
    '+SYSMFG',
    choice('operation', 'what to do', '操作', { 0: ['erase', '擦除'], 1: ['read', '读取'], 2: ['write', '写入'] }),
    quoted('namespace', 'kind', '存储区', { choices: { mqtt_ca: text('CA of MQTT', 'MQTT 的 CA'), mqtt_cert: text('client certificate of MQTT', 'MQTT 客户端证书'), mqtt_key: text('client key of MQTT', 'MQTT 客户端私钥') } }),
    optional(quoted('key', 'which one', '名称')),
    optional(number('type', 'kind of data (8: bytes)', '数据类型（8：二进制）')),
    optional(number('length', 'bytes that follow', '随后的字节数', { unit: bytes })),
  ),
  ...at(
    basicGuide,
    '+UART_CUR',
    number('baudrate', 'baud rate', '波特率', { range: [80, 5_000_000], unit: text('bit/s', 'bit/s') }),
    choice('databits', 'data bits', '数据位', { 5: ['5', '5'], 6: ['6', '6'], 7: ['7', '7'], 8: ['8', '8'] }),
    choice('stopbits', 'stop bits', '停止位', { 1: ['1', '1'], 2: ['1.5', '1.5'], 3: ['2', '2'] }),
    choice('parity', 'parity', '校验', { 0: ['none', '无'], 1: ['odd', '奇'], 2: ['even', '偶'] }),
    choice('flow control', 'flow control', '流控', { 0: ['none', '无'], 1: ['RTS', 'RTS'], 2: ['CTS', 'CTS'], 3: ['RTS and CTS', 'RTS 和 CTS'] }),
  ),
}
