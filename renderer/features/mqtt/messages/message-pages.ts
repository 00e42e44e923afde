import type { MessageExtent } from '../../../../shared/contract/mqtt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { RowPages } from '../../log/row-pages.ts'
import { fromNumber, type ListedMessage } from './listed-message.ts'

/** Bytes of a payload for one line of a list. */
export const previewBytes = 1024

/** All messages of a connection by their numbers; what is in sight is fetched. */
export type MessagePages = RowPages<ListedMessage>

export const messagePages = (connectionId: string): MessagePages =>
  new RowPages<ListedMessage>(async (from, count) => {
    const result = await bridge().call('mqtt.messages', connectionId, from, count, previewBytes)
    return result.ok ? fromNumber(result.value, from) : []
  })

/** Of a connection that nothing is known of yet. */
export const noMessages: MessagePages = new RowPages<ListedMessage>(async () => [])

/** The program was started anew: its numbering began again below what the page knows of. */
const isAnother = (pages: MessagePages, { nextSeq }: MessageExtent): boolean => nextSeq < pages.extent().end

/** A connection's pages after it is heard that its messages are these; the same object while they are of the same connection. */
export function withExtent(pages: MessagePages | undefined, connectionId: string, extent: MessageExtent): MessagePages {
  const current = pages && !isAnother(pages, extent) ? pages : messagePages(connectionId)
  const { first, end } = current.extent()
  if (first !== extent.firstSeq || end !== extent.nextSeq) current.grew({ first: extent.firstSeq, end: extent.nextSeq })
  return current
}
