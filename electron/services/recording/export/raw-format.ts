import type { RowFormat } from './row-format.ts'

/** One direction's bytes and nothing else. */
export const rawFormat = (wanted: 'in' | 'out'): RowFormat => ({
  head: () => '',
  row: ({ direction, bytes }) => (direction === wanted ? bytes : ''),
  end: () => '',
})
