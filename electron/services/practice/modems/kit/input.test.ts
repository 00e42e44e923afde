import { describe, expect, test } from 'vitest'
import { fromLatin1, latin1 } from '../../../../../shared/text/bytes.ts'
import { Input } from './input.ts'
import { Timers } from './timers.ts'

function bench(isEchoing = true, quotesHoldLines = false) {
  const lines: string[] = []
  let echoed = ''
  const input = new Input({
    onLine: (line) => void lines.push(line),
    echo: (bytes) => void (echoed += fromLatin1(bytes)),
    isEchoing: () => isEchoing,
    after: new Timers().after,
    quotesHoldLines,
  })
  return { input, lines, echoed: () => echoed }
}

/** Every way to cut a text in two, and byte by byte. */
const cuts = (text: string) => [...Array.from({ length: text.length + 1 }, (_, at) => [text.slice(0, at), text.slice(at)]), text.split('')]

describe('command lines', () => {
  test('come out the same wherever the bytes are cut, and echo byte for byte', () => {
    for (const parts of cuts('AT+CSQ\r\nATI\r')) {
      const { input, lines, echoed } = bench()
      for (const part of parts) input.push(latin1(part))
      expect({ lines, echo: echoed() }).toEqual({ lines: ['AT+CSQ', 'ATI'], echo: 'AT+CSQ\rATI\r' })
    }
  })

  test('line ends between quotation marks are text, where the family has it so', () => {
    const text = 'AT%CMNG=0,1,0,"a\r\nb"\r\nAT\r'
    for (const parts of cuts(text)) {
      const { input, lines } = bench(true, true)
      for (const part of parts) input.push(latin1(part))
      expect(lines).toEqual(['AT%CMNG=0,1,0,"a\r\nb"', 'AT'])
    }
    const { input, lines } = bench()
    input.push(latin1(text))
    expect(lines).toEqual(['AT%CMNG=0,1,0,"a', 'b"', 'AT'])
  })

  test('CR ends a line, LF alone does not', () => {
    const { input, lines } = bench()
    input.push(latin1('AT\nAT'))
    expect(lines).toEqual([])
  })

  test('a backspace takes back the last character', () => {
    const { input, lines } = bench()
    input.push(latin1('ATX\x08I\r'))
    expect(lines).toEqual(['ATI'])
  })

  test('wait while a command is at work, and are echoed when it has ended', () => {
    const { input, lines, echoed } = bench()
    input.hold()
    input.push(latin1('AT\r'))
    expect({ lines: [...lines], echo: echoed() }).toEqual({ lines: [], echo: '' })
    input.release()
    expect({ lines, echo: echoed() }).toEqual({ lines: ['AT'], echo: 'AT\r' })
  })

  test('nothing is echoed after ATE0', () => {
    const { input, echoed } = bench(false)
    input.push(latin1('AT\r'))
    expect(echoed()).toBe('')
  })

  test('ten thousand empty lines in one chunk do not exhaust the stack', () => {
    const { input, lines } = bench(false)
    input.push(new Uint8Array(10_000).fill(13))
    expect(lines.length).toBe(10_000)
  })
})

describe('data', () => {
  test('of a given length leaves what follows for the next command line, wherever it is cut', async () => {
    for (const parts of cuts('\r\n\x1aA\x1bAT\r')) {
      const { input, lines } = bench(false)
      input.hold()
      const data = input.read({ exactly: 5, idleMs: 0, echo: false })
      for (const part of parts) input.push(latin1(part))
      input.release()
      const { how, bytes } = await data
      expect({ how, text: fromLatin1(bytes), lines }).toEqual({ how: 'complete', text: '\r\n\x1aA\x1b', lines: ['AT'] })
    }
  })

  test('ends with Ctrl-Z, which is no part of it', async () => {
    for (const parts of cuts('{"a":\r1}\x1aAT\r')) {
      const { input, lines } = bench(false)
      input.hold()
      const data = input.read({ idleMs: 0, echo: false })
      for (const part of parts) input.push(latin1(part))
      input.release()
      const { how, bytes } = await data
      expect({ how, text: fromLatin1(bytes), lines }).toEqual({ how: 'complete', text: '{"a":\r1}', lines: ['AT'] })
    }
  })

  test('is cancelled by ESC', async () => {
    const { input } = bench()
    const data = input.read({ idleMs: 0, echo: false })
    input.push(latin1('half\x1b'))
    expect((await data).how).toBe('cancelled')
  })

  test('that stops coming ends by its idle time', async () => {
    const { input } = bench()
    const data = input.read({ exactly: 10, idleMs: 15, echo: false })
    input.push(latin1('four'))
    const { how, bytes } = await data
    expect({ how, text: fromLatin1(bytes) }).toEqual({ how: 'timeout', text: 'four' })
  })
})

test('data until a mark ends at its first, wherever it is cut; what stands behind it is the next line', async () => {
  for (const parts of cuts('a+b+++AT\r')) {
    const { input, lines } = bench(false)
    input.hold()
    const data = input.read({ until: '+++', idleMs: 0, echo: false })
    for (const part of parts) input.push(latin1(part))
    const { how, bytes } = await data
    input.release()
    expect({ how, data: fromLatin1(bytes), lines }).toEqual({ how: 'complete', data: 'a+b', lines: ['AT'] })
  }
})
