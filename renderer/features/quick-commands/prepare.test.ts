import { expect, test } from 'vitest'
import { newCommand, type QuickCommand } from '../../../shared/quick-commands/schema.ts'
import type { SendingState } from '../../../shared/contract/sending.ts'
import type { SessionInfo } from '../../../shared/contract/serial.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { askedOf, prepare } from './prepare.ts'
import { blockedBy } from './use-quick-send.ts'

const command = (content: string, given: Partial<QuickCommand> = {}): QuickCommand => newCommand(() => content, { content, ...given })
const port = { checksum: 'none', ending: 'CR', charset: 'utf-8' } as const

test('values of several commands are asked for once, before the first goes out; one that is secret anywhere is secret', () => {
  expect(askedOf([command('a {{x}} {{timestamp}}'), command('AT+CPIN={{x}}'), command('{{y}}')])).toStrictEqual([
    { name: 'x', isSecret: true },
    { name: 'y', isSecret: false },
  ])
})

test('what is asked about has its secrets covered; the bytes and their masks have them', () => {
  const prepared = prepare([command('AT+CPIN="{{pin}}"')], { pin: '4711' }, port, 0)
  expect(prepared.ok && prepared.ready.map(({ bytes, masks, shown, effects }) => [bytes, masks, shown, effects.map(({ kind }) => kind)])).toStrictEqual([[utf8('AT+CPIN="4711"\r'), [{ start: 9, end: 13 }], 'AT+CPIN="••••"', ['irreversible']]])
})

test('a command that lasts is found behind escapes and in bytes too', () => {
  const effects = (given: QuickCommand): number => {
    const prepared = prepare([given], {}, port, 0)
    return prepared.ok ? prepared.ready.reduce((sum, ready) => sum + ready.effects.length, 0) : -1
  }
  expect([effects(command('ATE0\\rAT&W\\r', { form: 'escapes' })), effects(command('AT&W')), effects(command('41 54 26 57 0D', { form: 'hex' }))]).toStrictEqual([1, 1, 1])
})

test('one broken command among several is told before anything goes out', () => {
  expect(prepare([command('AT'), command('4', { form: 'hex', name: 'End' })], {}, port, 0)).toStrictEqual({ ok: false, label: 'End', problem: { ok: false, problem: 'hex' } })
})

test('nothing is sent while another part of the program has the channel, the port is away, or lines are on their way', () => {
  const session = (given: Partial<SessionInfo>): SessionInfo => ({ owner: 'person', state: 'open', ...given }) as SessionInfo
  const sending = (given: Partial<SendingState>): SendingState => ({ state: 'running', lines: 1, ...given }) as SendingState
  expect([
    blockedBy(session({}), null),
    blockedBy(session({ owner: 'wizard' }), null),
    blockedBy(session({ owner: 'sequence' }), null),
    blockedBy(session({ state: 'waiting' }), null),
    blockedBy(session({}), sending({ lines: 3 })),
    blockedBy(session({}), sending({ lines: 1 })),
    blockedBy(session({}), sending({ lines: 3, state: 'done' })),
  ]).toStrictEqual([null, 'wizard', 'sequence', 'closed', 'lines', null, null])
})
