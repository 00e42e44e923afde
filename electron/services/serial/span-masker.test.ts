import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromLatin1, latin1 } from '../../../shared/text/bytes.ts'
import { SpanMasker } from './span-masker.ts'

const after = '"deviceSecret":"'
const answer = `+HTTPREAD: 149\r\n{"code":200,"data":{"deviceName":"868","${after.slice(1)}fef32adf6dad46c2","productKey":"k1h"}}\r\nOK\r\n`
const shown = answer.replace('fef32adf6dad46c2', '*'.repeat(16))

const masked = (chunks: readonly string[], masker = new SpanMasker()): string => {
  masker.expect([{ after, until: '"' }])
  return chunks
    .map((chunk) => {
      const bytes = latin1(chunk)
      masker.mask(bytes)
      return fromLatin1(bytes)
    })
    .join('')
}

it('masks what stands behind the name, in any chunking, and nothing else', () => {
  expect(masked([answer])).toBe(shown)
  fc.assert(
    fc.property(fc.array(fc.nat(answer.length), { maxLength: 8 }), (cuts) => {
      const ends = [...cuts.toSorted((a, b) => a - b), answer.length]
      expect(masked(ends.map((end, index) => answer.slice(ends[index - 1] ?? 0, end)))).toBe(shown)
    }),
  )
})

it('masks every time it is said, and ends with the line where the closing quote is missing', () => {
  expect(masked([answer + answer])).toBe(shown + shown)
  expect(masked([`${after}cut off\r\nOK\r\n`])).toBe(`${after}*******\r\nOK\r\n`)
  expect(masked([`"${after}abc"`])).toBe(`"${after}***"`)
})

it('keeps masking a secret that has begun when other spans are expected', () => {
  const masker = new SpanMasker()
  expect(masked([`${after}ab`], masker)).toBe(`${after}**`)
  masker.expect([])
  const rest = latin1('cd","x":1')
  masker.mask(rest)
  expect(fromLatin1(rest)).toBe('**","x":1')
})
