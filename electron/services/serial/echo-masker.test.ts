import { describe, expect, it } from 'vitest'
import { concat, fromLatin1, latin1 } from '../../../shared/text/bytes.ts'
import { EchoMasker, type MaskedRun } from './echo-masker.ts'

const line = 'AT+QMTCONN=0,"bench","ann","s3cret-pass"\r'
const secret = 's3cret-pass'
const rangeOf = (text: string, part: string): { start: number; end: number } => {
  const start = text.indexOf(part)
  return { start, end: start + part.length }
}
const text = (runs: readonly MaskedRun[]): string => fromLatin1(concat(runs.map((run) => run.bytes)))
const stars = (value: string, part: string): string => value.replaceAll(part, '*'.repeat(part.length))

/** Feeds `stream` in the given pieces and flushes at the end. */
function through(masker: EchoMasker, pieces: readonly string[]): string {
  return text([...pieces.flatMap((piece, i) => masker.push(latin1(piece), i)), ...masker.flush()])
}

function expecting(command = line, part = secret): EchoMasker {
  const masker = new EchoMasker()
  masker.expectEcho(latin1(command), [rangeOf(command, part)])
  return masker
}

/** Every way to cut into two, plus byte by byte. */
const cuttings = (stream: string): string[][] => [
  ...Array.from({ length: stream.length + 1 }, (_, cut) => [stream.slice(0, cut), stream.slice(cut)]),
  Array.from(stream),
]

describe('the echo of a command', () => {
  const stream = `\r\nOK\r\n${line}\r\nOK\r\n+QMTCONN: 0,0,0\r\n`

  it('is masked however it is cut', () => {
    for (const pieces of cuttings(stream)) expect(through(expecting(), pieces)).toBe(stars(stream, secret))
  })

  it('is masked however it is cut into three', () => {
    for (let a = 0; a <= stream.length; a++) {
      for (let b = a; b <= stream.length; b++) {
        const pieces = [stream.slice(0, a), stream.slice(a, b), stream.slice(b)]
        expect(through(expecting(), pieces)).toBe(stars(stream, secret))
      }
    }
  })

  it('is masked when it pauses at any place, and what follows is shown again', () => {
    for (let cut = 0; cut <= stream.length; cut++) {
      const masker = expecting()
      const runs = [...masker.push(latin1(stream.slice(0, cut)), 0), ...masker.flush(), ...masker.push(latin1(stream.slice(cut)), 1)]
      expect(text([...runs, ...masker.flush()])).toBe(stars(stream, secret))
    }
  })

  it('is masked byte by byte with a pause after each', () => {
    const masker = expecting()
    expect(text(Array.from(line).flatMap((c) => [...masker.push(latin1(c), 0), ...masker.flush()]))).toBe(stars(line, secret))
  })

  it('is masked each time it comes', () => {
    expect(through(expecting(), [line + line, line])).toBe(stars(line, secret).repeat(3))
  })

  it('is not mistaken: a line that only begins alike is shown whole', () => {
    const other = 'AT+QMTCONN=0,"bench","ann","s3cret-other"\r\n'
    for (const pieces of cuttings(other)) expect(through(expecting(), pieces)).toBe(other)
  })

  it('is found after a false start that overlaps it', () => {
    const command = 'aab"xx"'
    for (const pieces of cuttings('aaab"xx"aab"xy"aaaab"xx"')) {
      expect(through(expecting(command, 'xx'), pieces)).toBe('aaab"**"aab"xy"aaaab"**"')
    }
  })

  it('masks several parts of one line', () => {
    const command = 'AT+CPIN="12345678","4321"\r'
    const masker = (): EchoMasker => {
      const out = new EchoMasker()
      out.expectEcho(latin1(command), [rangeOf(command, '4321'), rangeOf(command, '12345678')])
      return out
    }
    for (const pieces of cuttings(command)) expect(through(masker(), pieces)).toBe('AT+CPIN="********","****"\r')
  })

  it('holds only what may be secret, and each run keeps its own time', () => {
    const masker = expecting()
    const cut = line.indexOf(secret) + 4
    expect(masker.push(latin1(line.slice(0, cut)), 10)).toEqual([{ bytes: latin1(line.slice(0, cut - 4)), at: 10 }])
    expect(masker.held).toBe(4)
    expect(masker.push(latin1(line.slice(cut)), 20)).toEqual([
      { bytes: latin1('****'), at: 10 },
      { bytes: latin1(`${'*'.repeat(secret.length - 4)}"\r`), at: 20 },
    ])
    expect(masker.held).toBe(0)
  })

  it('is still masked after 31 other commands, and given up after 32', () => {
    for (const [others, shown] of [
      [31, stars(line, secret)],
      [32, line],
    ] as const) {
      const masker = expecting()
      for (let i = 0; i < others; i++) masker.expectEcho(latin1(`AT+CPIN="${1000 + i}"`), [{ start: 9, end: 13 }])
      expect(through(masker, [line])).toBe(shown)
    }
  })
})

