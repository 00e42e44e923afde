import type { TFunction } from 'i18next'
import { expect, it } from 'vitest'
import { rateText } from './rate-text.ts'

const t = ((key: string, values: object) => `${key} ${JSON.stringify(values)}`) as unknown as TFunction<'mqtt-topics'>
const said = (rate: number, gapMs?: number): string => rateText({ rate, value: { seq: 1, at: 100_000, payloadBytes: 0, preview: new Uint8Array(), isRetained: false, ...(gapMs !== undefined && { previousAt: 100_000 - gapMs }) } as never }, t)

it.each([
  [1234.4, 1, 'perSecond {"rate":"1,234"}'],
  [2.26, 400, 'perSecond {"rate":"2.3"}'],
  [0.3, 3300, 'everySeconds {"seconds":"3.3"}'],
  [0, 60_000, 'everySeconds {"seconds":60}'],
  [0, 600_000, 'everyMinutes {"minutes":10}'],
  [0, 7_200_000, 'everyHours {"hours":2}'],
])('at %d a second and %d ms between the last two', (rate, gap, text) => expect(said(rate, gap)).toBe(text))

it('says nothing of one message, nor of a burst that has ended', () => expect([said(0), said(0.1, 40)]).toEqual(['', '']))
