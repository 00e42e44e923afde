import { expect, it } from 'vitest'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import { gridColumns, shownColumns, withToggled, withWidth } from './columns.ts'

const columns = defaultSettings.mqttColumns

it('stand in their order, whatever order they were chosen in', () => {
  const more = withToggled(withToggled(withToggled(columns, 'topic'), 'size'), 'topic')
  expect(shownColumns(more)).toStrictEqual(['time', 'direction', 'topic', 'qos', 'retain', 'size', 'payload'])
})

it('leave one at least', () => {
  const last = { shown: ['payload' as const], widths: {} }
  expect(withToggled(last, 'payload')).toStrictEqual(last)
})

it('have the width that they were dragged to, within limits', () => {
  const wide = withWidth(withWidth({ shown: ['time', 'topic', 'payload'], widths: {} }, 'topic', 222.6), 'time', 5)
  expect(wide.widths).toStrictEqual({ topic: 223, time: 40 })
  expect(gridColumns(wide, false)).toBe('40px 223px minmax(0, 1fr)')
})

it('give way where there is no room, and fill it where the payload is not shown', () => {
  expect(gridColumns(columns, true).split(' ').length).toBeLessThan(gridColumns(columns, false).split(' ').length)
  expect(gridColumns({ shown: ['time', 'topic'], widths: { topic: 100 } }, false)).toBe('90px minmax(0, 1fr)')
})
