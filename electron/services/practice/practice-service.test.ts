import { connect, type MqttClient } from 'mqtt'
import { afterEach, describe, expect, test } from 'vitest'
import type { PracticeBroker, PracticeState } from '../../../shared/contract/practice.ts'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { fromLatin1, latin1 } from '../../../shared/text/bytes.ts'
import type { PortHandle } from '../serial/provider.ts'
import { createPracticePorts } from './practice-ports.ts'
import { PracticeService } from './practice-service.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})

function bench() {
  const service = new PracticeService({ modem: { pace: 'instant', secondMs: 20 }, unpluggedMs: 60 })
  undo.push(service.dispose)
  const told: PracticeState[] = []
  service.onDidChange((state) => void told.push(state))
  return { service, told, ports: createPracticePorts(service) }
}

async function runningBroker(service: PracticeService): Promise<PracticeBroker> {
  const started = await service.startBroker()
  if (!started.ok || !started.value.broker) throw new Error('the broker did not start')
  return started.value.broker
}

/** The return code of CONNACK, over any of the broker's four doors. */
function login(url: string, broker: PracticeBroker, password = broker.password): Promise<number> {
  const client: MqttClient = connect(url, { username: broker.username, password, ca: Buffer.from(broker.ca.bytes), reconnectPeriod: 0, connectTimeout: 5000 })
  undo.push(() => client.endAsync(true))
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve(0))
    client.once('error', (error) => ('code' in error && typeof error.code === 'number' ? resolve(error.code) : reject(error)))
  })
}

describe('the broker', () => {
  test('takes its login over TCP, TLS, ws and wss, and checks by its own CA', async () => {
    const broker = await runningBroker(bench().service)
    const urls = [`mqtt://${broker.host}:${broker.tcpPort}`, `mqtts://${broker.host}:${broker.tlsPort}`, `mqtts://127.0.0.1:${broker.tlsPort}`, `ws://${broker.host}:${broker.wsPort}`, `wss://${broker.host}:${broker.wssPort}/mqtt`]
    expect(await Promise.all(urls.map((url) => login(url, broker)))).toEqual([0, 0, 0, 0, 0])
  })

  test('refuses a wrong password with 4', async () => {
    const broker = await runningBroker(bench().service)
    expect(await login(`mqtt://${broker.host}:${broker.tcpPort}`, broker, 'wrong')).toBe(4)
  })

  test('starts once, keeps its CA over a restart, and is gone after a stop', async () => {
    const { service, told } = bench()
    const first = await runningBroker(service)
    expect(await runningBroker(service)).toEqual(first)
    const stopped = await service.stopBroker()
    expect(stopped.ok && stopped.value.broker).toBeNull()
    await expect(login(`mqtt://${first.host}:${first.tcpPort}`, first)).rejects.toThrow()
    expect((await runningBroker(service)).ca).toEqual(first.ca)
    expect(told.map(({ broker }) => broker !== null)).toEqual([true, false, true])
  })

  test('stops while clients are connected', async () => {
    const { service } = bench()
    const broker = await runningBroker(service)
    await login(`mqtt://${broker.host}:${broker.tcpPort}`, broker)
    await login(`ws://${broker.host}:${broker.wsPort}`, broker)
    expect((await service.stopBroker()).ok).toBe(true)
  })

  test('the clouds come and go with it, each with a device and ways to log in', async () => {
    const { service } = bench()
    expect((await service.state()).clouds).toEqual([])
    await runningBroker(service)
    const { clouds } = await service.state()
    expect(clouds.map(({ id }) => id)).toEqual(['alibaba-iot', 'tencent-iothub', 'onenet', 'huawei-iotda', 'baidu-iotcore', 'tuya-link', 'azure-iothub', 'aws'])
    for (const demo of clouds.flatMap((cloud) => cloud.demos)) {
      expect(demo.inputs).toMatchObject({ host: 'localhost', port: expect.stringMatching(/^[1-9]\d+$/) })
    }
    expect(clouds.map(({ demos: own }) => new Set(own.map(({ id }) => id)).size)).toEqual(clouds.map(({ demos: own }) => own.length))
    await service.stopBroker()
    expect((await service.state()).clouds).toEqual([])
  })

  test('its CA is PEM with LF line ends', async () => {
    const { ca } = await runningBroker(bench().service)
    expect(fromLatin1(ca.bytes)).toMatch(/^-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END CERTIFICATE-----\n$/)
  })
})

