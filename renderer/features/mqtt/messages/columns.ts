import { messageColumns, type MessageColumn, type Settings } from '../../../../shared/contract/settings.ts'

export type Columns = Settings['mqttColumns']

/** px, where nobody has chosen a width. */
const usual: Record<MessageColumn, string> = {
  time: '90px',
  direction: '14px',
  topic: 'minmax(70px, 26%)',
  qos: '30px',
  retain: '16px',
  size: '62px',
  payload: 'minmax(0, 1fr)',
}

/** The payload takes what is left, and signs have the width of a sign. */
const resizable: readonly MessageColumn[] = ['time', 'topic', 'size']
export const isResizable = (column: MessageColumn): boolean => resizable.includes(column)

export const widthLimits = { least: 40, most: 1200 }

export const shownColumns = ({ shown }: Columns): readonly MessageColumn[] => messageColumns.filter((column) => shown.includes(column))

/** Columns that give way where the list is narrow. */
const first = new Set<MessageColumn>(['qos', 'retain', 'size'])

/** The grid of a list's rows; the topic takes what is left where no payload is shown. */
export function gridColumns(columns: Columns, isNarrow: boolean): string {
  const shown = shownColumns(columns).filter((column) => !isNarrow || !first.has(column))
  return shown
    .map((column) => {
      if (column === 'topic' && !shown.includes('payload')) return 'minmax(0, 1fr)'
      const width = columns.widths[column]
      return width !== undefined && isResizable(column) ? `${width}px` : usual[column]
    })
    .join(' ')
}

/** Shown or not, in the usual order; the last one stays. */
export function withToggled({ shown, widths }: Columns, column: MessageColumn): Columns {
  const rest = shown.filter((each) => each !== column)
  const next = rest.length < shown.length ? rest : [...shown, column]
  return { shown: next.length === 0 ? shown : messageColumns.filter((each) => next.includes(each)), widths }
}

export const withWidth = ({ shown, widths }: Columns, column: MessageColumn, width: number): Columns => ({
  shown,
  widths: { ...widths, [column]: Math.round(Math.min(widthLimits.most, Math.max(widthLimits.least, width))) },
})
