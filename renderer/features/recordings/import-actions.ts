import { fail, type Failure, type Result } from '../../../shared/contract/failure.ts'
import { importChunkBytes, largestImportBytes, type ImportedLog } from '../../../shared/contract/recording-imports.ts'
import { text } from '../../../shared/text/local-text.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { chooseFiles } from '../../bridge/file-input.ts'
import { importStore, type ImportOutcome } from './import-store.ts'
import { openRecording } from './recordings-actions.ts'

/** Every ending that a terminal gives its logs, and none: the dialog's "all files" is one click away. */
const endings = ['txt', 'log', 'dat', 'csv', 'hex', 'atrec']

const tooLarge = (name: string): Failure => ({
  code: 'import.too-large',
  stage: 'port',
  what: text(`${name} is larger than 64 GB: that is no log.`, `${name} 超过 64 GB，不像是日志文件。`),
  next: text('Choose the log that a terminal program saved.', '请选择终端软件保存的日志。'),
})

const unreadable = (name: string): Failure => ({
  code: 'import.unreadable',
  stage: 'port',
  what: text(`${name} could not be read.`, `无法读取 ${name}。`),
  next: text('See whether it is a file, still there, and may be opened.', '请确认它是文件、还在原处，并且有权限打开。'),
})

const waiting: File[] = []

export async function chooseLogs(): Promise<void> {
  await importLogs(await chooseFiles(endings))
}

/** One after another. One alone is opened when it is there; of several, each is named and opened by a click. */
export async function importLogs(files: readonly File[]): Promise<void> {
  waiting.push(...files)
  importStore.setState({ waiting: waiting.length })
  // Whoever is at it already takes these as well.
  if (importStore.getState().current || files.length === 0) return
  importStore.setState({ outcomes: [] })
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    importStore.setState({ current: { logName: file.name, id: null, progress: 0, isStopped: false }, waiting: waiting.length })
    const result = await importOne(file)
    const outcome: ImportOutcome | null = !result.ok ? { logName: file.name, failure: result.failure } : result.value && { logName: file.name, made: result.value }
    if (outcome) importStore.setState(({ outcomes }) => ({ outcomes: [...outcomes, outcome] }))
  }
  importStore.setState({ current: null, waiting: 0 })
  const { outcomes } = importStore.getState()
  const [only] = outcomes
  if (only && outcomes.length === 1 && 'made' in only) await openRecording(only.made.name)
}

export async function cancelImport(): Promise<void> {
  const { current } = importStore.getState()
  if (!current) return
  importStore.setState({ current: { ...current, isStopped: true } })
  if (current.id !== null) await attempt(() => bridge().call('recordings.cancelImport', current.id ?? ''))
}

const isStopped = (): boolean => importStore.getState().current?.isStopped === true

function note(change: { readonly id?: string; readonly progress?: number }): void {
  importStore.setState(({ current }) => ({ current: current && { ...current, ...change } }))
}

/** null: cancelled. */
async function importOne(file: File): Promise<Result<ImportedLog | null>> {
  if (file.size > largestImportBytes) return fail(tooLarge(file.name))
  const begun = await attempt(() => bridge().call('recordings.beginImport', { name: file.name.slice(-255), bytes: file.size, writtenAt: Math.max(0, file.lastModified) }))
  if (!begun.ok) return begun
  const id = begun.value
  note({ id })
  const stop = bridge().on('recordings.didImport', (state) => {
    if (state.importId === id) note({ progress: 0.5 + state.progress / 2 })
  })
  try {
    for (let from = 0; from < file.size; from += importChunkBytes) {
      const bytes = await file
        .slice(from, from + importChunkBytes)
        .arrayBuffer()
        .catch(() => undefined)
      if (!bytes) {
        await attempt(() => bridge().call('recordings.cancelImport', id))
        return fail(unreadable(file.name))
      }
      if (isStopped()) return { ok: true, value: null }
      const taken = await attempt(() => bridge().call('recordings.importChunk', id, new Uint8Array(bytes)))
      if (!taken.ok) return isStopped() ? { ok: true, value: null } : taken
      note({ progress: Math.min(from + importChunkBytes, file.size) / file.size / 2 })
    }
    const ended = await attempt(() => bridge().call('recordings.endImport', id))
    return !ended.ok && isStopped() ? { ok: true, value: null } : ended
  } finally {
    stop()
  }
}
