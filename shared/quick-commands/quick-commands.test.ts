import { describe, expect, it } from 'vitest'
import { concat, utf8 } from '../text/bytes.ts'
import { changeCommand, findCommand, inOrder, moveCommand, removeCommand, stepCommand, toggleMark } from './arrange.ts'
import { fillIn, holdsSecret, placeholdersIn, secretNames } from './placeholders.ts'
import { newCommand, newGroup, newPage, type QuickCommand, type QuickPage } from './schema.ts'
import { conflictOf, isTyping, shortcutOf } from './shortcut.ts'
import { bodyOf, wireOf } from './wire.ts'

const command = (id: string, given: Partial<QuickCommand> = {}): QuickCommand => ({ ...newCommand(() => id, { content: id }), ...given })

/** Two pages: 1 with groups a (A B C) and b (D), 2 with group c (E). */
const pages: readonly QuickPage[] = [
  newPage(() => '1', '1', [newGroup(() => 'a', '', [command('A'), command('B'), command('C')]), newGroup(() => 'b', '', [command('D')])]),
  newPage(() => '2', '2', [newGroup(() => 'c', '', [command('E')])]),
]
const picture = (all: readonly QuickPage[]): string[] => all.map(({ groups }) => groups.map(({ commands }) => commands.map(({ id, order }) => id + (order || '')).join(' ')).join(' | '))

describe('arranging', () => {
  it('moves within a group, between groups and between pages', () => {
    expect(picture(moveCommand(pages, 'A', { groupId: 'a', index: 2 }))).toStrictEqual(['B A C | D', 'E'])
    expect(picture(moveCommand(pages, 'C', { groupId: 'a', index: 0 }))).toStrictEqual(['C A B | D', 'E'])
    expect(picture(moveCommand(pages, 'B', { groupId: 'b', index: 1 }))).toStrictEqual(['A C | D B', 'E'])
    expect(picture(moveCommand(pages, 'A', { groupId: 'c', index: 99 }))).toStrictEqual(['B C | D', 'E A'])
    expect(moveCommand(pages, 'A', { groupId: 'a', index: 1 })).toBe(pages)
    expect(moveCommand(pages, 'X', { groupId: 'a', index: 1 })).toBe(pages)
    expect(moveCommand(pages, 'A', { groupId: 'x', index: 1 })).toBe(pages)
  })

  it('steps by keyboard over the ends of groups, and stays at the ends of the page', () => {
    expect(picture(stepCommand(pages, 'B', 1))).toStrictEqual(['A C B | D', 'E'])
    expect(picture(stepCommand(pages, 'B', -1))).toStrictEqual(['B A C | D', 'E'])
    expect(picture(stepCommand(pages, 'C', 1))).toStrictEqual(['A B | C D', 'E'])
    expect(picture(stepCommand(pages, 'D', -1))).toStrictEqual(['A B C D | ', 'E'])
    expect(stepCommand(pages, 'A', -1)).toBe(pages)
    expect(stepCommand(pages, 'D', 1)).toBe(pages)
  })

  it('marks for a run in the order of the clicks; those behind move up', () => {
    const [first = newPage(() => '', '')] = pages
    const marked = ['C', 'A', 'D'].reduce(toggleMark, first)
    expect(picture([marked])).toStrictEqual(['A2 B C1 | D3'])
    expect(inOrder(marked).map(({ id }) => id)).toStrictEqual(['C', 'A', 'D'])
    expect(picture([toggleMark(marked, 'C')])).toStrictEqual(['A1 B C | D2'])
    expect(picture(removeCommand([marked], 'A'))).toStrictEqual(['B C1 | D2'])
    expect(picture(moveCommand([marked, ...pages.slice(1)], 'C', { groupId: 'c', index: 0 }))).toStrictEqual(['A1 B | D2', 'C E'])
  })

  it('runs SSCOM’s order, also where two have the same figure', () => {
    const page = newPage(() => '1', '1', [newGroup(() => 'a', '', [command('A', { order: 2 }), command('B', { order: 1 }), command('C', { order: 2 }), command('D', { order: 1, content: '' })])])
    expect(inOrder(page).map(({ id }) => id)).toStrictEqual(['B', 'A', 'C'])
  })

  it('changes one and finds it', () => {
    expect(findCommand(changeCommand(pages, 'D', { name: 'x' }), 'D')).toMatchObject({ page: { id: '1' }, group: { id: 'b' }, index: 0, command: { name: 'x' } })
    expect(findCommand(pages, 'X')).toBeUndefined()
  })
})

describe('placeholders', () => {
  it('are names between double braces, each once; JSON’s own braces are none', () => {
    expect(placeholdersIn('AT+QMTPUB=0,0,0,0,"{{topic}}",{{ 长度 }} {{topic}} {{timestamp}} {"a":{"b":{}}} {{1}} {{a b}} {{"x"}}')).toStrictEqual(['topic', '长度'])
  })

  it('are filled; the clock fills itself; a backslash in a value stays one where escapes count', () => {
    const of = (content: string, form: QuickCommand['form'] = 'text') => fillIn({ content, form, secrets: ['p'] }, { a: 'x\\n', p: 's3cret' }, 1_700_000_000_123)
    expect(of('{{a}} {{b}} {{timestamp}} {{timestamp_ms}}')).toStrictEqual({ line: 'x\\n {{b}} 1700000000 1700000000123', secrets: [] })
    expect(of('{{a}}\\r', 'escapes').line).toBe('x\\\\n\\r')
    expect(of('k={{p}};{{p}}')).toStrictEqual({ line: 'k=s3cret;s3cret', secrets: [{ start: 2, end: 8 }, { start: 9, end: 15 }] })
  })

  it('are secret where they are said to be, and where a command carries a password', () => {
    expect(secretNames({ content: 'AT+QMTCONN=0,"{{id}}","{{user}}","{{word}}"', form: 'text', secrets: ['user'] })).toStrictEqual(['user', 'word'])
    expect(secretNames({ content: 'AT+CPIN={{pin}}', form: 'text', secrets: [] })).toStrictEqual(['pin'])
    expect([holdsSecret('AT+CPIN="1234"'), holdsSecret('AT+CPIN="{{pin}}"'), holdsSecret('AT+CPIN?'), holdsSecret('AT+CSQ')]).toStrictEqual([true, false, false, false])
  })
})

