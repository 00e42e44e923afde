import { describe, expect, it } from 'vitest'
import { fromLatin1, latin1 } from '../../../shared/text/bytes.ts'
import { TypedInput } from './typed-input.ts'

function shown(input: TypedInput, written: string): string {
  const bytes = latin1(written)
  for (const { start, end } of input.next(bytes).ranges) bytes.fill(0x2a, start, end)
  return fromLatin1(bytes)
}

describe('TypedInput', () => {
  it('finds the secret of a line that is sent whole, and the echo to expect', () => {
    expect(new TypedInput().next(latin1('AT+CPIN="1234"\r'))).toEqual({
      ranges: [{ start: 9, end: 13 }],
      echoes: [{ bytes: latin1('AT+CPIN="1234"'), ranges: [{ start: 9, end: 13 }] }],
    })
  })

  it('finds it key by key and in any two pieces', () => {
    const line = 'AT+QMTCONN=0,"a","b","pass"\r'
    const expected = 'AT+QMTCONN=0,"a","b","****"\r'
    const keys = new TypedInput()
    expect(Array.from(line, (key) => shown(keys, key)).join('')).toBe(expected)
    for (let cut = 0; cut <= line.length; cut++) {
      const input = new TypedInput()
      expect(shown(input, line.slice(0, cut)) + shown(input, line.slice(cut))).toBe(expected)
    }
  })

  it('starts anew after a line end, and finds secrets in several lines at once', () => {
    expect(shown(new TypedInput(), 'AT\r\nAT+CPIN="1234"\r\nAT+CPIN="5678"\r\n"99"')).toBe('AT\r\nAT+CPIN="****"\r\nAT+CPIN="****"\r\n"99"')
  })

  it('sees through corrections, and then masks all that follows the command', () => {
    const input = new TypedInput()
    expect(Array.from('ATX\b+CPIM\x7fN="12', (key) => shown(input, key)).join('')).toBe('ATX\b+CPIM\x7fN="**')
    expect(shown(new TypedInput(), 'AT+CPIN="12\b34"\r')).toBe('AT+CPIN=*******\r')
  })

  it('does not go on with a line after something else was sent', () => {
    const input = new TypedInput()
    input.next(latin1('AT+CPIN="'))
    input.reset()
    expect(shown(input, '1234')).toBe('1234')
  })

  it('masks the inside of a private key', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc=\n-----END RSA PRIVATE KEY-----\n'
    expect(shown(new TypedInput(), key)).toBe(`-----BEGIN RSA PRIVATE KEY-----${'*'.repeat(13)}-----END RSA PRIVATE KEY-----\n`)
    expect(shown(new TypedInput(), key.replaceAll('RSA PRIVATE KEY', 'CERTIFICATE'))).toContain('MIIEow')
  })
})
