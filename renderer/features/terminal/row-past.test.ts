import { expect, test } from 'vitest'
import { explainLine } from '../../../shared/diagnosis/explain-line.ts'
import { closeRow, noCommand, type CommandContext, type Past } from './row-past.ts'

const depthOf = (past: Past | undefined): number => (past ? 1 + depthOf(past.previous) : 0)

function after(lines: readonly (readonly ['in' | 'out', string])[]): CommandContext {
  let command = noCommand
  for (const [direction, text] of lines) ({ command } = closeRow({ direction, text, at: 0 }, command))
  return command
}

test('an answer of many lines keeps its command, a flood without one keeps only what a message needs', () => {
  const answer = after([['out', 'AT+CLAC\r'], ...Array.from({ length: 30 }, (_, i) => ['in', `\r\n+C${i}`] as const)])
  expect(depthOf(answer.past)).toBe(31)
  const flood = after(Array.from({ length: 1000 }, (_, i) => ['in', `+QMTRECV: 0,${i}`] as const))
  expect(depthOf(flood.past)).toBeLessThanOrEqual(6)
  // Also when a command came long before.
  const later = after([['out', 'AT\r'], ...Array.from({ length: 1000 }, (_, i) => ['in', `+QMTRECV: 0,${i}`] as const)])
  expect(depthOf(later.past)).toBeLessThanOrEqual(6)
})

test('a command is read by itself, its echo against it', () => {
  const first = closeRow({ direction: 'out', text: 'AT+CSQ\r', at: 0 }, noCommand)
  const again = closeRow({ direction: 'out', text: 'AT+CSQ\r', at: 1 }, first.command)
  expect([first.words.past, again.words.past]).toStrictEqual([undefined, undefined])
  const echo = closeRow({ direction: 'in', text: 'AT+CSQ\r', at: 2 }, again.command)
  expect(explainLine('AT+CSQ\r', 'received', { before: [{ text: echo.words.past?.text ?? '', direction: 'sent' }] }).kind).toBe('echo')
})
