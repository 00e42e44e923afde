/** px. Browsers cap an element's height (Chrome and Firefox between 17 and 33 million); well below that the scroll bar stands for more than it is long. */
const tallest = 8_000_000

export type Extent = {
  /** Rows, and the height of one and of what can be seen, in px. */
  readonly count: number
  readonly rowHeight: number
  readonly height: number
}

const total = ({ count, rowHeight }: Extent): number => count * rowHeight

/** How far the content can be scrolled, in its own px. */
export const furthest = (extent: Extent): number => Math.max(0, total(extent) - extent.height)

/** The height that the scroll bar is made from. */
export const barHeight = (extent: Extent): number => Math.min(total(extent), tallest)

const barRange = (extent: Extent): number => Math.max(0, barHeight(extent) - extent.height)

export const isScaled = (extent: Extent): boolean => total(extent) > tallest

export const clampTop = (extent: Extent, top: number): number => Math.max(0, Math.min(top, furthest(extent)))

/** Where the content stands for a position of the scroll bar. */
export const topOf = (extent: Extent, scrollTop: number): number =>
  isScaled(extent) ? clampTop(extent, (scrollTop / barRange(extent)) * furthest(extent)) : clampTop(extent, scrollTop)

/** Where the scroll bar stands for a position of the content. */
export const scrollTopOf = (extent: Extent, top: number): number =>
  isScaled(extent) ? (clampTop(extent, top) / furthest(extent)) * barRange(extent) : clampTop(extent, top)

/** Rows that can be seen, `end` exclusive, and how far the first is above the edge (0 or less, px). */
export function seen(extent: Extent, top: number): { readonly start: number; readonly end: number; readonly offset: number } {
  const start = Math.max(0, Math.min(extent.count, Math.floor(top / extent.rowHeight)))
  const end = Math.min(extent.count, Math.ceil((top + extent.height) / extent.rowHeight))
  return { start, end, offset: start * extent.rowHeight - top }
}

/** Moves no further than needed to show a row with one above and below it; far away, it comes to the middle. */
export function revealed(extent: Extent, top: number, row: number): number {
  const { rowHeight, height } = extent
  const rowTop = row * rowHeight
  if (rowTop >= top + rowHeight && rowTop + 2 * rowHeight <= top + height) return top
  if (rowTop < top - height || rowTop > top + 2 * height) return clampTop(extent, rowTop - height / 2)
  return clampTop(extent, rowTop < top + rowHeight ? rowTop - rowHeight : rowTop + 2 * rowHeight - height)
}
