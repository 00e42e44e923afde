import { z } from 'zod'

/** Bytes at the edge. `z.instanceof(Uint8Array)` would insist on an ArrayBuffer underneath, which neither transport promises in its types. */
export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes are needed')

/** Ranges of bytes that are secret: recording, terminal and events get `*` in their place. */
export const masksSchema = z.array(z.object({ start: z.int().min(0), end: z.int().min(0) })).max(100)
