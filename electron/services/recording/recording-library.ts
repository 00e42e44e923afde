import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, link, unlink } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { KeepPolicy, OpenedRecording, RecordedRow, RecordingEntry, RecordingHit, RecordingList, RowFilter, RowMark, RowSelection, SearchQuery, SearchState, SelectedRow } from '../../../shared/contract/recordings.ts'
import type { Charset } from '../../../shared/text/charset.ts'
import type { SettingsService } from '../settings/index.ts'
import type { ExportSource } from './export/index.ts'
import { outOfPolicy } from './keep-policy.ts'
import { badFolder, cannotChange, cannotRead, isLive, marksNeedFile, nameTaken, noSuchSearch, notOpen } from './library-failures.ts'
import type { Log } from './log.ts'
import { LiveLogs, type SessionFeed } from './live-logs.ts'
import { moveMarks, removeMarks } from './marks/marks-file.ts'
import { RecordingMarks } from './marks/recording-marks.ts'
import { OpenedFile } from './opened-recording.ts'
import { RecordingPeeks, recordingNames, type FoundRecording } from './recording-files.ts'
import { RecordingSearch } from './search/recording-search.ts'
import type { RecordingService } from './recording-service.ts'
import { searchPattern } from '../../../shared/text/search-pattern.ts'
import { Selections } from './selection/selections.ts'

export type LibraryOptions = {
  readonly recordings: RecordingService
  readonly settings: Pick<SettingsService, 'get' | 'update'>
  /** Sessions whose logs can be followed. */
  readonly sessions: SessionFeed
  readonly now?: () => number
}

/** The recordings on disk: listed, opened, searched, renamed, deleted, kept as long as the settings say. */
export class RecordingLibrary {
  readonly #recordings: RecordingService
  readonly #settings: LibraryOptions['settings']
  readonly #now: () => number
  readonly #peeks = new RecordingPeeks()
  readonly #opened = new Map<string, OpenedFile>()
  readonly #live: LiveLogs
  readonly #searches = new Map<string, RecordingSearch>()
  readonly #changed = new Emitter<[]>()
  readonly #indexed = new Emitter<[OpenedRecording]>()
  readonly #marks = new RecordingMarks()
  readonly #marked = new Emitter<[id: string, marks: readonly RowMark[]]>()
  readonly #searched = new Emitter<[SearchState]>()
  readonly #selected = new Emitter<[RowSelection]>()
  readonly #selections = new Selections((selection) => this.#selected.fire(selection))
  readonly #started: Promise<unknown>

  readonly onDidChange = this.#changed.on
  readonly onDidIndex = this.#indexed.on
  readonly onDidMark = this.#marked.on
  readonly onDidSearch = this.#searched.on
  readonly onDidSelect = this.#selected.on

  constructor({ recordings, settings, sessions, now = Date.now }: LibraryOptions) {
    this.#recordings = recordings
    this.#settings = settings
    this.#now = now
    this.#live = new LiveLogs({ recordings, sessions, onIndex: this.#onIndex, onGone: (id) => this.#selections.endOf(id) })
    this.#started = this.#start().catch(() => {})
  }