describe('ports', () => {
  /** The EC20's entry alone: the bench has other modems too. */
  const listed = async (ports: ReturnType<typeof createPracticePorts>) => (await ports.list()).ports.filter((port) => port.path === path)
  const path = 'practice:quectel-ec20'

  async function opened(ports: ReturnType<typeof createPracticePorts>): Promise<PortHandle> {
    const handle = await ports.open(path, defaultLineSettings)
    if (!handle.ok) throw new Error(handle.failure.code)
    undo.push(handle.value.close)
    return handle.value
  }

  /** Writes a line and waits for `mark` in what comes back. */
  async function ask(handle: PortHandle, line: string, mark: string): Promise<string> {
    let heard = ''
    const stop = handle.onData((bytes) => void (heard += fromLatin1(bytes)))
    await handle.write(latin1(line))
    await expect.poll(() => heard, { timeout: 2000, interval: 2 }).toContain(mark)
    stop()
    return heard
  }

  test('one is listed, and answers AT', async () => {
    const { ports } = bench()
    expect(await listed(ports)).toEqual([{ path, kind: 'practice', label: 'Practice EC20', manufacturer: 'Quectel', serialNumber: 'practice-quectel-ec20' }])
    expect(await ask(await opened(ports), 'AT\r', 'OK\r\n')).toBe('AT\r\r\nOK\r\n')
  })

  test('every modem of the bench has one, named without its maker', async () => {
    const { ports, service } = bench()
    const { ports: all } = await ports.list()
    expect(all.map(({ path: each }) => each)).toEqual(service.models().map(({ id }) => `practice:${id}`))
    expect(all.find(({ path: each }) => each === 'practice:airm2m-air780ep')).toMatchObject({ label: 'Practice Air780EP', manufacturer: 'AirM2M' })
  })

  test('is fresh at every opening, and open only once at a time', async () => {
    const { ports } = bench()
    const first = await opened(ports)
    await ask(first, 'ATE0\r', 'OK\r\n')
    expect(await ports.open(path, defaultLineSettings)).toMatchObject({ ok: false, failure: { code: 'port.busy' } })
    await first.close()
    expect(await ask(await opened(ports), 'AT\r', 'OK\r\n')).toBe('AT\r\r\nOK\r\n')
  })

  test('a fault set before opening, and one set while open, both strike', async () => {
    const { service, ports } = bench()
    await service.setFault('quectel-ec20', 'no-sim')
    const handle = await opened(ports)
    expect(await ask(handle, 'AT+CPIN?\r', '10\r\n')).toBe('AT+CPIN?\r\r\n+CME ERROR: 10\r\n')
    await service.setFault('quectel-ec20', 'weak-signal')
    expect(await ask(handle, 'AT+CSQ\r', 'OK\r\n')).toBe('AT+CSQ\r\r\n+CSQ: 4,99\r\n\r\nOK\r\n')
    expect((await service.state()).modems[0]?.fault).toBe('weak-signal')
  })

  test('unplugged: the handle ends with a failure, the list is empty, and it comes back booting', async () => {
    const { service, ports, told } = bench()
    const handle = await opened(ports)
    const ends: (string | undefined)[] = []
    handle.onClosed((failure) => void ends.push(failure?.code))
    await service.setFault('quectel-ec20', 'unplugged-now')
    expect({ ends, listed: await listed(ports), fault: told.at(-1)?.modems[0]?.fault }).toEqual({ ends: ['port.vanished'], listed: [], fault: null })
    expect(await handle.write(latin1('AT\r'))).toMatchObject({ ok: false, failure: { code: 'port.closed' } })
    expect(await ports.open(path, defaultLineSettings)).toMatchObject({ ok: false, failure: { code: 'port.not-found' } })
    await expect.poll(async () => (await listed(ports)).length, { timeout: 2000, interval: 10 }).toBe(1)
    expect(await ask(await opened(ports), '', 'RDY\r\n')).toBe('\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\n+QIND: SMS DONE\r\n\r\n+QIND: PB DONE\r\n')
  })

  test('unplugged while nobody has it open: it is absent for a while too', async () => {
    const { service, ports } = bench()
    await service.setFault('quectel-ec20', 'unplugged-now')
    expect(await listed(ports)).toEqual([])
    expect((await service.state()).modems[0]?.fault).toBeNull()
  })

  test('closing it ends without a failure', async () => {
    const handle = await opened(bench().ports)
    const ends: unknown[] = []
    handle.onClosed((failure) => void ends.push(failure))
    await handle.close()
    await handle.close()
    expect(ends).toEqual([undefined])
  })

  test('unknown modems and faults are refused in words', async () => {
    const { service, ports } = bench()
    expect(await service.setFault('nokia-3310', null)).toMatchObject({ ok: false, failure: { code: 'practice.unknown-modem' } })
    expect(await service.setFault('quectel-ec20', 'gremlins')).toMatchObject({ ok: false, failure: { code: 'practice.unknown-fault' } })
    expect(await ports.open('practice:nokia-3310', defaultLineSettings)).toMatchObject({ ok: false, failure: { code: 'port.not-found' } })
  })
})
