import { createStore, useStore } from 'zustand'
import type { Failure } from '../../../../../shared/contract/failure.ts'
import type { KeptLibrary } from '../../../../../shared/contract/mqtt-collections.ts'
import { emptyLibrary, messageLibrarySchema, type MessageLibrary } from '../../../../../shared/mqtt/collections/schema.ts'
import { text } from '../../../../../shared/text/local-text.ts'
import { attempt } from '../../../../bridge/attempt.ts'
import { bridge } from '../../../../bridge/bridge.ts'

type State = { readonly library: MessageLibrary; readonly revision: number; readonly failure: Failure | null }

const libraryStore = createStore<State>(() => ({ library: emptyLibrary, revision: -1, failure: null }))

export const useLibrary = <T>(select: (state: State) => T): T => useStore(libraryStore, select)
export const noteLibraryFailure = (failure: Failure | null): void => libraryStore.setState({ failure })

const tooMuch: Failure = {
  code: 'mqtt.collections-too-much',
  stage: 'mqtt',
  what: text('That is more than can be kept: 100 collections, 500 messages in each, names of 100 characters.', '超出上限：最多 100 个消息集，每个 500 条消息，名称最长 100 个字符。'),
  next: text('Remove what is not needed, or export it to a file first.', '请删除不用的内容，或先导出到文件。'),
}

/** A change that is on its way: what the program tells meanwhile is older than what is shown. */
let underWay = 0
let saving: Promise<void> = Promise.resolve()

/** Once the program has every change so far: it fills variables from what it has. Never rejects. */
export const libraryKept = (): Promise<void> => saving

function take({ library, revision, damage }: KeptLibrary): void {
  if (underWay > 0) return
  libraryStore.setState({ library, revision })
  if (damage) noteLibraryFailure(damage)
}

const load = async (): Promise<void> => {
  try {
    take(await bridge().call('mqttCollections.get'))
  } catch {
    // The link is gone; whoever opens the list again asks again.
  }
}

let isAttached = false

/** Asked when it is first needed, and followed from then on. */
export function needLibrary(): void {
  if (!isAttached) {
    isAttached = true
    bridge().on('mqttCollections.didChange', take)
    bridge().onLinkState((state) => {
      if (state === 'connected') void load()
    })
  }
  void load()
}

/** Shows at once; kept one change after the other. A refused one is told, and what is kept is shown again. False: it is more than can be kept, and nothing changed. */
export function changeLibrary(change: (library: MessageLibrary) => MessageLibrary): boolean {
  const next = change(libraryStore.getState().library)
  if (!messageLibrarySchema.safeParse(next).success) {
    noteLibraryFailure(tooMuch)
    return false
  }
  libraryStore.setState({ library: next, failure: null })
  underWay++
  saving = saving.then(async () => {
    const result = await attempt(() => bridge().call('mqttCollections.save', next, libraryStore.getState().revision))
    underWay--
    if (result.ok) {
      libraryStore.setState({ revision: result.value.revision })
      take(result.value)
      return
    }
    noteLibraryFailure(result.failure)
    await load()
  })
  return true
}
