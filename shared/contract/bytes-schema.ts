import { z } from 'zod'

/** Bytes at the edge. `z.instanceof(Uint8Array)` would insist on an ArrayBuffer underneath, which neither transport promises in its types. */
export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes are needed')
