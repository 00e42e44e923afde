import { text } from '../../text/local-text.ts'
import { isTls, isWebSocket, pathOf, usualKeepAlive, usualTopic, type Exporter } from './export.ts'

const named: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Python language reference, 2.4.1. All that is not printable ASCII is escaped, so that the file's encoding does not matter. */
export function pythonLiteral(value: string): string {
  const characters = Array.from(value, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x20 && code < 0x7f) return named[character] ?? character
    const [letter, digits] = code < 0x100 ? (['x', 2] as const) : code < 0x10000 ? (['u', 4] as const) : (['U', 8] as const)
    return named[character] ?? `\\${letter}${code.toString(16).padStart(digits, '0')}`
  })
  return `"${characters.join('')}"`
}

const install = text('Needs paho-mqtt 2: pip install "paho-mqtt>=2".', '需要 paho-mqtt 2：pip install "paho-mqtt>=2"。')

/** A script for paho-mqtt 2 that logs in, prints CONNACK and what comes on a topic. It stops when it is refused. */
export const exportPython: Exporter = (login, { topic = usualTopic, payload, folder, keepAlive = usualKeepAlive } = {}) => {
  const { host, port, path = '/mqtt', alpn = [], clientId, username, password, ca, certificate, privateKey } = login
  const file = (name: string, pem: typeof ca): readonly string[] => (pem ? [`${name}=${pythonLiteral(pathOf(pem, folder))}`] : [])
  const tls = [
    ...file('ca_certs', ca),
    ...file('certfile', certificate),
    ...file('keyfile', privateKey),
    ...(alpn.length > 0 ? [`alpn_protocols=[${alpn.map(pythonLiteral).join(', ')}]`] : []),
  ]
  const lines: readonly (string | false)[] = [
    'import paho.mqtt.client as mqtt',
    '',
    `HOST = ${pythonLiteral(host)}`,
    `PORT = ${port}`,
    `CLIENT_ID = ${pythonLiteral(clientId)}`,
    username !== undefined && `USERNAME = ${pythonLiteral(username)}`,
    password !== undefined && `PASSWORD = ${pythonLiteral(password)}`,
    `TOPIC = ${pythonLiteral(topic)}`,
    payload !== undefined && `PAYLOAD = ${pythonLiteral(payload)}`,
    '',
    '',
    'def on_connect(client, userdata, flags, reason_code, properties):',
    '    print("CONNACK:", reason_code)',
    '    if reason_code.is_failure:',
    '        client.disconnect()',
    '        return',
    '    client.subscribe(TOPIC)',
    payload !== undefined && '    client.publish(TOPIC, PAYLOAD, qos=1)',
    '',
    '',
    'def on_disconnect(client, userdata, flags, reason_code, properties):',
    '    print("Disconnected:", reason_code)',
    '',
    '',
    'def on_message(client, userdata, message):',
    '    print(message.topic, message.payload)',
    '',
    '',
    'client = mqtt.Client(',
    '    mqtt.CallbackAPIVersion.VERSION2,',
    '    client_id=CLIENT_ID,',
    '    protocol=mqtt.MQTTv311,',
    isWebSocket(login) && '    transport="websockets",',
    ')',
    'client.on_connect = on_connect',
    'client.on_disconnect = on_disconnect',
    'client.on_message = on_message',
    (username !== undefined || password !== undefined) &&
      `client.username_pw_set(${username === undefined ? '""' : 'USERNAME'}${password === undefined ? '' : ', PASSWORD'})`,
    isTls(login) && `client.tls_set(${tls.join(', ')})`,
    isWebSocket(login) && `client.ws_set_options(path=${pythonLiteral(path)})`,
    `client.connect(HOST, PORT, keepalive=${keepAlive})`,
    'client.loop_forever()',
  ]
  return { text: `${lines.filter((line) => line !== false).join('\n')}\n`, fileName: 'mqtt_login.py', language: 'python', notes: [install] }
}
