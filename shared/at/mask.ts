/** A run of bytes, `start` inclusive, `end` exclusive, that must never be shown or recorded. */
export type MaskRange = { readonly start: number; readonly end: number }