  async list(): Promise<RecordingList> {
    await this.#started
    const names = await recordingNames(this.#recordings.folder)
    const found = await Promise.all(names.map((name) => this.#peek(name)))
    const entries = found.flatMap((each) => (each ? [each.entry] : [])).toSorted((a, b) => b.startedAt - a.startedAt)
    return { folder: this.#recordings.folder, entries, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) }
  }

  async open(name: string, packetGapMs: number | null = null): Promise<Result<OpenedRecording>> {
    await this.#started
    const sessionId = this.#recordings.live(this.#file(name)) && (await this.#live.sessionOf(this.#file(name)))
    if (sessionId !== undefined) return this.#live.follow(sessionId, packetGapMs)
    const found = await this.#peek(name)
    if (!found) return fail(cannotRead(name, { code: 'ENOENT' }))
    if (found.entry.failure) return fail(found.entry.failure)
    const opened = await OpenedFile.open({ id: randomUUID(), file: this.#file(name), packetGapMs, ...found, onIndex: this.#onIndex })
    if (!opened.ok) return opened
    this.#opened.set(opened.value.id, opened.value)
    return ok(opened.value.info())
  }

  /** What an export reads of: all that has been recorded up to now. */
  async source(name: string): Promise<Result<ExportSource>> {
    await this.#started
    await this.#flush(name)
    const found = await this.#peek(name)
    if (!found) return fail(cannotRead(name, { code: 'ENOENT' }))
    const { entry, header, headerBytes } = found
    if (entry.failure || !header) return fail(entry.failure ?? cannotRead(name, undefined))
    return ok({ file: this.#file(name), header, headerBytes })
  }

  /** An opened recording's file, for whoever plays it. */
  openedFile(id: string): OpenedFile | undefined {
    return this.#opened.get(id)
  }

  /** Where recordings go, once the settings are known. */
  async folder(): Promise<string> {
    await this.#started
    return this.#recordings.folder
  }

  /** A recording came from elsewhere. */
  readonly noteChange = (): void => this.#changed.fire()

  async close(id: string): Promise<Result<null>> {
    const opened = this.#opened.get(id)
    // A session's log is the program's: it ends with its session.
    if (!opened) return this.#live.find(id) ? ok(null) : fail(notOpen)
    this.#endSearches(id)
    this.#selections.endOf(id)
    this.#opened.delete(id)
    await opened.close()
    return ok(null)
  }

  async select(id: string, filter: RowFilter): Promise<Result<RowSelection>> {
    const log = this.#log(id)
    return log ? this.#selections.select(log, filter) : fail(notOpen)
  }

  selectedRows(selectionId: string, from: number, count: number): Promise<Result<readonly SelectedRow[]>> {
    return this.#selections.rows(selectionId, from, count)
  }

  async placeOf(selectionId: string, row: number): Promise<Result<number>> {
    return this.#selections.placeOf(selectionId, row)
  }

  async unselect(selectionId: string): Promise<Result<null>> {
    return this.#selections.unselect(selectionId)
  }

  follow(sessionId: string, packetGapMs: number | null = null): Promise<Result<OpenedRecording>> {
    return this.#live.follow(sessionId, packetGapMs)
  }

  async rows(id: string, from: number, count: number): Promise<Result<readonly RecordedRow[]>> {
    const log = this.#log(id)
    return log ? reading(log, () => log.rows(from, count)) : fail(notOpen)
  }

  async rowAtTime(id: string, at: number): Promise<Result<number>> {
    const file = this.#fileOf(id)
    return file ? reading(file, () => file.rowAtTime(at)) : fail(notOpen)
  }

  async search(id: string, query: SearchQuery): Promise<Result<SearchState>> {
    const opened = this.#fileOf(id)
    if (!opened) return fail(notOpen)
    const pattern = searchPattern(query)
    if (!pattern.ok) return pattern
    this.#endSearches(id)
    const searchId = randomUUID()
    const search = new RecordingSearch(searchId, opened, pattern.value, (state) => this.#searched.fire(state))
    this.#searches.set(searchId, search)
    return ok(search.state())
  }

  async hits(searchId: string, from: number, count: number): Promise<Result<readonly RecordingHit[]>> {
    const search = this.#searches.get(searchId)
    if (!search) return fail(noSuchSearch)
    const file = this.#fileOf(search.recordingId)
    return file ? reading(file, () => search.hits(from, count)) : fail(notOpen)
  }

  async cancelSearch(searchId: string): Promise<Result<null>> {
    const search = this.#searches.get(searchId)
    if (!search) return fail(noSuchSearch)
    search.cancel()
    return ok(null)
  }

  async marks(id: string): Promise<Result<readonly RowMark[]>> {
    const opened = this.#fileOf(id)
    return opened ? this.#marks.list(opened) : fail(marksNeedFile)
  }

  async mark(id: string, row: number, note: string | null): Promise<Result<readonly RowMark[]>> {
    const opened = this.#fileOf(id)
    if (!opened) return fail(marksNeedFile)
    const marks = await this.#marks.set(opened, row, note)
    if (!marks.ok) return marks
    // The same recording may be open more than once, its rows cut otherwise.
    for (const other of [...this.#opened.values(), ...this.#live.files]) {
      if (other.file !== opened.file) continue
      const seen = other === opened ? marks : await this.#marks.list(other)
      if (seen.ok) this.#marked.fire(other.id, seen.value)
    }
    return marks
  }

  async charset(name: string): Promise<Charset | null> {
    await this.#started
    return this.#marks.charset(this.#file(name))
  }

  async setCharset(name: string, charset: Charset): Promise<Result<null>> {
    await this.#started
    return this.#marks.setCharset(this.#file(name), name, charset)
  }

  async rename(name: string, to: string): Promise<Result<RecordingEntry>> {
    if (this.#recordings.live(this.#file(name))) return fail(isLive(name))
    try {
      // A link fails where the new name is taken; a rename would put that file out of the world.
      await link(this.#file(name), this.#file(to))
      await unlink(this.#file(name))
      await moveMarks(this.#file(name), this.#file(to))
    } catch (error) {
      return fail((error as NodeJS.ErrnoException).code === 'EEXIST' ? nameTaken(to) : cannotChange(name, error))
    }
    this.#changed.fire()
    const found = await this.#peek(to)
    return found ? ok(found.entry) : fail(cannotRead(to, { code: 'ENOENT' }))
  }

  async remove(name: string): Promise<Result<null>> {
    const removed = await this.#remove(name)
    if (removed) return fail(removed)
    this.#changed.fire()
    return ok(null)
  }

  async keep(policy: KeepPolicy): Promise<Result<readonly string[]>> {
    await this.#started
    await this.#settings.update({ recordingsKeep: policy })
    return ok(await this.#applyPolicy(policy))
  }

  async useFolder(folder: string | null): Promise<Result<string>> {
    await this.#started
    if (folder !== null) {
      try {
        if (!isAbsolute(folder)) throw Object.assign(new Error(), { code: 'not absolute' })
        await access(folder, constants.W_OK | constants.X_OK)
      } catch (error) {
        return fail(badFolder(folder, error))
      }
    }
    await this.#settings.update({ recordingsFolder: folder })
    this.#recordings.useFolder(folder)
    this.#changed.fire()
    return ok(this.#recordings.folder)
  }

  async dispose(): Promise<void> {
    for (const search of this.#searches.values()) search.cancel()
    this.#selections.dispose()
    await Promise.all([...this.#opened.values()].map((opened) => opened.close()))
    this.#opened.clear()
    await this.#live.dispose()
  }

  async #start(): Promise<void> {
    const { recordingsFolder, recordingsKeep } = await this.#settings.get()
    this.#recordings.useFolder(recordingsFolder)
    await this.#applyPolicy(recordingsKeep)
  }

  async #applyPolicy(policy: KeepPolicy): Promise<readonly string[]> {
    if (policy.days === null && policy.megabytes === null) return []
    const names = await recordingNames(this.#recordings.folder)
    const found = await Promise.all(names.map((name) => this.#peek(name)))
    // A file that is no recording of ours is nobody's to delete.
    const entries = found.flatMap((each) => (each && !each.entry.failure ? [each.entry] : []))
    const gone: string[] = []
    for (const name of outOfPolicy(entries, policy, this.#now())) if (!(await this.#remove(name))) gone.push(name)
    if (gone.length > 0) this.#changed.fire()
    return gone
  }

  async #remove(name: string): Promise<Failure | undefined> {
    if (this.#recordings.live(this.#file(name))) return isLive(name)
    try {
      for (const opened of this.#opened.values()) if (opened.name === name) await this.close(opened.id)
      await unlink(this.#file(name))
      await removeMarks(this.#file(name))
      return undefined
    } catch (error) {
      return cannotChange(name, error)
    }
  }

  readonly #onIndex = (recording: OpenedRecording): void => {
    this.#indexed.fire(recording)
    this.#selections.grew(recording.id)
  }

  #fileOf(id: string): OpenedFile | undefined {
    return this.#opened.get(id) ?? this.#live.find(id)?.file
  }

  #log(id: string): Log | undefined {
    return this.#opened.get(id) ?? this.#live.find(id)?.current
  }

  #endSearches(recordingId: string): void {
    for (const [id, search] of this.#searches) {
      if (search.recordingId !== recordingId) continue
      search.cancel()
      this.#searches.delete(id)
    }
  }

  /** What a session holds in memory is on disk afterwards. */
  async #flush(name: string): Promise<void> {
    await this.#recordings.live(this.#file(name))?.flush()
  }

  #file(name: string): string {
    return join(this.#recordings.folder, name)
  }

  #peek(name: string): Promise<FoundRecording | undefined> {
    return this.#peeks.peek(this.#recordings.folder, name, this.#recordings.live(this.#file(name)) !== undefined)
  }
}

async function reading<T>({ name }: Pick<Log, 'name'>, read: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await read())
  } catch (error) {
    return fail(cannotRead(name, error))
  }
}
