import type { Result } from '../../../shared/contract/failure.ts'
import type { SequenceReport } from '../../../shared/contract/sequences.ts'
import { lastingSteps } from '../../../shared/sequence/lasting-steps.ts'
import { readSequence } from '../../../shared/sequence/read-sequence.ts'
import { decodeText } from '../../../shared/text/decode-text.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { chooseFile } from '../../bridge/file-input.ts'
import { saveFile } from '../../ui/save-file.ts'
import { settingsStore } from '../settings/settings-store.ts'
import { isChanged, newDraft, openedDraft, textOf, type Draft } from './draft.ts'
import { tooLarge, unreadable } from './failures.ts'
import { keepReport, withRun } from './report-log.ts'
import { sequencesStore, setDraft, setSequences } from './sequences-store.ts'

/** Bytes; the most characters of a sequence, four bytes each. */
const largestFile = 1_048_576

const extensions = ['yaml', 'yml', 'json']

function take<T>(result: Result<T>): result is { readonly ok: true; readonly value: T } {
  setSequences({ failure: result.ok ? null : result.failure })
  return result.ok
}

const show = (draft: Draft | null): void => setSequences({ draft, step: null, shownRun: null, isAsking: false, isRecording: false, lastRecorded: null, failure: null })

export async function loadSequences(): Promise<void> {
  try {
    const [{ folder, files }, runs] = await Promise.all([bridge().call('sequences.list'), bridge().call('sequences.results')])
    setSequences({ folder, files, runs })
  } catch {
    // The link is down; its return asks again.
  }
}

export async function openSequence(file: string): Promise<void> {
  const opened = await attempt(() => bridge().call('sequences.open', file))
  if (take(opened)) show(openedDraft(file, opened.value.text))
}

export const newSequence = (name: string): void => show(newDraft(name))

export const closeSequence = (): void => show(null)

/** What is being written at the moment. */
let saving: Promise<boolean> | undefined

/** False where it was not written. */
export async function saveSequence(): Promise<boolean> {
  const own = write()
  saving = own
  const isSaved = await own
  if (saving === own) saving = undefined
  return isSaved
}

/** Back to the list; false where something is not saved, also after what was being saved. */
export async function leaveSequence(): Promise<boolean> {
  await saving
  const { draft } = sequencesStore.getState()
  const isFree = draft === null || !isChanged(draft)
  if (isFree) closeSequence()
  return isFree
}

async function write(): Promise<boolean> {
  const { draft } = sequencesStore.getState()
  if (!draft) return false
  const { file } = draft
  const text = textOf(draft)
  const saved = await attempt(() => bridge().call('sequences.save', file, text))
  // Somebody may have typed on meanwhile: what was written is what was asked for.
  if (take(saved)) setDraft((now) => ({ ...now, file: saved.value.file, saved: text, ...(now === draft && { text }) }))
  return saved.ok
}

export async function renameSequence(file: string, name: string): Promise<boolean> {
  return take(await attempt(() => bridge().call('sequences.rename', file, name)))
}

export async function duplicateSequence(file: string, name: string): Promise<void> {
  take(await attempt(() => bridge().call('sequences.duplicate', file, name)))
}

export async function removeSequence(file: string): Promise<void> {
  take(await attempt(() => bridge().call('sequences.remove', file)))
}

/** A file from elsewhere: saved at once where it can be used, else opened as text with what is wrong with it. */
export async function importSequence(): Promise<void> {
  const file = await chooseFile(extensions)
  if (!file) return
  if (file.size > largestFile) return setSequences({ failure: tooLarge(file.name, file.size) })
  let text: string
  try {
    text = decodeText(new Uint8Array(await file.arrayBuffer())).text
  } catch {
    return setSequences({ failure: unreadable(file.name) })
  }
  show(openedDraft(null, text, ''))
  if (readSequence(text).ok) await saveSequence()
}

export async function exportSequence(file: string): Promise<void> {
  const opened = await attempt(() => bridge().call('sequences.open', file))
  if (take(opened)) exportText(file, opened.value.text)
}

export const exportText = (file: string, text: string): void => saveFile(file, utf8(text), file.endsWith('.json') ? 'application/json' : 'application/yaml')

/** Values and lasting commands are asked about first, where there are any. */
export function askToRun(sessionId: string): void {
  const { draft } = sequencesStore.getState()
  const read = draft && readSequence(textOf(draft))
  if (!read?.ok) return
  const asks = settingsStore.getState().confirmCommands && lastingSteps(read.sequence, {}).length > 0
  if (asks || read.sequence.placeholders.length > 0) setSequences({ isAsking: true })
  else void runSequence(sessionId, {})
}

export async function runSequence(sessionId: string, values: Record<string, string>): Promise<boolean> {
  const { draft } = sequencesStore.getState()
  if (!draft) return false
  const started = await attempt(() => bridge().call('sequences.run', sessionId, textOf(draft), values))
  if (!take(started)) return false
  setSequences({ isAsking: false, isRecording: false, shownRun: started.value.id, step: null })
  // Events may have told more of it already.
  sequencesStore.setState(({ runs }) => (runs.some(({ id }) => id === started.value.id) ? {} : { runs: withRun(runs, started.value) }))
  return true
}

export const stopRun = (runId: string): void => void attempt(() => bridge().call('sequences.stop', runId)).then(take)

const asked = new Map<string, Promise<Result<SequenceReport>>>()

/** Everything that was done in a run; what is asked for at the same time is asked for once. */
export async function loadReport(runId: string): Promise<void> {
  const answer = asked.get(runId) ?? attempt(() => bridge().call('sequences.result', runId)).finally(() => asked.delete(runId))
  asked.set(runId, answer)
  const report = await answer
  if (!report.ok) return setSequences({ failure: report.failure })
  sequencesStore.setState(({ reports, runs }) => {
    const known = reports[runId]?.outcomes.at(-1)?.n ?? 0
    const isNewer = (report.value.outcomes.at(-1)?.n ?? 0) >= known
    return { reports: isNewer ? keepReport(reports, report.value) : reports, runs: withRun(runs, report.value.run) }
  })
}
