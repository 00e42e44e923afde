import type { Failure } from '../../../../../shared/contract/failure.ts'
import { largestCollectionFile, readCollections, writeCollections, type ReadCollections } from '../../../../../shared/mqtt/collections/file.ts'
import type { MessageLibrary } from '../../../../../shared/mqtt/collections/schema.ts'
import { text } from '../../../../../shared/text/local-text.ts'
import { bridge } from '../../../../bridge/bridge.ts'
import { saveFile } from '../../../../ui/save-file.ts'
import { newId } from '../../../quick-commands/new-id.ts'

const notPicked = (evidence: string): Failure => ({
  code: 'mqtt.collections-not-read',
  stage: 'mqtt',
  what: text('The file could not be read.', '文件无法读取。'),
  next: text('A file of collections has at most 16 MiB; check that it is still there and may be read.', '消息集文件最大 16 MiB；请确认文件存在且可读。'),
  evidence,
})

const fileName = (name: string): string => name.replaceAll(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').trim() || 'messages'

/** All, or one of them. */
export function exportCollections(library: MessageLibrary, id?: string): void {
  const collections = library.collections.filter((each) => id === undefined || each.id === id)
  saveFile(`${fileName(collections.length === 1 ? (collections[0]?.name ?? '') : 'messages')}.mqtt.json`, writeCollections({ ...library, collections }), 'application/json')
}

/** Undefined when the person cancels. Must be called from a click. */
export async function pickCollections(title: string): Promise<ReadCollections | Failure | undefined> {
  try {
    const picked = await bridge().pickFile({ title, extensions: ['json'], maximumBytes: largestCollectionFile })
    if (!picked) return undefined
    const read = readCollections(picked.bytes, newId)
    return read.ok ? read.value : read.failure
  } catch (error) {
    return notPicked(error instanceof Error ? error.message : String(error))
  }
}
