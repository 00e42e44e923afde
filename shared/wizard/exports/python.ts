import { pythonLiteral } from '../../signature/exports/python.ts'
import { begin, fileNameOf, oneLine, titleOf, type PlanExporter, type Words } from './export.ts'
import type { Fill } from '../plan.ts'
import type { Recovery } from '../step.ts'
import { toFillIn, toPutBeside, type Outline, type OutlineStep } from './outline.ts'
import { pythonRunner } from './python-runner.ts'
import { text } from '../../text/local-text.ts'

/** Python language reference, 2.4.1: bytes outside printable ASCII as \x. */
export function pythonBytes(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte)
    if (character === '"' || character === '\\') return `\\${character}`
    return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, '0')}`
  })
  return `b"${characters.join('')}"`
}

type Value = string | number | boolean | Uint8Array | readonly Value[] | undefined

function literal(value: Value): string {
  if (value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return pythonLiteral(value)
  if (value instanceof Uint8Array) return pythonBytes(value)
  const items = value.map(literal)
  return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`
}

const call = (fields: readonly (readonly [string, Value])[]): string =>
  `    step(\n${fields.flatMap(([name, value]) => (value === undefined ? [] : [`        ${name}=${literal(value)},\n`])).join('')}    ),`

const s = (ms: number): number => ms / 1000
const list = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value)

const recoverOf = ({ when, send }: Recovery): Value => [when, send.map((each) => [each.line, s(each.timeoutMs), each.urcPrefix])]

function stepCall(step: OutlineStep, say: Words): string {
  const { expect, then, capture = [], recover = [], fill = [] } = step
  const { line, urc, poll } = expect
  return call([
    ['title', oneLine(titleOf(step, say))],
    ['send', step.send],
    ['timeout', s(expect.timeoutMs)],
    ['fill', fill.length > 0 ? fill : undefined],
    ['prompt', then && [then.prompt, s(then.promptTimeoutMs), then.bytes ?? then.label, then.length, then.end === 'ctrl-z', then.followsOk === true]],
    ['line', line && [line.prefix, line.accept]],
    ['urc', urc && [urc.prefix, urc.accept, s(urc.timeoutMs), list(urc.failurePrefix), urc.interim]],
    ['poll', poll && [s(poll.everyMs), s(poll.forMs), poll.while]],
    ['capture', capture.length > 0 ? capture.map(({ name, pattern }) => [name, pattern]) : undefined],
    ['recover', recover.length > 0 ? recover.map(recoverOf) : undefined],
  ])
}

/** By name: the capture it comes from; None: the person is asked. */
const fillLine = ({ name, from }: Fill): string => `    ${pythonLiteral(name)}: ${'capture' in from ? pythonLiteral(from.capture) : 'None'},`

const needs = text(
  'Needs pyserial: pip install pyserial. Run it with the port and the bit rate: python plan.py COM11 115200',
  '需要 pyserial：pip install pyserial。运行时带上串口和波特率：python plan.py COM11 115200',
)

const comment = (words: string): string => `# ${oneLine(words)}`

function secretLines({ leftOut }: Outline, say: Words): readonly string[] {
  const used = text('used in', '用于')
  return ['SECRETS = {', ...leftOut.map(({ token, usedIn }) => `    ${pythonLiteral(token)}: None,  # ${say(used)}: ${oneLine(usedIn.map(say).join('; '))}`), '}']
}

/**
 * A script for pyserial 3 (pyserial API: Serial, read, in_waiting, write) that sends each step, waits for what it expects within its limits, asks again while a state settles, and stops
 * at the first failure. Literals are ASCII; patterns are those of the plan, whose syntax Python's re shares.
 */
export const exportPythonPlan: PlanExporter = (plan, options) => {
  const { outline, say } = begin(plan, options)
  const notes = [needs, ...toPutBeside(outline), ...toFillIn(outline)]
  const lines = [
    '#!/usr/bin/env python3',
    '# -*- coding: utf-8 -*-',
    ...[outline.title, ...notes].map((note) => comment(say(note))),
    '',
    'import re',
    'import sys',
    'import time',
    '',
    'import serial',
    '',
    ...secretLines(outline, say),
    '',
    'FILLS = {',
    ...outline.fills.map(fillLine),
    '}',
    '',
    '',
    'def step(**fields):',
    '    return fields',
    '',
    '',
    'STEPS = [',
    ...outline.steps.map((each) => stepCall(each, say)),
    ']',
    '',
    '',
    pythonRunner,
  ]
  return { text: lines.join('\n'), fileName: fileNameOf(plan, 'py').replaceAll('-', '_'), notes }
}
