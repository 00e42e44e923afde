import { text } from '../../text/local-text.ts'
import { decodeText, type Encoding } from '../../text/decode-text.ts'
import { fail, ok, type Result } from '../../contract/failure.ts'
import type { NewId } from '../schema.ts'
import { looksLikeLlcom, readLlcom } from './llcom.ts'
import { looksLikeOwn, readOwn } from './own.ts'
import { looksLikeQcom, readQcom } from './qcom.ts'
import type { ListSource, ReadList } from './read-list.ts'
import { looksLikeSscom, readSscom } from './sscom.ts'

/** Bytes. llcom's settings with ten full pages have a tenth of it. */
export const largestList = 4 * 1024 * 1024

const kinds: readonly { readonly looks: (content: string) => boolean; readonly read: (source: ListSource) => ReadList }[] = [
  { looks: looksLikeOwn, read: readOwn },
  { looks: looksLikeLlcom, read: readLlcom },
  { looks: looksLikeQcom, read: readQcom },
  { looks: looksLikeSscom, read: readSscom },
]

/** A list of whichever tool, told by what stands in it: the names of these files say little. Broken rows are told, the rest is read. */
export function readList(file: { readonly name: string; readonly bytes: Uint8Array }, newId: NewId): Result<ReadList & { readonly encoding: Encoding }> {
  const { text: decoded, encoding } = decodeText(file.bytes)
  const content = decoded.replace(/^\uFEFF/, '')
  const kind = kinds.find(({ looks }) => looks(content))
  if (!kind) {
    return fail({
      code: 'quick.unknown-list',
      stage: 'port',
      what: text(`${file.name} is no list of SSCOM, QCOM, llcom or ATelier.`, `${file.name} 不是 SSCOM、QCOM、llcom 或 ATelier 的指令列表。`),
      next: text(
        'Choose sscom51.ini or sscom.ini, a list that QCOM saved (sections [1], [2] … with CMD=), llcom’s *.lclst or settings.json, or a file that was exported here.',
        '请选择 sscom51.ini 或 sscom.ini、QCOM 保存的列表（[1]、[2]… 节内有 CMD=）、llcom 的 *.lclst 或 settings.json，或从这里导出的文件。',
      ),
      evidence: content.split(/\r\n?|\n/, 1)[0]?.slice(0, 80) ?? '',
    })
  }
  const name = file.name.replace(/\.[^.]+$/, '').slice(0, 100)
  return ok({ ...kind.read({ text: content, encoding, name, newId }), encoding })
}

export type { ListProblem, ReadList } from './read-list.ts'
