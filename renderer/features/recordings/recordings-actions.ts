import type { Disposer, Result } from '../../../shared/contract/failure.ts'
import type { OpenedRecording } from '../../../shared/contract/recordings.ts'
import type { Charset } from '../../../shared/text/charset.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { noFilter } from '../log/log-filter.ts'
import { charsetOfRecording, keepCharset } from './charset-of-recording.ts'
import { emptySearch, recordingsStore, setRecordings } from './recordings-store.ts'

/** Hits shown in the list beside the rows; the count tells of the rest. */
const hitsShown = 500

function take<T>(result: Result<T>): result is { readonly ok: true; readonly value: T } {
  setRecordings({ failure: result.ok ? null : result.failure })
  return result.ok
}

export async function loadList(): Promise<void> {
  try {
    setRecordings({ list: await bridge().call('recordings.list') })
  } catch {
    // The link is down; its return asks again.
  }
}

export async function openRecording(name: string, packetGapMs: number | null = null): Promise<void> {
  const result = await attempt(() => bridge().call('recordings.open', name, packetGapMs))
  if (!take(result)) return
  setRecordings({ opened: result.value, charset: await charsetOfRecording(result.value.entry), selected: null, filter: noFilter, ...emptySearch })
}

/** Shown at once; kept for the next time that it is opened, replayed or exported. */
export async function chooseCharset(charset: Charset): Promise<void> {
  const { opened } = recordingsStore.getState()
  setRecordings({ charset })
  if (opened) take(await keepCharset(opened.entry.name, charset))
}

/** The same recording in rows that are cut otherwise. */
export async function cutRecording(packetGapMs: number | null): Promise<void> {
  const { opened } = recordingsStore.getState()
  if (!opened || opened.packetGapMs === packetGapMs) return
  const result = await attempt(() => bridge().call('recordings.open', opened.entry.name, packetGapMs))
  // Somebody went back to the list, or on to another pause, meanwhile.
  const isWanted = recordingsStore.getState().opened?.id === opened.id
  if (isWanted && result.ok) setRecordings({ opened: result.value, selected: null, failure: null, ...emptySearch })
  else if (isWanted) take(result)
  if (result.ok) await attempt(() => bridge().call('recordings.close', isWanted ? opened.id : result.value.id))
}

export async function closeRecording(): Promise<void> {
  const { opened } = recordingsStore.getState()
  setRecordings({ opened: null, selected: null, failure: null, ...emptySearch })
  if (opened) await attempt(() => bridge().call('recordings.close', opened.id))
  await loadList()
}

export async function renameRecording(name: string, to: string): Promise<boolean> {
  const file = to.trim().endsWith('.atrec') ? to.trim() : `${to.trim()}.atrec`
  if (file === name) return true
  return take(await attempt(() => bridge().call('recordings.rename', name, file)))
}

export async function removeRecording(name: string): Promise<void> {
  take(await attempt(() => bridge().call('recordings.remove', name)))
}

export async function startSearch(): Promise<void> {
  const { opened, query, charset } = recordingsStore.getState()
  if (!opened || query.value === '') return
  setRecordings(emptySearch)
  const result = await attempt(() => bridge().call('recordings.search', opened.id, { ...query, charset }))
  // A short file is searched before the answer is here: the event has told more than the answer.
  if (take(result) && recordingsStore.getState().search?.searchId !== result.value.searchId) setRecordings({ search: result.value })
}

export async function cancelSearch(): Promise<void> {
  const { search } = recordingsStore.getState()
  if (search && !search.isDone) await attempt(() => bridge().call('recordings.cancelSearch', search.searchId))
}

export function clearSearch(): void {
  void cancelSearch()
  setRecordings({ ...emptySearch, query: { ...recordingsStore.getState().query, value: '' } })
}

function tookIndex(recording: OpenedRecording): void {
  if (recordingsStore.getState().opened?.id === recording.id) setRecordings({ opened: recording })
}

async function loadHits(searchId: string): Promise<void> {
  const result = await attempt(() => bridge().call('recordings.hits', searchId, 0, hitsShown))
  const { search } = recordingsStore.getState()
  if (search?.searchId === searchId && result.ok) setRecordings({ hits: result.value })
}

/** Follows what the program tells of recordings; the disposer ends that. */
export function attachRecordings(): Disposer {
  const disposers = [
    bridge().on('recordings.didChange', () => void loadList()),
    bridge().on('recordings.didIndex', tookIndex),
    bridge().on('recordings.didSearch', (search) => {
      if (recordingsStore.getState().opened?.id !== search.recordingId) return
      setRecordings({ search, failure: search.failure ?? null })
      if (search.isDone && search.kept > 0) void loadHits(search.searchId)
    }),
    bridge().onLinkState((state) => {
      if (state === 'connected') void loadList()
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}
