import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromLatin1 } from '../text/bytes.ts'
import { decide, firstPlace, mostJumps, type Decision, type Place } from './decide.ts'
import { formatSequence, readSequence } from './read-sequence.ts'
import { fillSend, hexBytes, parseSend } from './send-text.ts'

const problemsOf = (source: string): readonly string[] => {
  const read = readSequence(source)
  return read.ok ? [] : read.problems.map(({ line, column, field, what }) => `${line}:${column} ${field}: ${what.en}`)
}

const whole = `kind: sequence
name: Attach
loops: 2
placeholders:
  - { name: apn, initial: cmnet }
  - { name: pin, secret: true }
steps:
  - send: AT+CPIN="{pin}"
    onFailure: { retry: 2, pause: 500, goTo: end }
  - send: AT+QICSGP=1,1,"{apn}"
    wait: ok
    within: 2000
  - wait: { urc: '+QIND:', accept: 'PB DONE' }
    within: 30000
  - hex: 41 54 0D
    wait: { text: OK }
  - pause: 100
  - name: end
    send: 'AT+CSQ'
    wait: { regex: '\\+CSQ: \\d+' }
`

describe('reading a sequence file', () => {
  it('knows every field, fills what is left out, and says where each step begins', () => {
    const read = readSequence(whole)
    if (!read.ok) throw new Error(problemsOf(whole).join('\n'))
    expect(read.lines).toEqual([8, 10, 13, 15, 17, 18])
    expect(read.sequence.lineEnd).toBe('cr')
    expect(read.sequence.placeholders).toEqual([{ name: 'apn', initial: 'cmnet', secret: false }, { name: 'pin', secret: true }])
    expect(read.sequence.steps[2]).toEqual({ wait: { urc: '+QIND:', accept: 'PB DONE' }, within: 30_000 })
  })

  it('reads the same sequence as JSON, and back from the file it writes', () => {
    const read = readSequence(whole)
    if (!read.ok) throw new Error('unreadable')
    const asJson = readSequence(JSON.stringify(read.sequence))
    const again = readSequence(formatSequence(read.sequence))
    expect([asJson.ok && asJson.sequence, again.ok && again.sequence]).toEqual([read.sequence, read.sequence])
  })

  it('reads the example of its documentation', () => {
    const guide = readFileSync(new URL('../../docs/sequences.md', import.meta.url), 'utf8')
    const example = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''
    const read = readSequence(example)
    expect([problemsOf(example), read.ok && read.sequence.steps.length]).toEqual([[], 7])
  })

  it('names an unknown kind of step with its line', () => {
    expect(problemsOf('kind: sequence\nname: x\nsteps:\n  - send: AT\n  - expectt: OK\n')).toContain(
      '5:5 steps[1].expectt: Step 2: “expectt” is nothing that a step can do. A step has send, hex, wait or pause; with name, title, note, lineEnd, within, times, onFailure.',
    )
  })

  it.each([
    ['a missing goTo target', 'steps:\n  - send: AT\n    onFailure: { goTo: nowhere }', '5:24 steps[0].onFailure.goTo: There is no step with the name “nowhere”.'],
    ['a placeholder that is not declared', 'steps:\n  - send: AT+CGDCONT=1,"IP","{apn}"', '4:30 steps[0].send: {apn} is not among the placeholders: declare it, or write \\{ for the brace itself.'],
    ['an escape that does not exist', 'steps:\n  - send: AT\\q', '4:13 steps[0].send: There is no escape “\\q”: \\r \\n \\t \\0 \\e \\\\ \\{ \\} or \\x with two hex digits.'],
    ['half a byte', "steps:\n  - hex: '41 5'", '4:10 steps[0].hex: Pairs of hex digits are expected, such as 41 54 0D.'],
    ['a wait of no known form', 'steps:\n  - send: AT\n    wait: { txt: OK }', '5:11 steps[0].wait: Expected here: ok, final, nothing, or one of “text: …”, “regex: …”, “urc: …”.'],
    ['a failure of no known form', 'steps:\n  - send: AT\n    onFailure: explode', '5:16 steps[0].onFailure: Expected here: stop, continue, or fields “retry”, “pause”, “goTo”.'],
    ['an empty list of steps', 'steps: []', '3:8 steps: At least 1 entries.'],
  ])('tells %s with line and field', (_, rest, expected) => {
    expect(problemsOf(`kind: sequence\nname: x\n${rest}\n`)).toContain(expected)
  })

  it('refuses a pattern that may take for ever', () => {
    expect(problemsOf("kind: sequence\nname: x\nsteps:\n  - wait: { regex: '(a+)+$' }\n").length).toBeGreaterThan(0)
  })

  it('refuses a secret written into the file, and YAML that is broken, at its line', () => {
    expect(problemsOf('kind: sequence\nname: x\nplaceholders:\n  - { name: pin, secret: true, initial: "1234" }\nsteps:\n  - send: AT\n')[0]).toMatch(/^4:\d+ placeholders\[0\]\.initial: A secret has no initial value/)
    expect(problemsOf('kind: sequence\nname: x\nsteps:\n\t- send: AT\n')[0]).toMatch(/^4:/)
  })
})