describe('a protected value', () => {
  const reading = `+QMTCFG: "${secret}"\r\nOK\r\n`
  const protecting = (value = secret): EchoMasker => {
    const masker = new EchoMasker()
    masker.protectValue(latin1(value))
    return masker
  }

  it('is masked wherever it appears, however it is cut', () => {
    for (const pieces of cuttings(reading)) expect(through(protecting(), pieces)).toBe(stars(reading, secret))
  })

  it('shorter than six bytes is shown, since it stands in too much else', () => {
    expect(through(protecting('12345'), ['+CSQ: 12345\r\n'])).toBe('+CSQ: 12345\r\n')
  })

  it('that ends the stream half-way goes out masked', () => {
    const masker = protecting()
    expect(text(masker.push(latin1(`+X: ${secret.slice(0, 3)}`), 0))).toBe('+X: ')
    expect(text(masker.flush())).toBe('***')
  })

  it('is masked in what is sent, too', () => {
    expect(fromLatin1(protecting().maskOutgoing(latin1(`x ${secret} y`), [{ start: 0, end: 1 }]))).toBe(`* ${'*'.repeat(11)} y`)
  })

  it('that repeats itself is masked without end', () => {
    for (const pieces of cuttings('b' + 'a'.repeat(20) + 'b')) expect(through(protecting('aaaaaa'), pieces)).toBe(`b${'*'.repeat(20)}b`)
  })

  it('that repeats itself is not held once it is masked', () => {
    const masker = protecting('aaaaaa')
    expect(text(masker.push(latin1('baaaaaaaa'), 0))).toBe('b********')
    expect(masker.held).toBe(0)
  })

  it('of many lines is recognised line by line, so that half an echo shows nothing', () => {
    const key = `-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n-----END PRIVATE KEY-----\n`
    const stream = 'ERROR\r\nBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\r\n'
    for (const pieces of cuttings(stream)) expect(through(protecting(key), pieces)).toBe(`ERROR\r\n${'*'.repeat(32)}\r\n`)
  })

  it('of many lines does not star out letters that it shares with ordinary text', () => {
    const masker = protecting(`MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nAKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n`)
    expect(text(Array.from('AT\r').flatMap((c) => [...masker.push(latin1(c), 0), ...masker.flush()]))).toBe('AT\r')
  })
})

describe('a line typed key by key', () => {
  it('is masked in its echo, whether the echo keeps up or lags', () => {
    const typed = 'AT+CPIN="1234"'
    for (const lag of [0, 1, 3, 8]) {
      const masker = new EchoMasker()
      const runs: MaskedRun[] = []
      for (let i = 0; i < typed.length + lag; i++) {
        const line = typed.slice(0, i + 1)
        const start = typed.indexOf('1')
        if (i < typed.length) masker.expectEcho(latin1(line), [{ start, end: Math.min(line.length, start + 4) }])
        if (i >= lag) runs.push(...masker.push(latin1(typed.charAt(i - lag)), i), ...masker.flush())
      }
      expect(text(runs)).toBe('AT+CPIN="****"')
    }
  })
})

describe('cost', () => {
  it('stays linear for a large secret that the stream almost repeats', () => {
    const masker = new EchoMasker()
    const key = `${'a'.repeat(200_000)}b`
    masker.expectEcho(latin1(key), [{ start: 0, end: key.length }])
    const piece = latin1('a'.repeat(64))
    const start = performance.now()
    for (let i = 0; i < 6000; i++) masker.push(piece, i)
    // Quadratic work would be 10^10 steps and more: minutes. Linear is some milliseconds; the bound is generous.
    expect(performance.now() - start).toBeLessThan(3000)
    expect(text(masker.flush()).length).toBe(200_000)
  })

  it('passes bytes through untouched, as copies of their own, when nothing is secret', () => {
    const pool = latin1('xxABCxx')
    const [run] = new EchoMasker().push(pool.subarray(2, 5), 7)
    expect(run).toEqual({ bytes: latin1('ABC'), at: 7 })
    expect(run?.bytes.buffer.byteLength).toBe(3)
  })
})
