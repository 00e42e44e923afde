import { utf8 } from '../../text/bytes.ts'
import { ownKind, ownVersion } from '../read/own.ts'
import type { QuickPage } from '../schema.ts'

/** The pages as a file to give away. Values of placeholders stay here. */
export const writeOwn = (pages: readonly QuickPage[]): Uint8Array => utf8(`${JSON.stringify({ kind: ownKind, version: ownVersion, pages }, null, 2)}\n`)
