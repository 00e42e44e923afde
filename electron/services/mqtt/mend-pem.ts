import { fromUtf8, utf8 } from '../../../shared/text/bytes.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import { layoutFaults, type LayoutFault } from '../../../shared/tls/pem-layout.ts'
import { repairPem } from '../../../shared/tls/repair-pem.ts'
import type { PemFile } from '../../../shared/wizard/credential.ts'

/** What makes a PEM file unreadable although nothing of it is lost. All else is read as it stands. */
const fatal: readonly LayoutFault[] = ['bom', 'escaped-line-ends', 'one-line']

/** A file that only lost its form on the way, put right, and what was done. A file is never changed where the outcome is not certain. */
export function mendPem(file: PemFile): { readonly file: PemFile; readonly remarks: readonly Text[] } {
  const content = fromUtf8(file.bytes)
  if (!layoutFaults(content).some((fault) => fatal.includes(fault))) return { file, remarks: [] }
  const repaired = repairPem(content)
  if (!repaired) return { file, remarks: [] }
  const list = (language: 'en' | 'zh') => repaired.repaired.map((each) => each[language]).join(language === 'en' ? '; ' : '；')
  return { file: { name: file.name, bytes: utf8(repaired.text) }, remarks: [text(`${file.name} was mended for this connection: ${list('en')}`, `${file.name} 已为本次连接修正：${list('zh')}`)] }
}
