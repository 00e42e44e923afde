import { mkdtemp, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { SerialPort } from 'serialport'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runSim, type SimOptions } from '../../electron/cli/sim.ts'

/** `sim --pty` seen through real serialport, as the program and any other terminal see it. */
let folder: string
const undo: (() => unknown)[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-sim-'))
})
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function start(options: Partial<SimOptions>) {
  const said = { out: '', err: '' }
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  streams.stdout.on('data', (bytes) => void (said.out += String(bytes)))
  streams.stderr.on('data', (bytes) => void (said.err += String(bytes)))
  const stopping = new AbortController()
  const code = runSim({ modem: 'quectel-ec20', awayMs: 200, ...options }, { ...streams, signal: stopping.signal })
  const stop = () => {
    stopping.abort()
    return code
  }
  undo.push(stop)
  return { said, code, stop }
}

const hears = (get: () => string, mark: string) => expect.poll(get, { timeout: 8000, interval: 10 }).toContain(mark)

async function openPort(port: string) {
  const serial = new SerialPort({ path: port, baudRate: 115200, autoOpen: false })
  let heard = ''
  serial.on('data', (bytes: Buffer) => void (heard += bytes.toString('latin1')))
  serial.on('error', () => {})
  await new Promise<void>((resolve, reject) => serial.open((error) => (error ? reject(error) : resolve())))
  const closed = new Promise<void>((resolve) => serial.once('close', () => resolve()))
  // After a hang-up in the middle of traffic serialport may never close by itself; the kernel's error tells.
  const isGone = () =>
    new Promise<boolean>((resolve) => {
      if (!serial.isOpen) return resolve(true)
      serial.get((error) => resolve(error instanceof Error && /EIO|Input\/output/i.test(error.message)))
    })
  const close = async () => {
    if (serial.isOpen) serial.close()
    await closed
  }
  return { serial, heard: () => heard, closed, isGone, close }
}

test('can be opened, closed and opened again; the modem stays what it was', async () => {
  const port = path.join(folder, 'modem one')
  const sim = start({ pty: port })
  await hears(() => sim.said.out, '\n')
  expect(sim.said.out).toBe(`ready ${port}\n`)
  for (const expected of ['ATE0\r\r\nOK\r\n', '\r\nOK\r\n', '\r\nOK\r\n']) {
    const host = await openPort(port)
    host.serial.write('ATE0\r')
    await hears(host.heard, 'OK\r\n')
    expect(host.heard()).toBe(expected)
    await host.close()
  }
  expect(await sim.stop()).toBe(0)
  await expect(readlink(port)).rejects.toThrow('ENOENT')
})

test('bytes pass unchanged, whatever they are', async () => {
  const port = path.join(folder, 'raw')
  const sim = start({ pty: port })
  await hears(() => sim.said.out, 'ready')
  const host = await openPort(port)
  undo.push(host.close)
  const file = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7) & 0xff))
  host.serial.write(`ATE0\rAT+QFUPL="RAM:all.bin",${file.length},10\r`)
  await hears(host.heard, 'CONNECT\r\n')
  host.serial.write(file)
  await hears(host.heard, '+QFUPL: 4096,')
  host.serial.write('AT+QFDWL="RAM:all.bin"\r')
  await hears(host.heard, '+QFDWL: 4096,')
  const from = host.heard().lastIndexOf('CONNECT\r\n') + 'CONNECT\r\n'.length
  expect(Buffer.from(host.heard().slice(from, from + 4096), 'latin1').equals(file)).toBe(true)
})

test('unplugged: the open port is lost, and the same path comes back with a modem that has restarted', async () => {
  const port = path.join(folder, 'loose')
  const sim = start({ pty: port, fault: 'unplug-at:AT+CGATT' })
  await hears(() => sim.said.out, 'ready')
  const host = await openPort(port)
  undo.push(host.close)
  host.serial.write('ATE0\r')
  await hears(host.heard, 'OK\r\n')
  host.serial.write('AT+CGATT=1\r')
  await expect.poll(host.isGone, { timeout: 8000, interval: 10 }).toBe(true)
  await expect(readlink(port)).rejects.toThrow('ENOENT')
  await hears(() => sim.said.err, 'plugged in again')
  const again = await openPort(port)
  undo.push(again.close)
  // Boot lines go by unheard where opening takes long; the echo that is on again tells of the restart as well.
  const asks = () => {
    again.serial.write('AT\r')
    return again.heard()
  }
  await expect.poll(asks, { timeout: 8000, interval: 100 }).toContain('AT\r\r\nOK\r\n')
  expect(sim.said.out).toBe(`ready ${port}\n`)
})

test('a path that is somebody else’s is left alone', async () => {
  const port = path.join(folder, 'precious.txt')
  await writeFile(port, 'mine')
  const sim = start({ pty: port })
  expect(await sim.code).toBe(1)
  expect(sim.said.err).toMatch(/exists already/)
})

test('a folder that is not there, and a missing socat, are said in words', async () => {
  const sim = start({ pty: path.join(folder, 'no', 'such', 'folder') })
  expect(await sim.code).toBe(1)
  expect(sim.said.err).toMatch(/could not make a pseudo-terminal/)
  process.env['ATELIER_SOCAT'] = path.join(folder, 'no-socat')
  try {
    const without = start({ pty: path.join(folder, 'x') })
    expect(await without.code).toBe(1)
    expect(without.said.err).toMatch(/Install the package socat/)
  } finally {
    delete process.env['ATELIER_SOCAT']
  }
})
