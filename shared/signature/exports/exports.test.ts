import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { Login } from '../login.ts'
import { readGiven } from '../read/read-given.ts'
import { cLiteral, connectBytes, exportC } from './c.ts'
import { exporters } from './index.ts'
import { exportJson } from './json.ts'
import { exportMosquitto } from './mosquitto.ts'
import { exportMqttx } from './mqttx.ts'
import { exportPython, pythonLiteral } from './python.ts'

/** Alibaba's own example (document 73742), and values with everything that quoting can trip over. */
const plain: Login = {
  host: 'pk.iot-as-mqtt.cn-shanghai.aliyuncs.com',
  port: 1883,
  transport: 'tcp',
  clientId: '12345|securemode=3,signmethod=hmacsha1,timestamp=789|',
  username: 'device&pk',
  password: 'fafd82a3d602b37fb0fa8b7892f24a477f851a14',
}
const hard = `it's "$HOME" \`id\` \\n\\\\ %s ??/ ??( !x #y ~ * 中文 é 😀\ttab\nline\r\u0007\u007f`
const tricky: Login = { ...plain, clientId: hard, username: `-${hard}`, password: `${hard}\\` }
const file = (name: string) => ({ name, bytes: new Uint8Array(1) })
const mutual: Login = { ...plain, port: 8883, transport: 'tls', ca: file('root ca.pem'), certificate: file('c.pem'), privateKey: file('k.pem') }
const secure: Login = { ...plain, port: 443, transport: 'wss', path: '/mqtt' }

const has = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0

describe('JSON', () => {
  it('has the parts by name, and is read back', () => {
    expect(JSON.parse(exportJson(plain).text)).toStrictEqual({ ...plain })
    const [found] = readGiven(exportJson(tricky).text)
    expect(found?.given).toStrictEqual({ host: plain.host, port: '1883', clientId: tricky.clientId, username: tricky.username, password: tricky.password })
  })
})

describe('mosquitto', () => {
  /** The words as a real shell hands them to the program. */
  const words = (command: string): readonly string[] =>
    execFileSync('sh', ['-c', `mosquitto_sub() { for word in "$@"; do printf '%s\\000' "$word"; done; }\nmosquitto_pub() { mosquitto_sub "$@"; }\n${command}`], { encoding: 'utf8' })
      .split('\0')
      .slice(0, -1)

  it.each([plain, tricky])('survives a shell', (login) => {
    const { clientId, username, password } = login
    const start = ['-d', '-V', 'mqttv311', '-k', '120', '-h', plain.host, '-p', '1883']
    expect(words(exportMosquitto(login, { topic: '#' }).text)).toStrictEqual([...start, '-i', clientId, '-u', username, '-P', password, '-v', '-t', '#'])
  })

  it('is read back', () => {
    const [found] = readGiven(exportMosquitto({ ...plain, password: "it's | & $x" }).text)
    expect(found?.given).toStrictEqual({ host: plain.host, port: '1883', clientId: plain.clientId, username: 'device&pk', password: "it's | & $x" })
  })

  it('names files, certificates of the system, ALPN; publishes a payload', () => {
    const command = exportMosquitto({ ...mutual, alpn: ['x-amzn-mqtt-ca'] }, { folder: '/my certs', topic: 't', payload: '{"a":"b"}' }).text
    const files = ['--cafile', '/my certs/root ca.pem', '--cert', '/my certs/c.pem', '--key', '/my certs/k.pem']
    expect(words(command).slice(-12)).toStrictEqual([...files, '--tls-alpn', 'x-amzn-mqtt-ca', '-t', 't', '-m', '{"a":"b"}'])
    expect(words(exportMosquitto({ ...plain, transport: 'tls' }).text)).toContain('--tls-use-os-certs')
  })

  it('says that WebSocket needs mosquitto 2.1', () => {
    const { text, notes } = exportMosquitto({ ...secure, path: '/other' })
    expect(words(text)).toContain('--ws')
    expect(notes.map(({ en }) => en).join('\n')).toMatch(/mosquitto 2\.1[\s\S]*path \/mqtt/)
    expect(exportMosquitto(plain).text).not.toMatch(/--ws/)
  })
})

