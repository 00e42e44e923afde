import { describe, expect, it } from 'vitest'
import { caseRun, type CaseRunOptions } from '../../../test/support/case-run.ts'
import { utf8 } from '../../text/bytes.ts'
import { buildCase } from '../build-case.ts'
import type { CaseFile } from '../format.ts'
import { align } from './align.ts'
import { compareCases } from './compare-cases.ts'

const made = (options: CaseRunOptions = {}): CaseFile => buildCase(caseRun(options))

/** What matters, as `section id: left → right`. */
const mattering = (left: CaseFile, right: CaseFile): readonly string[] =>
  compareCases(left, right).sections.flatMap(({ id, differences }) => differences.map((each) => `${id} ${each.id}: ${each.left ?? '-'} → ${each.right ?? '-'}`))

const folded = (left: CaseFile, right: CaseFile): readonly string[] =>
  compareCases(left, right).sections.flatMap(({ id, folded: all }) => all.map((each) => `${id} ${each.id}: ${each.folded?.join(', ')}`))

const good = made()

describe('two case files', () => {
  it('of the same run do not differ', () => {
    expect(compareCases(good, good)).toMatchObject({ isSame: true })
    expect([...mattering(good, good), ...folded(good, good)]).toStrictEqual([])
  })

  it('of a good and a refused login differ where it was refused, and not in what was not reached', () => {
    expect(mattering(good, made({ isRefused: true }))).toStrictEqual([
      'outcome status: done → failed',
      'outcome stage: cloud → mqtt',
      'outcome failure: - → mqtt.refused.5: +QMTCONN: 0,0,5',
      'steps connect: passed → failed',
      'answers connect: +QMTCONN: 0,0,0 → +QMTCONN: 0,0,5',
    ])
  })

  it('show other settings, and the commands that carry them', () => {
    const other = made({ inputs: { host: 'other.example.com', port: '8884', clientId: 'two' } })
    expect(mattering(good, other)).toStrictEqual([
      'settings host: broker.example.com → other.example.com',
      'settings brokerPort: 1883 → 8884',
      'settings clientId: dev-86848807******A → two',
      'commands open: AT+QMTOPEN=0,"broker.example.com",1883 → AT+QMTOPEN=0,"other.example.com",8884',
      'commands connect: AT+QMTCONN=0,"dev-86848807******A","bench","••••••" → AT+QMTCONN=0,"two","bench","••••••"',
    ])
  })

  it('show another firmware, and steps that one of them lacks', () => {
    expect(mattering(good, made({ firmware: 'EC20CEFAGR06A10M4G' }))).toStrictEqual(['module firmware: EC20CEFAGR06A08M4G → EC20CEFAGR06A10M4G'])
    expect(mattering(good, made({ inputs: { subscribeTopic: '' } }))).toStrictEqual([
      'settings subscribeTopic: down (QoS 0) → -',
      'steps missing:subscribe: AT+QMTSUB=0,1,"down",0 → -',
    ])
  })

  it('show a step at another place once', () => {
    const run = good.run as NonNullable<CaseFile['run']>
    const [first, second, ...rest] = run.steps
    const swapped: CaseFile = { ...good, run: { ...run, steps: [second, first, ...rest].filter((step) => step !== undefined) } }
    expect(mattering(good, swapped)).toStrictEqual(['steps moved:at: AT → AT'])
  })

  it('fold what differs every time: times of day, another device’s numbers, message numbers, addresses, some dB', () => {
    const other = made({
      at: Date.UTC(2027, 0, 2),
      imei: '490154203237518',
      answers: { signal: ['+CSQ: 23,99', 'OK'], address: ['+CGPADDR: 1,"10.77.1.9"', 'OK'], publish: ['OK', '+QMTPUB: 0,7,0'], registration: ['+CREG: 2,1,"1A2B","0123ABCD",7', 'OK'] },
    })
    const home = made({ answers: { registration: ['+CREG: 2,1,"FFFF","07654321",7', 'OK'] } })
    expect(mattering(home, other)).toStrictEqual([])
    expect(folded(home, other)).toStrictEqual([
      'settings clientId: stand-in',
      'commands connect: stand-in',
      'answers signal: signal',
      'answers registration: cell',
      'answers address: address',
      'answers publish: message-id',
    ])
  })

  it('show a signal that is much weaker, and one that is not there', () => {
    const answer = (csq: string) => made({ answers: { signal: [`+CSQ: ${csq}`, 'OK'] } })
    expect(mattering(answer('26,99'), answer('9,99'))).toStrictEqual(['answers signal: +CSQ: 26,99 → +CSQ: 9,99'])
    expect(mattering(answer('26,99'), answer('99,99'))).toContain('answers signal: +CSQ: 26,99 → +CSQ: 99,99')
  })

  it('compare the last answer of a state that was asked for again', () => {
    const waited = made({ answers: { registration: ['+CREG: 0,2', 'OK', '+CREG: 0,2', 'OK', '+CREG: 0,1', 'OK'] } })
    expect(mattering(good, waited).filter((each) => each.startsWith('answers'))).toStrictEqual([])
  })

  it('leave out what was cleared away before a command was tried again', () => {
    const cleared = made({ answers: { open: ['OK', '+QMTOPEN: 0,2', 'OK', '+QMTCLOSE: 0,0', 'OK', '+QMTOPEN: 0,0'] } })
    expect(mattering(good, cleared).filter((each) => each.startsWith('answers'))).toStrictEqual([])
  })

  it('show times that differ materially alone', () => {
    const timed = (ms: number) => made({ times: { open: ms } })
    expect(mattering(timed(300), timed(900))).toStrictEqual(['timing open: 300 ms → 900 ms'])
    expect(mattering(timed(300), timed(700))).toStrictEqual([])
    expect(mattering(timed(3_000), timed(4_500))).toStrictEqual([])
    // The limit is 40 s.
    expect(mattering(timed(19_000), timed(21_000))).toStrictEqual(['timing open: 19.0 s → 21.0 s'])
    expect(folded(timed(3_000), timed(4_500))).toStrictEqual(['timing open: duration'])
  })
})

