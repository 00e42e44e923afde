import type { Failure } from '../../../shared/contract/failure.ts'
import { largestList, readList } from '../../../shared/quick-commands/read/index.ts'
import type { QuickPage } from '../../../shared/quick-commands/schema.ts'
import { writeOwn } from '../../../shared/quick-commands/write/own.ts'
import { writeSscom } from '../../../shared/quick-commands/write/sscom.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { Language } from '../../../shared/text/local-text.ts'
import { notice } from '../../app/notices.tsx'
import { bridge } from '../../bridge/bridge.ts'
import { saveFile } from '../../ui/save-file.ts'
import type { Imported } from './import-dialog.tsx'
import { newId } from './new-id.ts'

const notPicked = (evidence: string): Failure => ({
  code: 'quick.file-not-read',
  stage: 'port',
  what: text('The file could not be read.', '文件无法读取。'),
  next: text('A list has at most 4 MiB; check that the file is still there and may be read.', '列表文件最大 4 MiB；请确认文件存在且可读。'),
  evidence,
})

/** Undefined when the person cancels. Must be called from a click. */
export async function pickList(title: string): Promise<Imported | Failure | undefined> {
  try {
    const picked = await bridge().pickFile({ title, extensions: ['ini', 'lclst', 'json', 'txt'], maximumBytes: largestList })
    if (!picked) return undefined
    const read = readList(picked, newId)
    return read.ok ? { ...read.value, file: picked.name } : read.failure
  } catch (error) {
    return notPicked(error instanceof Error ? error.message : String(error))
  }
}

const fileNameOf = (name: string): string => name.replaceAll(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').trim() || 'quick-commands'

export const exportOwn = (pages: readonly QuickPage[]): void => saveFile(`${fileNameOf(pages.length === 1 ? (pages[0]?.name ?? '') : 'quick-commands')}.quick.json`, writeOwn(pages), 'application/json')

/** SSCOM reads one file by one name; what it cannot hold is said. */
export function exportSscom(page: QuickPage, language: Language): void {
  const { bytes, notes } = writeSscom(page)
  saveFile('sscom51.ini', bytes)
  for (const note of notes) notice(note[language])
}
