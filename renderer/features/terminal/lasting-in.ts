import { lastingEffects, type LastingEffect } from '../../../shared/at/lasting-commands.ts'
import { fromLatin1 } from '../../../shared/text/bytes.ts'
import type { SendOptions } from '../../../shared/contract/settings.ts'
import { draftBytes } from './send-line.ts'

/** What stays of a line, found in the bytes that go out: an escape may end one command and begin another, and hex spells one. A checksum behind it is no part of it. */
export function lastingIn(line: string, isHex: boolean, options: SendOptions): readonly LastingEffect[] {
  const wire = draftBytes(line, isHex, { ...options, checksum: 'none' })
  return wire.ok ? fromLatin1(wire.bytes).split(/[\r\n]+/).flatMap((each) => lastingEffects(each)) : []
}
