import { describe, expect, test } from 'vitest'
import { fromUtf8, toHex } from '../../text/bytes.ts'
import { emptyTemplate, noProperties, type Template } from '../workspace/schema.ts'
import { checkTemplate, messagesOf, templateOf } from './messages.ts'
import { checkTyped, fillPayload } from './payload.ts'
import { fillText, type VariableContext } from './variables.ts'

const context = (named: Readonly<Record<string, string>> = {}, random: readonly number[] = [0]): VariableContext => {
  let at = 0
  // 2026-11-27T11:33:20.123Z
  return { now: 1_795_779_200_123, counter: 7, random: () => random[at++ % random.length] ?? 0, named }
}
const template = (change: Partial<Template>): Template => ({ ...emptyTemplate, topic: 't', ...change })
const textOf = (bytes: Uint8Array): string => fromUtf8(bytes)

describe('variables of a text', () => {
  test('time, counter and names are filled', () => {
    expect(fillText('{{timestamp}} {{ timestampMs }} {{isoTime}} {{counter}} {{deviceName}}', context({ deviceName: 'd1' }))).toEqual({
      ok: true,
      value: `1795779200 1795779200123 ${new Date(1_795_779_200_123).toISOString()} 7 d1`,
    })
  })

  test('a random number lies between its ends, both reached, and each is made anew', () => {
    expect(fillText('{{random:1:100}},{{random:1:100}},{{random:-5:-5}},{{random}}', context({}, [0, 0.999_999, 0.5, 0.999_999]))).toEqual({ ok: true, value: '1,100,-5,65535' })
  })

  test('a UUID says that it is of version 4 and the variant of the RFC', () => {
    expect(fillText('{{uuid}}', context({}, [0.999_999]))).toEqual({ ok: true, value: 'ffffffff-ffff-4fff-bfff-ffffffffffff' })
    expect(fillText('{{uuid}}', context({}, [0]))).toEqual({ ok: true, value: '00000000-0000-4000-8000-000000000000' })
  })

  test('a name of the person’s own wins over one that fills itself, and may be Chinese', () => {
    expect(fillText('{{counter}}/{{工位}}', context({ counter: 'mine', 工位: 'A3' }))).toEqual({ ok: true, value: 'mine/A3' })
  })

  test('what has no such name is no variable', () => {
    expect(fillText('{{"a":1}} {{}} {x} {{1a}}', context())).toEqual({ ok: true, value: '{{"a":1}} {{}} {x} {{1a}}' })
  })

  test.each([
    ['a {{nope}}', 'No variable has the name “nope”', 2],
    ['{{deviceName}}', 'This login does not tell the variable “deviceName”: give it a value among your own variables', 0],
    ['{{random:9:1}}', 'The variable “random” wants the least and the greatest number: {{random:1:100}}', 0],
    ['{{random:9}}', 'The variable “random” wants the least and the greatest number: {{random:1:100}}', 0],
    ['{{uuid:1}}', 'The variable “uuid” takes no arguments', 0],
    ['{{toString}}', 'No variable has the name “toString”', 0],
  ])('%s is named with its place', (content, what, start) => {
    const filled = fillText(content, context())
    expect(filled.ok ? null : [filled.problem.what.en, filled.problem.start]).toEqual([what, start])
  })
})

