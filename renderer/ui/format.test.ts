import { expect, test } from 'vitest'
import { formatLine } from '../../shared/contract/serial.ts'
import { formatBytes, formatMoment, formatTime } from './format.ts'

test('byte counts read in three figures and never as 1024 of a unit', () => {
  expect([0, 312, 1023, 1024, 49_357, 1_048_524, 1_048_576, 1_258_291, 214_748_364].map(formatBytes)).toEqual([
    '0 B', '312 B', '1023 B', '1.0 kB', '48.2 kB', '1.0 MB', '1.0 MB', '1.2 MB', '205 MB',
  ])
})

test('times show the local clock with milliseconds', () => {
  expect(formatTime(new Date(2024, 0, 5, 9, 2, 7, 45).getTime())).toBe('09:02:07.045')
})

test('a moment of another day has its date, one of today has milliseconds', () => {
  const now = new Date(2024, 0, 5, 12).getTime()
  expect([formatMoment(new Date(2024, 0, 5, 0, 0, 1).getTime(), now), formatMoment(new Date(2024, 0, 4, 23, 59, 59).getTime(), now), formatMoment(new Date(2023, 0, 5, 12).getTime(), now)]).toEqual(['00:00:01.000', '01-04 23:59:59', '01-05 12:00:00'])
})

test('line settings read as on the bench', () => {
  expect(formatLine({ baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1.5 })).toBe('9600 7E1.5')
})
