export type Direction = 'in' | 'out' | 'note'
/** By their numbers in a recording's file. */
export const directions: readonly Direction[] = ['in', 'out', 'note']