describe('a payload with variables', () => {
  test('within a string of JSON a value is escaped, outside it is part of the notation', () => {
    const filled = fillPayload('json', '{"a\\"b":"{{own}}","n":{{counter}},"m":"\\\\{{own}}"}', context({ own: 'say "hi"\n' }))
    expect(filled.ok && JSON.parse(textOf(filled.bytes))).toEqual({ 'a"b': 'say "hi"\n', n: 7, m: '\\say "hi"\n' })
  })

  test('CBOR and MessagePack take the value as what it is', () => {
    const of = (format: 'cbor' | 'msgpack') => {
      const filled = fillPayload(format, '{"n":{{counter}},"s":"{{counter}}"}', context())
      return filled.ok && toHex(filled.bytes)
    }
    // RFC 8949 and the MessagePack specification: map of two, "n", 7, "s", "7".
    expect([of('cbor'), of('msgpack')]).toEqual(['a2616e0761736137', '82a16e07a173a137'])
  })

  test('in hex and Base64 the value’s own bytes stand between the others', () => {
    const hex = fillPayload('hex', '01 {{counter}} ff{{own}}', context({ own: '温' }))
    expect(hex.ok && [toHex(hex.bytes), hex.typed]).toEqual(['0137ffe6b8a9', '01 37 ff e6 b8 a9'])
    const base64 = fillPayload('base64', 'AQ=={{counter}}/w==', context())
    expect(base64.ok && [toHex(base64.bytes), base64.typed]).toEqual(['0137ff', 'ATf/'])
  })

  test('what was filled gives the same bytes again', () => {
    for (const [format, typed] of [['text', '{{uuid}}'], ['json', '["{{uuid}}",{{random}}]'], ['cbor', '{{random}}'], ['hex', '00{{uuid}}'], ['base64', '{{uuid}}AA==']] as const) {
      const once = fillPayload(format, typed, context({}, [0.1, 0.7, 0.3]))
      expect(once.ok).toBe(true)
      if (once.ok) expect(fillPayload(format, once.typed, context())).toEqual({ ok: true, bytes: once.bytes, typed: once.typed })
    }
  })

  test('a mistake in what was typed is told at its place, whatever the variables are worth', () => {
    expect(checkTyped('json', '{"t":{{timestampMs}},\n"u":"{{uuid}}",}')?.place).toEqual({ line: 2, column: 16 })
    expect(checkTyped('hex', '01 {{counter}}\n0g')?.place).toEqual({ line: 2, column: 2 })
    expect(checkTyped('json', '{"t":{{timestampMs}},"u":"{{uuid}}"}')).toBeNull()
    const late = fillPayload('json', '[{{uuid}}]', context({}, [0.999_999]))
    expect(late.ok).toBe(false)
  })

  test('a variable that is not known is told with line and column', () => {
    const filled = fillPayload('hex', '01\n02 {{nope}}', context())
    expect(filled.ok ? null : filled.problem).toEqual({ what: { en: 'No variable has the name “nope” ({{nope}})', zh: '没有名为“nope”的变量（{{nope}}）' }, place: { line: 2, column: 4 } })
  })
})

describe('the messages of a template', () => {
  test('go to every topic, each with values of its own', () => {
    const ready = messagesOf(template({ topic: 'a/{{random:0:9}}', moreTopics: ['b/{{counter}}'], payload: '{{random:0:9}}', qos: 1, retain: true }), context({}, [0, 0.15, 0.25, 0.35]), false)
    expect(ready.ok && ready.messages.map(({ request }) => ({ ...request, payload: textOf(request.payload) }))).toEqual([
      { topic: 'a/0', payload: '1', qos: 1, retain: true },
      { topic: 'b/7', payload: '2', qos: 1, retain: true },
    ])
  })

  test('one wrong topic keeps all of them back', () => {
    const ready = messagesOf(template({ moreTopics: ['b/#'] }), context(), false)
    expect(ready.ok ? null : [ready.problem.field, ready.problem.index, ready.problem.what.en]).toEqual(['topic', 1, 'A topic to publish on cannot contain the wildcard “#”'])
    const filled = messagesOf(template({ topic: 'a/{{own}}' }), context({ own: '+' }), false)
    expect(filled.ok ? null : filled.problem.what.en).toBe('A topic to publish on cannot contain the wildcard “+”')
  })

  test('carry properties with MQTT 5, and none before it', () => {
    const typed = template({
      properties: { ...noProperties, isUtf8: true, contentType: 'text/plain', responseTopic: 'r/{{counter}}', correlation: '0a {{counter}}', correlationFormat: 'hex', messageExpiry: 60, topicAlias: 2, userProperties: [{ name: 'n', value: '{{counter}}' }, { name: '', value: '' }] },
    })
    const five = messagesOf(typed, context(), true)
    expect(five.ok && five.messages[0]?.request.properties).toEqual({
      isUtf8: true,
      contentType: 'text/plain',
      responseTopic: 'r/7',
      correlationData: new Uint8Array([0x0a, 0x37]),
      messageExpiry: 60,
      topicAlias: 2,
      userProperties: [['n', '7']],
    })
    const four = messagesOf(typed, context(), false)
    expect(four.ok && four.messages[0]?.request.properties).toBeUndefined()
    const sent = five.ok ? five.messages[0] : undefined
    expect(sent && messagesOf(templateOf(sent), context(), true)).toEqual({ ok: true, messages: [sent] })
  })

  test.each([
    [{ correlation: '0', correlationFormat: 'hex' as const }, 'correlation'],
    [{ responseTopic: 'a/#' }, 'responseTopic'],
    [{ contentType: '{{nope}}' }, 'contentType'],
    [{ userProperties: [{ name: 'a', value: '{{nope}}' }] }, 'userProperties'],
  ])('a property that is wrong is told by its field: %o', (properties, field) => {
    const ready = messagesOf(template({ properties: { ...noProperties, ...properties } }), context(), true)
    expect(ready.ok ? null : ready.problem.field).toBe(field)
  })

  test('while typing, an unknown variable is no mistake yet', () => {
    expect(checkTemplate(template({ format: 'json', payload: '{"a":{{nope}}}' }), true)).toBeNull()
    expect(checkTemplate(template({ format: 'json', payload: '{"a":' }), true)?.field).toBe('payload')
  })
})
