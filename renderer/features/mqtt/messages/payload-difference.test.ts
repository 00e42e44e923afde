import { expect, it } from 'vitest'
import { utf8 } from '../../../../shared/text/bytes.ts'
import { payloadDifference } from './payload-difference.ts'

it('JSON is compared by path also where it is shown as text', () => {
  expect(payloadDifference(utf8('{"t":21,"h":40}'), utf8('{"t":22, "h":40}'), 'text')).toStrictEqual({ kind: 'json', changes: [{ path: '.t', kind: 'changed', before: '21', after: '22' }] })
  expect(payloadDifference(utf8('{"t":21}'), utf8('{ "t": 21 }'), 'json')).toStrictEqual({ kind: 'none' })
})

it('CBOR is compared by path too', () => {
  // {"t": 1} and {"t": 2}, RFC 8949.
  expect(payloadDifference(Uint8Array.of(0xa1, 0x61, 0x74, 1), Uint8Array.of(0xa1, 0x61, 0x74, 2), 'cbor')).toStrictEqual({ kind: 'json', changes: [{ path: '.t', kind: 'changed', before: '1', after: '2' }] })
})

it('other texts are compared by line, with what is around a change', () => {
  const text = (middle: string) => utf8([...Array.from({ length: 10 }, (_, index) => `line ${index}`), middle, 'x', 'y', 'z', 'far', 'farther'].join('\n'))
  expect(payloadDifference(text('a=1'), text('a=2'), 'text')).toStrictEqual({
    kind: 'lines',
    isDump: false,
    lines: [
      { kind: 'same', line: 'line 7' },
      { kind: 'same', line: 'line 8' },
      { kind: 'same', line: 'line 9' },
      { kind: 'removed', line: 'a=1' },
      { kind: 'added', line: 'a=2' },
      { kind: 'same', line: 'x' },
      { kind: 'same', line: 'y' },
      { kind: 'same', line: 'z' },
      { kind: 'left', line: '⋯' },
    ],
  })
})

it('bytes are compared by rows of sixteen', () => {
  const bytes = (at: number) => Uint8Array.from({ length: 20 }, (_, index) => (index === at ? 255 : index))
  const difference = payloadDifference(bytes(17), bytes(18), 'hex')
  expect(difference.kind === 'lines' && difference.lines.map(({ kind, line }) => [kind, line.slice(0, 19)])).toStrictEqual([
    ['same', '000000  00 01 02 03'],
    ['removed', '000010  10 ff 12 13'],
    ['added', '000010  10 11 ff 13'],
  ])
})
