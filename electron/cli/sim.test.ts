import { connect } from 'node:net'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { runSim, type SimOptions } from './sim.ts'

/** Runs the command with streams in memory; `stop` ends it as a signal would. */
function start(options: Partial<SimOptions>) {
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  const said = { out: '', err: '' }
  io.stdout.on('data', (bytes) => void (said.out += String(bytes)))
  io.stderr.on('data', (bytes) => void (said.err += String(bytes)))
  const stopping = new AbortController()
  const code = runSim({ modem: 'quectel-ec20', pace: 'instant', awayMs: 50, ...options }, { ...io, signal: stopping.signal })
  return { ...io, said, code, stop: () => stopping.abort() }
}

const hears = (get: () => string, mark: string) => expect.poll(get, { timeout: 3000, interval: 5 }).toContain(mark)

describe('bad usage is exit code 2', () => {
  test.each<[string, Partial<SimOptions>, RegExp]>([
    ['an unknown modem', { modem: 'nokia-3310', stdio: true }, /no modem "nokia-3310"[\s\S]*quectel-ec20/],
    ['an unknown fault', { stdio: true, fault: 'gremlins' }, /no fault "gremlins"[\s\S]*no-sim[\s\S]*silent-at/],
    ['no place', {}, /one of --pty PATH, --stdio or --tcp PORT/],
    ['two places', { stdio: true, tcp: 0 }, /one of --pty PATH, --stdio or --tcp PORT/],
    ['a port that is none', { tcp: 70_000 }, /0 to 65535/],
  ])('%s', async (_what, options, words) => {
    const sim = start(options)
    expect(await sim.code).toBe(2)
    expect(sim.said.err).toMatch(words)
  })
})

test('--list names the modems and their faults', async () => {
  const sim = start({ list: true })
  expect(await sim.code).toBe(0)
  expect(sim.said.out).toMatch(/^quectel-ec20 {2}Quectel EC20\n[\s\S]*no-sim/)
})

test('--stdio: ready on stderr, bytes on stdout, and the end with the input', async () => {
  const sim = start({ stdio: true })
  await hears(() => sim.said.err, 'ready stdio\n')
  sim.stdin.write('AT+CSQ\r')
  await hears(() => sim.said.out, 'OK\r\n')
  expect(sim.said.out).toBe('AT+CSQ\r\r\n+CSQ: 26,99\r\n\r\nOK\r\n')
  sim.stdin.end()
  expect(await sim.code).toBe(0)
})

test('--stdio with a fault, and one that unplugs: the end of the process', async () => {
  const faulty = start({ stdio: true, fault: 'no-sim' })
  faulty.stdin.write('AT+CPIN?\r')
  await hears(() => faulty.said.out, '+CME ERROR: 10')
  faulty.stop()
  expect(await faulty.code).toBe(0)
  const unplugged = start({ stdio: true, fault: 'unplug-at:AT+CSQ' })
  unplugged.stdin.write('AT+CSQ\r')
  expect(await unplugged.code).toBe(0)
})

test('--tcp 0: prints its port, serves one host at a time, and comes back after being unplugged', async () => {
  const sim = start({ tcp: 0, fault: 'unplug-at:AT+CFUN' })
  await hears(() => sim.said.out, '\n')
  const port = Number(/^ready tcp:\/\/127\.0\.0\.1:(\d+)\n$/.exec(sim.said.out)?.[1])
  let heard = ''
  const host = connect(port, '127.0.0.1').on('data', (bytes) => void (heard += String(bytes)))
  host.write('AT\r')
  await hears(() => heard, 'AT\r\r\nOK\r\n')
  const second = connect(port, '127.0.0.1')
  await new Promise((resolve) => second.once('close', resolve))
  const unplugged = new Promise((resolve) => host.once('close', resolve))
  host.write('AT+CFUN=0\r')
  await unplugged
  await hears(() => sim.said.err, 'plugged in again')
  heard = ''
  const again = connect(port, '127.0.0.1').on('data', (bytes) => void (heard += String(bytes)))
  await hears(() => heard, 'RDY\r\n')
  sim.stop()
  expect(await sim.code).toBe(0)
  await new Promise((resolve) => again.once('close', resolve))
})

test('a TCP port in use is exit code 1, in words', async () => {
  const first = start({ tcp: 0 })
  await hears(() => first.said.out, '\n')
  const second = start({ tcp: Number(/:(\d+)\n/.exec(first.said.out)?.[1]) })
  expect(await second.code).toBe(1)
  expect(second.said.err).toMatch(/in use already/)
  first.stop()
  expect(await first.code).toBe(0)
})