describe('MQTTX', () => {
  type Connection = Record<string, unknown>
  const imported = (...args: Parameters<typeof exportMqttx>): Connection => {
    const all = JSON.parse(exportMqttx(...args).text) as Connection[]
    expect(all).toHaveLength(1)
    return all[0] ?? {}
  }
  /** What MQTTX 1.13 asks of a file (ImportData, hasRequiredItem) and its database of a row (ConnectionEntity without default or nullable). */
  const isAccepted = (one: Connection): boolean =>
    Boolean(one['id'] && one['clientId'] && one['name'] && one['host'] && one['port']) &&
    !(one['ssl'] === true && !one['certType']) &&
    !(one['certType'] === 'self' && !one['ca']) &&
    ['connectTimeout', 'reconnect', 'ssl', 'mqttVersion', 'unreadMessageCount', 'ca', 'cert', 'key'].every((column) => one[column] !== undefined && one[column] !== null)

  it('takes it, whatever the transport and the files', () => {
    for (const login of [plain, tricky, mutual, secure, { ...plain, transport: 'tls' }, { ...mutual, ca: undefined }, { ...plain, transport: 'ws' }]) {
      const { ca, ...rest } = login
      expect(isAccepted(imported({ ...rest, ...(ca && { ca }) } as Login))).toBe(true)
    }
  })

  it('carries the login', () => {
    expect(imported(plain)).toMatchObject({ protocol: 'mqtt', host: plain.host, port: 1883, clientId: plain.clientId, username: plain.username, password: plain.password, ssl: false, mqttVersion: '3.1.1' })
    expect(imported(secure)).toMatchObject({ protocol: 'wss', path: '/mqtt', ssl: true, certType: 'server' })
    expect(imported(mutual, { folder: 'C:\\certs' })).toMatchObject({ protocol: 'mqtts', certType: 'self', ca: 'C:\\certs\\root ca.pem', cert: 'C:\\certs\\c.pem', key: 'C:\\certs\\k.pem' })
    expect(readGiven(exportMqttx(secure).text)[0]).toMatchObject({ given: { clientId: plain.clientId, port: '443' }, inputs: { transport: 'wss' }, source: { en: 'MQTTX JSON' } })
  })

  it('is one connection each time: its ID is a UUID of host, port, client ID and user name, and tells nothing of the password', () => {
    const { id } = imported(plain)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(imported({ ...plain, password: 'other' })['id']).toBe(id)
    expect(imported({ ...plain, clientId: 'other' })['id']).not.toBe(id)
  })
})

describe('Python', () => {
  it('has literals that evaluate to the values, in a script that compiles', () => {
    const logins = [plain, tricky, mutual, secure]
    const reader = `
import ast, json, sys
out = []
for source in json.load(sys.stdin):
    tree = ast.parse(source)
    constants = [node for node in tree.body if isinstance(node, ast.Assign) and getattr(node.targets[0], 'id', '').isupper()]
    out.append({node.targets[0].id: ast.literal_eval(node.value) for node in constants})
    compile(source, 'mqtt_login.py', 'exec')
print(json.dumps(out))`
    const answer = execFileSync('python3', ['-c', reader], { input: JSON.stringify(logins.map((login) => exportPython(login, { topic: hard, payload: hard }).text)), encoding: 'utf8' })
    expect(JSON.parse(answer)).toStrictEqual(
      logins.map(({ host, port, clientId, username, password }) => ({ HOST: host, PORT: port, CLIENT_ID: clientId, USERNAME: username, PASSWORD: password, TOPIC: hard, PAYLOAD: hard })),
    )
  })

  it('is ASCII throughout', () => {
    expect(exportPython(tricky).text).toMatch(/^[\n -~]*$/)
    expect(pythonLiteral('😀中é\u0001')).toBe('"\\U0001f600\\u4e2d\\xe9\\x01"')
  })

  it('sets up TLS, ALPN and WebSocket', () => {
    expect(exportPython({ ...mutual, alpn: ['mqtt'] }).text).toContain('client.tls_set(ca_certs="root ca.pem", certfile="c.pem", keyfile="k.pem", alpn_protocols=["mqtt"])')
    expect(exportPython(secure).text).toMatch(/transport="websockets"[\s\S]*client\.tls_set\(\)\nclient\.ws_set_options\(path="\/mqtt"\)/)
    expect(exportPython(plain).text).not.toMatch(/tls_set|websockets/)
  })
})

