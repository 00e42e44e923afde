import { caseLog } from '../../../shared/casefile/case-log.ts'
import { caseLimits, type CaseFile } from '../../../shared/casefile/format.ts'
import { caseTooLarge, readCase } from '../../../shared/casefile/read-case.ts'
import { reportFileName, reportMarkdown } from '../../../shared/casefile/report-markdown.ts'
import type { SavedCase } from '../../../shared/contract/casefile.ts'
import { fail, type Failure, type Result } from '../../../shared/contract/failure.ts'
import { decodeText } from '../../../shared/text/decode-text.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { text, type Language } from '../../../shared/text/local-text.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { chooseFile } from '../../bridge/file-input.ts'
import { saveFile } from '../../ui/save-file.ts'
import { explainText } from '../explain/explain-store.ts'
import { casefileStore, type OpenedCase } from './casefile-store.ts'

const unreadable: Failure = {
  code: 'case.unreadable',
  stage: 'port',
  what: text('The file could not be read.', '文件无法读取。'),
  next: text('See whether it is still there and may be opened.', '请确认文件还在、并且有权限打开。'),
}

/** Its size is looked at before its content: whoever picks a disk image by mistake does not wait for it. */
async function read(file: File): Promise<Result<CaseFile>> {
  if (file.size > caseLimits.fileBytes) return fail(caseTooLarge(file.size))
  try {
    return readCase(decodeText(new Uint8Array(await file.arrayBuffer())).text)
  } catch {
    return fail(unreadable)
  }
}

async function take(file: File, place: (opened: OpenedCase) => void): Promise<void> {
  casefileStore.setState({ isReading: true, failure: null })
  const result = await read(file)
  casefileStore.setState({ isReading: false })
  if (result.ok) place({ name: file.name, content: result.value })
  else casefileStore.setState({ failure: result.failure })
}

const asOpened = (opened: OpenedCase): void => casefileStore.setState({ opened, other: null, tab: 'replay' })
const asOther = (other: OpenedCase): void => casefileStore.setState({ other, tab: 'compare' })

export async function openCase(): Promise<void> {
  const file = await chooseFile(['json'])
  if (!file) return
  showPanel('casefile')
  await take(file, asOpened)
}

export async function openOther(): Promise<void> {
  const file = await chooseFile(['json'])
  if (file) await take(file, asOther)
}

/** One file is opened; two are compared; one beside an open one too, where it is dropped on the comparison. */
export async function dropCases(files: readonly File[]): Promise<void> {
  const [first, second] = files
  if (!first) return
  showPanel('casefile')
  const { opened, tab } = casefileStore.getState()
  await take(first, opened && tab === 'compare' && !second ? asOther : asOpened)
  if (second && !casefileStore.getState().failure) await take(second, asOther)
}

/** The transcript in the panel that explains logs, line by line. */
export function explainCase({ name, content }: OpenedCase): void {
  explainText(caseLog(content), name)
  showPanel('explain')
}

/** The case file of a run or session into the downloads. What went wrong is the caller's to show. */
export const fetchCase = (method: 'casefile.ofRun' | 'casefile.ofSession', id: string): Promise<Result<SavedCase>> => attempt(() => bridge().call(method, id))

/** A session without a plan into the downloads. */
export async function saveSession(sessionId: string): Promise<Result<SavedCase>> {
  const saved = await fetchCase('casefile.ofSession', sessionId)
  if (saved.ok) saveCase(saved.value)
  return saved
}

/** A case that was made just now, opened without a detour over the disk. */
export function showCase(made: OpenedCase): void {
  asOpened(made)
  showPanel('casefile')
}

/** The comparison, empty until files are chosen. */
export function compareCasesView(): void {
  casefileStore.setState({ tab: 'compare' })
  showPanel('casefile')
  void (casefileStore.getState().opened ? openOther() : openCase())
}

export const saveCase = ({ name, text: content }: SavedCase): void => saveFile(name, utf8(content), 'application/json')

export const saveReport = (name: string, content: CaseFile, language: Language): void => saveFile(reportFileName(name), utf8(reportMarkdown(content, language)), 'text/markdown')
