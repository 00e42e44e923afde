import type { MessageHistory } from './message-history.ts'
import { headerBytes, messageEnd, outFlag } from './message-format.ts'

type Walked = Pick<MessageHistory, 'firstSeq' | 'nextSeq' | 'stretch' | 'readAt' | 'lastBefore'>

/** Topic and direction of the message at `offset`, as they are kept. */
function nameOf(bytes: Uint8Array, offset: number): { readonly topic: Uint8Array; readonly isOut: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, headerBytes)
  return { topic: bytes.subarray(offset + headerBytes, offset + headerBytes + view.getUint16(13, true)), isOut: (view.getUint8(12) & outFlag) !== 0 }
}

/** The nearest message of the same topic and direction on one side of `seq`; undefined where there is none. Walks a stretch at a time. */
export async function neighbourOf(history: Walked, seq: number, side: 'before' | 'after'): Promise<number | undefined> {
  const [own] = await history.readAt([seq], 0)
  if (!own) return undefined
  const topic = Buffer.from(own.topic)
  const isOut = own.direction === 'out'
  for (let next = side === 'before' ? seq - 1 : seq + 1; next >= history.firstSeq && next < history.nextSeq; ) {
    const stretch = await history.stretch(next)
    if (!stretch) return undefined
    if (side === 'before' && stretch.index > next) {
      // Never kept, or dropped meanwhile.
      next = history.lastBefore(next) ?? -1
      continue
    }
    let found: number | undefined
    let offset = 0
    for (let index = stretch.index; index < stretch.index + stretch.count; index++) {
      const end = messageEnd(stretch.bytes, offset)
      if (end === undefined) break
      const name = nameOf(stretch.bytes, offset)
      const isInReach = side === 'before' ? index < seq : index > seq
      if (isInReach && name.isOut === isOut && topic.equals(name.topic)) {
        found = index
        if (side === 'after') break
      }
      offset = end
    }
    if (found !== undefined) return found
    next = side === 'before' ? stretch.index - 1 : stretch.index + stretch.count
  }
  return undefined
}