describe('C', () => {
  /** C99 6.4.5 and 5.2.1.1 by hand: trigraphs first, then escapes. */
  const decode = (literal: string): string => {
    const bytes: number[] = []
    const body = literal.slice(1, -1).replace(/\?\?([=/'()!<>-])/g, '?TRIGRAPH$1')
    for (const [token] of body.matchAll(/\\[0-7]{1,3}|\\.|./gs)) {
      bytes.push(/^\\[0-7]/.test(token) ? parseInt(token.slice(1), 8) : token.startsWith('\\') ? token.charCodeAt(1) : token.charCodeAt(0))
    }
    return Buffer.from(bytes).toString('utf8')
  }

  it('has literals that mean the values', () => {
    for (const value of [plain.clientId, hard, '', '?????', '中1', '\u00011', 'a\\']) expect(decode(cLiteral(value))).toBe(value)
    expect(cLiteral('中1')).toBe('"\\344\\270\\2551"')
    expect(exportC(tricky).text).toContain(`static const char mqtt_password[] = ${cLiteral(`${hard}\\`)};`)
  })

  it.runIf(has('gcc', '--version'))('as a compiler reads them, trigraphs and all', () => {
    const folder = mkdtempSync(join(tmpdir(), 'literals-'))
    try {
      const source = join(folder, 'a.c')
      writeFileSync(source, `#include <stdio.h>\nstatic const char value[] = ${cLiteral(hard)};\nint main(void) { return fwrite(value, 1, sizeof value - 1, stdout) == 0; }\n`)
      execFileSync('gcc', ['-std=c99', '-Wall', '-Werror', '-o', join(folder, 'a'), source])
      expect(execFileSync(join(folder, 'a')).toString('utf8')).toBe(hard)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('counts the CONNECT packet (MQTT 3.1.1, 3.1) and makes room for it', () => {
    // 2 bytes of fixed header, 10 of variable header, 2 + 5 of the client ID.
    expect(connectBytes({ host: 'h', port: 1883, transport: 'tcp', clientId: 'abcde' })).toBe(2 + 10 + 7)
    // Client ID 53, user name 9, password 40: 118 bytes remain, and below 128 the length takes one byte, above two.
    expect(connectBytes(plain)).toBe(2 + 10 + 55 + 11 + 42)
    expect(connectBytes({ ...plain, password: 'p'.repeat(300) })).toBe(3 + 10 + 55 + 11 + 302)
    expect(exportC({ ...plain, password: 'p'.repeat(300) }).text).toContain('mqtt_send_buffer[384]')
    expect(exportC(plain).notes[0]?.en).toMatch(/has 120 bytes/)
  })

  it('says what Paho’s embedded client lacks', () => {
    expect(exportC({ ...mutual, alpn: ['mqtt'] }).notes.map(({ en }) => en).join('\n')).toMatch(/plain TCP only[\s\S]*ALPN name mqtt/)
    expect(exportC(secure).text).toContain('static const char mqtt_path[] = "/mqtt";')
  })
})

test('every note in both languages, and none with a value', () => {
  for (const { make, label } of exporters) {
    for (const login of [tricky, mutual, secure, { ...mutual, alpn: ['a', 'b'] }]) {
      const words = make({ ...login, password: 'S3cr3t' }).notes.flatMap(({ en, zh }) => [en, zh])
      expect([label.en, label.zh, ...words].filter((word) => word === '' || word.includes('S3cr3t'))).toStrictEqual([])
      expect(make({ ...login, password: 'S3cr3t' }).text).toContain('S3cr3t')
    }
  }
})
