import { createServer as createTlsServer } from 'node:tls'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { loopBroker, silentModem, undo, undoAll, webServer } from '../../../../../test/support/air780-bench.ts'
import { readTerminalLog, type LogEntry } from '../../../../../test/support/terminal-log.ts'
import { createAuthority } from '../../certificates.ts'

let identity: { readonly cert: string; readonly key: string }
beforeAll(async () => {
  const authority = await createAuthority({ name: 'Bench' })
  const { certificate: cert, privateKey: key } = await authority.issue({ name: 'localhost', hosts: ['localhost'] })
  identity = { cert, key }
})
afterEach(undoAll)

/** TLS in front of a broker: the public endpoint's port takes both. */
async function tlsInFrontOf(port: number): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createTlsServer(identity, (socket) => {
    const behind = connect(port, '127.0.0.1')
    for (const each of [socket, behind]) sockets.add(each.on('error', () => {}))
    socket.pipe(behind).pipe(socket)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  undo.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** Sends what the session sent, and gives what came back in the session's own form. */
async function replay(entries: readonly LogEntry[], bench: { readonly tcp: number; readonly tls: number; readonly web: number }): Promise<LogEntry[]> {
  const { send, until, quiet } = await silentModem()
  const found: LogEntry[] = []
  for (const { sent, received } of entries) {
    const line = sent
      .replace(/^AT\+MIPSTART=.*$/, `AT+MIPSTART="127.0.0.1",${bench.tcp}`)
      .replace(/^AT\+SSLMIPSTART=.*$/, `AT+SSLMIPSTART="127.0.0.1",${bench.tls}`)
      .replace(/https:\/\/iot-auth\.cn-shanghai\.aliyuncs\.com/, `http://127.0.0.1:${bench.web}`)
    send(sent.startsWith('AT') ? `${line}\r` : line)
    const last = received.at(-1)
    const heard = last === undefined ? '' : await until(`${last}\r\n`)
    // What comes besides must show.
    const more = await quiet(5)
    found.push({ sent, received: `${heard}${more}`.split('\r\n').filter((each) => each !== '') })
  }
  return found
}

async function bench(answer = '') {
  const broker = await loopBroker()
  const web = await webServer(answer)
  return { tcp: broker.port, tls: await tlsInFrontOf(broker.port), web: web.port, broker, requests: web.requests }
}

const jsonOf = (entries: readonly LogEntry[]) => entries.flatMap(({ received }) => received).find((line) => line.startsWith('{')) ?? ''
const isBody = (line: string) => line.startsWith('productKey=')

test('direct MQTT, as recorded', async () => {
  const entries = readTerminalLog('air780ep-aliyun-direct-mqtt')
  const it = await bench()
  expect(await replay(entries, it)).toStrictEqual(entries)
  expect(it.broker.received[0]).toMatchObject({
    protocolVersion: 4,
    clientId: '868488076506128|securemode=3,signmethod=hmacmd5|',
    username: '868488076506128&k1hipglLdjU',
    password: Buffer.from('0f655b12adf519b9a7a2b0a990f398b6'),
    keepalive: 120,
    clean: true,
  })
})

test.each(['air780ep-aliyun-http-auth', 'air780ep-aliyun-dynamic-register'])('%s, as recorded', async (name) => {
  const entries = readTerminalLog(name)
  const it = await bench(jsonOf(entries))
  expect(await replay(entries, it)).toStrictEqual(entries)
  expect(it.requests).toMatchObject([{ method: 'POST', contentType: 'application/x-www-form-urlencoded', body: entries.find(({ sent }) => isBody(sent))?.sent }])
})

test('HTTP authentication of an Air724UG, as recorded', async () => {
  const entries = readTerminalLog('luat-air724ug-aliyun-http-auth', isBody)
  const it = await bench(jsonOf(entries))
  // Another module: its version, and the address that it was given.
  const own = entries.map((entry) => ({
    ...entry,
    received: entry.received.map((line) => line.replace('AirM2M_Air724UG_V409_LTE_AT', 'AirM2M_780EP_V1007_LTE_AT').replace('100.86.47.178', '10.0.0.2')),
  }))
  expect(await replay(own, it)).toStrictEqual(own)
})

test('publishing and subscribing, as recorded', async () => {
  const connecting = readTerminalLog('air780ep-aliyun-direct-mqtt')
  const entries = readTerminalLog('air780ep-aliyun-pub-sub')
  const it = await bench()
  expect((await replay([...connecting, ...entries], it)).slice(connecting.length)).toStrictEqual(entries)
  expect(it.broker.received.slice(1)).toMatchObject([
    { cmd: 'publish', qos: 0, topic: '/k1hipglLdjU/868488076506128/user/update', payload: Buffer.from('HelloWorld') },
    { cmd: 'publish', qos: 1 },
    { cmd: 'subscribe', subscriptions: [{ topic: '/k1hipglLdjU/868488076506128/user/get', qos: 0 }] },
  ])
})

test('openLuat’s plain connection, and publishing with QoS 0, 1 and 2', async () => {
  const entries = readTerminalLog('luat-air780ep-mqtt-tcp')
  expect(await replay(entries, await bench())).toStrictEqual(entries)
  const all = readTerminalLog('luat-air780ep-pub-qos012-old')
  const until = all.findIndex(({ sent }) => sent.startsWith('AT+MQTTMSGSET'))
  expect(await replay(all.slice(0, until), await bench())).toStrictEqual(all.slice(0, until))
})

test('a second MIPSTART and a second MCONNECT, as recorded', async () => {
  const all = readTerminalLog('luat-air780e-boot-already-connect-767')
  // The restart is looked at elsewhere: its time differs. Another module of the family.
  const entries = all.slice(1).map((entry) => ({ ...entry, received: entry.received.map((line) => line.replace('AirM2M_780E_V1161_LTE_AT', 'AirM2M_780EP_V1007_LTE_AT')) }))
  expect(await replay(entries, await bench())).toStrictEqual(entries)
})

test('a restart says what the recorded one said', async () => {
  const [restart] = readTerminalLog('luat-air780e-boot-already-connect-767')
  const { command, until } = await silentModem(null, { now: () => Date.UTC(2024, 6, 10, 8, 33, 44) })
  await command('AT+RESET')
  const heard = await until('+0,0\r\n')
  expect(['OK', ...heard.split('\r\n').filter((line) => line !== '')]).toStrictEqual(restart?.received)
})