describe('two sessions without a plan', () => {
  const session = (...talk: readonly string[]): CaseFile => {
    const { run: _, from: _from, ...sources } = caseRun()
    const pieces = talk.map((line, at) => ({ at: at * 10, direction: line.startsWith('> ') ? ('out' as const) : ('in' as const), bytes: utf8(line.startsWith('> ') ? `${line.slice(2)}\r` : `\r\n${line}\r\n`) }))
    return buildCase({ ...sources, pieces })
  }

  it('are compared command by command', () => {
    const left = session('> AT', 'OK', '> AT+CGATT?', '+CGATT: 1', 'OK', '> AT+QMTOPEN=0,"a.example.com",1883', 'OK', '+QMTOPEN: 0,0')
    const right = session('> AT', 'OK', '> AT+QMTOPEN=0,"b.example.com",1883', 'OK', '+QMTOPEN: 0,4')
    expect(mattering(left, right)).toStrictEqual([
      'commands AT+CGATT?: AT+CGATT? → -',
      'commands AT+QMTOPEN: AT+QMTOPEN=0,"a.example.com",1883 → AT+QMTOPEN=0,"b.example.com",1883',
      'events +QMTOPEN: 0,4: - → +QMTOPEN: 0,4',
    ])
  })
})

it('lists are put side by side as diff does', () => {
  const shown = (a: string, b: string) => align(Array.from(a), Array.from(b), (each) => each).map(({ left = '-', right = '-' }) => left + right)
  expect(shown('abcd', 'acde')).toStrictEqual(['aa', 'b-', 'cc', 'dd', '-e'])
  expect(shown('', 'x')).toStrictEqual(['-x'])
})
