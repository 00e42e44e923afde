import { expect, it } from 'vitest'
import { imageFacts } from './image-facts.ts'

const hex = (text: string): Uint8Array => Uint8Array.from(text.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

// The smallest files of each kind, as the formats' own documents build them.
const png = '89504e470d0a1a0a 0000000d 49484452 00000140 000000f0 08 02 000000 00000000'
const gif = '474946383961 4001 f000 f70000'
const jpeg = 'ffd8 ffe0 0010 4a46494600 0101 00 0001 0001 0000 ffff c0 0011 08 00f0 0140 03 012200 021101 031101'
const webpLossy = '52494646 24000000 57454250 56503820 18000000 300100 9d012a 4001 f000 0034 25a4'
const webpLossless = '52494646 24000000 57454250 5650384c 0d000000 2f 3fc13b00 0000000000000000'
const webpExtended = '52494646 24000000 57454250 56503858 0a000000 00000000 3f0100 ef0000'

it.each([
  ['image/png', png],
  ['image/gif', gif],
  ['image/jpeg', jpeg],
  ['image/webp', webpLossy],
  ['image/webp', webpLossless],
  ['image/webp', webpExtended],
])('%s of 320 by 240', (type, bytes) => {
  expect(imageFacts(hex(bytes))).toStrictEqual({ type, width: 320, height: 240 })
})

it('anything else is none, and so is what breaks off', () => {
  expect([new Uint8Array(), hex('7b7d'), hex('ffd8ffe000'), hex('ffd8ffe0001041'), hex(png.slice(0, 40)), hex('524946460000000057454250')].map(imageFacts)).toStrictEqual(Array.from({ length: 6 }, () => undefined))
})