describe('bytes', () => {
  const options = { checksum: 'none', ending: 'CR', charset: 'utf-8' } as const
  const wire = (given: Partial<QuickCommand>, line: string, secrets: { start: number; end: number }[] = []) => wireOf({ form: 'text', charset: 'session', ending: 'session', ...given }, { line, secrets }, options)

  it('end as the session does, or as the command says; hex has no end unless it says so', () => {
    expect(wire({}, 'AT')).toStrictEqual({ ok: true, bytes: utf8('AT\r'), masks: [] })
    expect(wire({ ending: 'CRLF' }, 'AT')).toStrictEqual({ ok: true, bytes: utf8('AT\r\n'), masks: [] })
    expect(wire({ ending: 'none' }, 'AT')).toStrictEqual({ ok: true, bytes: utf8('AT'), masks: [] })
    expect(wire({ form: 'hex' }, '1A, 0x1b')).toStrictEqual({ ok: true, bytes: Uint8Array.of(0x1a, 0x1b), masks: [] })
    expect(wire({ form: 'hex', ending: 'LF' }, '1A')).toStrictEqual({ ok: true, bytes: Uint8Array.of(0x1a, 0x0a), masks: [] })
  })

  it('have the checksum before the line end', () => {
    expect(wireOf({ form: 'text', charset: 'session', ending: 'session' }, { line: '123456789', secrets: [] }, { checksum: 'crc16-modbus', ending: 'CR', charset: 'utf-8' })).toStrictEqual({ ok: true, bytes: concat([utf8('123456789'), Uint8Array.of(0x37, 0x4b, 0x0d)]), masks: [] })
  })

  it('are those of the port’s charset, or of the command’s own, also around escapes', () => {
    const hello = Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3, 0x1a)
    expect(bodyOf('你好\\x1A', { form: 'escapes', charset: 'gb18030' }, 'utf-8')).toStrictEqual({ ok: true, bytes: hello })
    expect(bodyOf('你好\\x1A', { form: 'escapes', charset: 'session' }, 'gb18030')).toStrictEqual({ ok: true, bytes: hello })
    expect(bodyOf('a你', { form: 'text', charset: 'latin-1' }, 'utf-8')).toStrictEqual({ ok: false, problem: 'charset', found: '你', charset: 'latin-1' })
  })

  it('say what is wrong with them', () => {
    expect([wire({ form: 'hex' }, '4'), wire({ form: 'escapes' }, 'AT\\q')]).toStrictEqual([
      { ok: false, problem: 'hex' },
      { ok: false, problem: 'escape', at: 2, found: '\\q' },
    ])
  })

  it('know where a secret stands, in bytes', () => {
    expect(wire({ form: 'escapes' }, '密\\r=abc', [{ start: 4, end: 7 }])).toStrictEqual({ ok: true, bytes: utf8('密\r=abc\r'), masks: [{ start: 5, end: 8 }] })
  })
})

describe('shortcuts', () => {
  const press = (code: string, held: string = '') => shortcutOf({ code, ctrlKey: held.includes('c'), altKey: held.includes('a'), shiftKey: held.includes('s'), metaKey: held.includes('m') })

  it('are told by the key’s place', () => {
    expect([press('KeyA', 'a'), press('Digit1', 'c'), press('F2'), press('Numpad7'), press('KeyQ', 'cas'), press('Slash', 'a')]).toStrictEqual(['Alt+A', 'Ctrl+1', 'F2', 'Numpad7', 'Ctrl+Alt+Shift+Q', 'Alt+/'])
    expect([press('Enter', 'c'), press('ControlLeft', 'c'), press('KeyA', 'm'), press('ArrowUp', 'a'), press('Tab')]).toStrictEqual([undefined, undefined, undefined, undefined, undefined])
  })

  it('write into fields where nothing but Shift is held', () => {
    expect(['A', 'Shift+A', '1', 'Numpad7'].filter((shortcut) => !isTyping(shortcut))).toStrictEqual([])
    expect(['Alt+A', 'Ctrl+1', 'F2', 'Shift+F3', 'Ctrl+Alt+Shift+Q'].filter(isTyping)).toStrictEqual([])
  })

  it('may not be the program’s, the browser’s, or another button’s', () => {
    const all = changeCommand(pages, 'E', { shortcut: 'Alt+1' })
    expect(conflictOf(all, 'A', 'Alt+1')).toMatchObject({ kind: 'command', command: { id: 'E' }, page: { id: '2' } })
    expect(conflictOf(all, 'E', 'Alt+1')).toBeUndefined()
    expect(['Ctrl+K', 'Ctrl+Z', 'Ctrl+Shift+I', 'F2', 'F5', 'F6'].map((shortcut) => conflictOf(all, 'A', shortcut))).toStrictEqual(Array.from({ length: 6 }, () => ({ kind: 'program' })))
    expect([conflictOf(all, 'A', ''), conflictOf(all, 'A', 'F3')]).toStrictEqual([undefined, undefined])
  })
})