describe('what a step sends', () => {
  const sent = (source: string, values: Record<string, string> = {}) => {
    const parsed = parseSend(source)
    if (!parsed.ok) throw new Error(parsed.what.en)
    const { bytes, mask } = fillSend(parsed.parts, values, (name) => name === 'pin')
    return { text: fromLatin1(bytes), mask }
  }

  it('reads escapes, leaves JSON braces alone, and puts values in as they are', () => {
    expect(sent('{"t":1}\\x1A\\r\\{a}')).toEqual({ text: '{"t":1}\u001a\r{a}', mask: [] })
    expect(sent('AT+X="{v}"', { v: '\\x1A{pin}' })).toEqual({ text: 'AT+X="\\x1A{pin}"', mask: [] })
  })

  it('marks where secrets stand, in bytes', () => {
    expect(sent('é{pin}!', { pin: '1234' })).toEqual({ text: 'Ã©1234!', mask: [{ start: 2, end: 6 }] })
  })

  it('reads hex with or without spaces', () => {
    expect([hexBytes('41 54 0D'), hexBytes('41540d'), hexBytes('4'), hexBytes('GG'), hexBytes('')]).toEqual([Uint8Array.of(65, 84, 13), Uint8Array.of(65, 84, 13), null, null, null])
  })
})

describe('what comes after a step', () => {
  const sequence = { loops: 2, steps: [{ send: 'A', times: 2 }, { name: 'b', send: 'B', onFailure: { retry: 1, pause: 50, goTo: 'd' } }, { send: 'C' }, { name: 'd', send: 'D' }] }
  /** Steps in the order of the run, where those listed fail at their turn. */
  const walk = (fails: (place: Place) => boolean): { order: string; end: Decision } => {
    let place = firstPlace
    let order = ''
    for (;;) {
      order += sequence.steps[place.step]?.send
      const decision = decide(sequence, place, !fails(place))
      if (decision.kind === 'end') return { order, end: decision }
      place = decision.place
    }
  }

  it('repeats a step, then the whole', () => {
    expect(walk(() => false)).toEqual({ order: 'AABCDAABCD', end: { kind: 'end', passed: true } })
  })

  it('tries again as often as it says, then goes to the step named', () => {
    expect(walk(({ step }) => step === 1)).toEqual({ order: 'AABBDAABBD', end: { kind: 'end', passed: true } })
    expect(walk(({ step, attempt }) => step === 1 && attempt === 1).order).toBe('AABBCDAABBCD')
  })

  it('stops at a failure that says nothing else', () => {
    expect(walk(({ step }) => step === 2)).toEqual({ order: 'AABC', end: { kind: 'end', passed: false, reason: 'stop' } })
  })

  it('ends steps that send each other back for ever', () => {
    const circle = { loops: 1, steps: [{ name: 'a', send: 'A' }, { send: 'B', onFailure: { goTo: 'a' } }] }
    let place = firstPlace
    let count = 0
    for (let decision = decide(circle, place, true); ; count++) {
      if (decision.kind === 'end') break
      place = decision.place
      decision = decide(circle, place, place.step === 0)
    }
    expect(count).toBe(2 * mostJumps + 1)
  })
})
