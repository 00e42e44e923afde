import { afterEach, describe, expect, test } from 'vitest'
import { scriptModem } from '../../../../../test/support/modem-script.ts'
import { contextCommands } from './commands/contexts.ts'
import { lineCommands, show } from './commands/line.ts'
import { networkCommands } from './commands/network.ts'
import type { Family } from './family.ts'
import { brokerFaults, connectionFaults, dropsAfterConnect, lineFaults, networkFaults, wrongApn } from './faults.ts'
import { createModem } from './modem.ts'
import { initialModemState, type ModemState } from './state.ts'
import type { Board } from './board.ts'

/** The least that a family can be. */
const plain: Family<ModemState, Board> = {
  id: 'plain',
  name: 'Plain',
  maker: 'Nobody',
  faults: [...lineFaults, ...networkFaults, wrongApn, ...connectionFaults, ...brokerFaults, dropsAfterConnect],
  initialState: initialModemState,
  equip: (core) => core,
  commands: { ...lineCommands, ...networkCommands, ...contextCommands, I: { run: show('Plain', 'Rev 1') } },
  bootLines: () => ['RDY'],
  bearerLost: () => {},
  powerLost: () => {},
  noises: ['\xff', '\r\n+CGEV: NW DETACH\r\n'],
}

const undo: (() => unknown)[] = []
afterEach(() => undo.splice(0).forEach((each) => each()))

function faulty(fault: string | null) {
  const modem = createModem(plain, { pace: 'instant', secondMs: 5, now: () => Date.UTC(2026, 7, 7) })
  undo.push(modem.dispose)
  expect(modem.setFault(fault)).toBe(true)
  const chunks: number[] = []
  modem.onOutput((bytes) => void chunks.push(bytes.length))
  return { modem, chunks, ...scriptModem(modem) }
}

async function answer(fault: string, line: string, end: string): Promise<string> {
  const { command } = faulty(fault)
  await command('ATE0')
  return command(line, end)
}

describe('the line', () => {
  test('URCs stand between all lines of an answer, never inside one', async () => {
    const urc = '\r\n+CGEV: NW DETACH\r\n'
    expect(await answer('urcs-in-answers', 'ATI', 'OK\r\n')).toBe(`${urc}\r\nPlain\r\n${urc}Rev 1\r\n${urc}\r\nOK\r\n`)
  })

  test('bytes come one by one, in order', async () => {
    const { chunks, command } = faulty('split-bytes')
    expect(await command('ATI')).toBe('ATI\r\r\nPlain\r\nRev 1\r\n\r\nOK\r\n')
    expect(new Set(chunks)).toStrictEqual(new Set([1]))
  })

  test('no echo, even after ATE1', async () => {
    const { command } = faulty('echo-off')
    expect([await command('ATE1'), await command('AT')]).toStrictEqual(['\r\nOK\r\n', '\r\nOK\r\n'])
  })

  test('numbers for results until ATV1', async () => {
    const { command } = faulty('verbose-off')
    expect([await command('ATE0', '\r0\r'), await command('AT', '0\r'), await command('ATV1'), await command('AT')]).toStrictEqual(['ATE0\r0\r', '0\r', '\r\nOK\r\n', '\r\nOK\r\n'])
  })

  test.each([
    ['cmee-0', '\r\nERROR\r\n'],
    ['cmee-1', '\r\n+CME ERROR: 4\r\n'],
    ['cmee-2', '\r\n+CME ERROR: operation not supported\r\n'],
  ])('%s: one form of error, whatever AT+CMEE says', async (fault, error) => {
    const { command } = faulty(fault)
    await command('ATE0')
    for (const level of [0, 1, 2]) {
      await command(`AT+CMEE=${level}`)
      expect(await command('AT+NONE', error)).toBe(error)
    }
  })

  test('too slow: later than the longest time of any manual', async () => {
    const { send, until } = faulty('too-slow')
    const from = Date.now()
    send('AT\r')
    await until('OK\r\n')
    // 300 s, AT+COPS=? of most manuals, at 5 ms a second.
    expect(Date.now() - from).toBeGreaterThan(300 * 5)
  })
})

describe('card, radio and bearer', () => {
  test('a blocked card wants its PUK and a new PIN', async () => {
    const { command, until } = faulty('sim-puk')
    await command('ATE0')
    expect(await command('AT+CPIN?')).toBe('\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n')
    expect(await command('AT+CPIN="1234"', '12\r\n')).toBe('\r\n+CME ERROR: 12\r\n')
    expect(await command('AT+CPIN="87654321","1234"', '16\r\n')).toBe('\r\n+CME ERROR: 16\r\n')
    await command('AT+CPIN="12345678","1234"')
    await until('+CPIN: READY\r\n')
    expect(await command('AT+CREG?')).toBe('\r\n+CREG: 0,1\r\n\r\nOK\r\n')
  })

  test('no antenna: nothing to measure, and searching', async () => {
    expect(await answer('no-antenna', 'AT+CSQ;+CREG?', 'OK\r\n')).toBe('\r\n+CSQ: 99,99\r\n\r\n+CREG: 0,2\r\n\r\nOK\r\n')
  })

  test('a wrong APN gives no address; the right one does', async () => {
    const { command } = faulty('wrong-apn')
    await command('ATE0')
    expect(await command('AT+CGPADDR=1')).toBe('\r\n+CGPADDR: 1,"0.0.0.0"\r\n\r\nOK\r\n')
    await command('AT+CGDCONT=1,"IP","CMIOT"')
    expect(await command('AT+CGPADDR=1')).toBe('\r\n+CGPADDR: 1,"10.0.0.2"\r\n\r\nOK\r\n')
  })
})

test('every fault of the kit is told in both languages and can be switched on and off', () => {
  const { modem } = faulty(null)
  const names = plain.faults.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { name, title, hint } of plain.faults) {
    expect([title.en, title.zh, hint.en, hint.zh].every((words) => words.length > 2)).toBe(true)
    expect(modem.setFault(name)).toBe(true)
    if (name === 'unplugged-now') modem.powerCycle()
  }
  modem.setFault(null)
  expect(modem.fault()).toBeNull()
})
