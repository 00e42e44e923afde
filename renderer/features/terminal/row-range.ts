/** Rows to draw: `start` inclusive, `end` exclusive. */
export type RowRange = { readonly start: number; readonly end: number }

/** Rows drawn beyond each edge, so that a quick scroll shows no gap. */
const overscan = 12

/** Within this many pixels of the end counts as being there. */
const endSlack = 24

export const isNearEnd = (element: { readonly scrollHeight: number; readonly scrollTop: number; readonly clientHeight: number }): boolean =>
  element.scrollHeight - element.scrollTop - element.clientHeight < endSlack

type View = { readonly count: number; readonly rowHeight: number; readonly height: number; readonly top: number; readonly isAtEnd: boolean }

/** At the end the range follows the count, not `top`: the scroll position catches up only after drawing. */
export function rowRange({ count, rowHeight, height, top, isAtEnd }: View): RowRange {
  const visible = Math.ceil(height / rowHeight)
  const first = isAtEnd ? count - visible : Math.min(Math.floor(top / rowHeight), Math.max(0, count - visible))
  return { start: Math.max(0, first - overscan), end: Math.min(count, first + visible + overscan) }
}

/** Pixels by which rows moved up because older ones were dropped; 0 when the list was cleared or only grew. Ids count without gaps. */
export function dropShift(previousFirstId: number | undefined, firstId: number | undefined, rowHeight: number): number {
  if (previousFirstId === undefined || firstId === undefined || firstId <= previousFirstId) return 0
  return (firstId - previousFirstId) * rowHeight
}
