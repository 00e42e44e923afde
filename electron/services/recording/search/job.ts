/** Of each run of one frame's bytes: where it begins in a stream, where it stands in the file, and its time. */
export type Runs = { readonly starts: Int32Array; readonly positions: Float64Array; readonly times: Float64Array }

/** A part of one direction's bytes, with where they came from. */
export type Piece = Runs & { readonly bytes: Uint8Array }

/** What every thread of a search is told once. */
export type ThreadOptions = {
  /** These very bytes, or an expression over one character per byte. */
  readonly pattern: { readonly needle: Uint8Array } | { readonly source: string; readonly flags: string }
  readonly format: { readonly headerBytes: number; readonly maxFrameBytes: number }
  /** Bytes on each side of a seam that a find over it may take: of a needle all but one, of an expression the longest line that is never cut. */
  readonly reach: number
  /** Read at once. */
  readonly blockBytes: number
  /** Bytes, or runs, of one direction from which on they are looked through; four times `reach` or more. */
  readonly fullBytes: number
  /** Finds of one direction in one chunk beyond this are counted only. */
  readonly most: number
}

/** Looks through the frames whose headers stand in `[from, to)` of the file. */
export type ChunkJob = {
  readonly kind: 'chunk'
  readonly from: number
  readonly to: number
  /** Bytes of the file beyond which nothing is read. */
  readonly limit: number
  /** A frame begins at `from`; else it is a place in the middle of anything, and the first frame behind it has to be found. */
  readonly isStart: boolean
  /** Of each direction: bytes at its beginning that belong to a find which began earlier; none where left out. Finds do not overlap. */
  readonly taken: readonly number[]
}

/** Looks through bytes where two chunks meet. */
export type SeamJob = { readonly kind: 'seam'; readonly bytes: Uint8Array }

export type Job = ChunkJob | SeamJob

/** What a chunk has of one direction. */
export type ChunkStream = {
  readonly direction: number
  /** Bytes of it. */
  readonly length: number
  /** What has to be looked through together with what stood before the chunk. */
  readonly head: Piece
  /** What has to be looked through together with what follows; undefined: the head is all there is. */
  readonly tail: Piece | undefined
  /** Four numbers each: offset in `length`, position in the file, time, length. */
  readonly hits: Float64Array
  /** Finds, also those beyond `most`. */
  readonly count: number
  /** Offset behind the last of them. */
  readonly lastEnd: number
}

export type ChunkAnswer = {
  /** Where its first frame begins; undefined: none was recognised. */
  readonly start: number | undefined
  /** Where the first frame behind it begins, or would. */
  readonly end: number
  /** Nothing can be read behind `end`: the file ends, or what stands there is no frame. */
  readonly isLast: boolean
  readonly streams: readonly ChunkStream[]
}

/** Offset and length of each find, one after the other; they do not overlap. */
export type SeamAnswer = readonly number[]

export type AnswerTo<J extends Job> = J extends ChunkJob ? ChunkAnswer : SeamAnswer
