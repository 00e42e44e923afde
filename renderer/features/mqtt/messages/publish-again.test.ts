import { expect, it } from 'vitest'
import { utf8 } from '../../../../shared/text/bytes.ts'
import { encodePayload } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { asTyped } from './publish-again.ts'

it('is the very same bytes once it is sent, as text or in hex', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  for (const [payload, format] of [[utf8('21.5 °C'), 'text'], [bytes, 'text'], [bytes, 'hex'], [bytes, 'base64'], [new Uint8Array(), 'hex']] as const) {
    const typed = asTyped(payload, format)
    const encoded = encodePayload(typed.format, typed.payload)
    expect(encoded.ok && [...encoded.value]).toStrictEqual([...payload])
  }
})
