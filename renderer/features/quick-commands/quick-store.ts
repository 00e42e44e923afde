import { createStore, useStore } from 'zustand'
import type { Disposer, Failure } from '../../../shared/contract/failure.ts'
import type { QuickCommandsState } from '../../../shared/contract/quick-commands.ts'
import { quickPagesSchema, type QuickPage, type QuickValues } from '../../../shared/quick-commands/schema.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge, type Bridge } from '../../bridge/bridge.ts'
import { tooMuch } from './quick-failures.ts'

/** What a click on a button does. */
export type QuickMode = 'send' | 'run' | 'edit'

type QuickStore = {
  readonly pages: readonly QuickPage[]
  readonly values: QuickValues
  readonly revision: number
  readonly isLoaded: boolean
  readonly mode: QuickMode
  readonly search: string
  /** The last change that was not kept, or what was wrong with the file. */
  readonly failure: Failure | null
  /** What stood before something was removed, and its name. */
  readonly removed: { readonly name: string; readonly pages: readonly QuickPage[] } | null
}

/** A projection of what the program keeps; changes show at once. */
export const quickStore = createStore<QuickStore>(() => ({ pages: [], values: {}, revision: 0, isLoaded: false, mode: 'send', search: '', failure: null, removed: null }))

export const useQuick = <T>(select: (state: QuickStore) => T): T => useStore(quickStore, select)

export const setQuick = (change: Partial<Pick<QuickStore, 'mode' | 'search' | 'failure' | 'removed'>>): void => quickStore.setState(change)

/**
 * Changes on their way to the program. Until they are through, what it tells is older than what is shown; and a revision that somebody else made must not be
 * taken for ours, or the next change would go over theirs.
 */
let underWay = 0
let saving: Promise<void> = Promise.resolve()

function take({ pages, values, revision }: QuickCommandsState): void {
  if (underWay === 0) quickStore.setState({ pages, values, revision, isLoaded: true })
}

async function load(from: Pick<Bridge, 'call'>): Promise<void> {
  const state = await from.call('quickCommands.get')
  take(state)
  if (state.damage && !isDamageSeen) quickStore.setState({ failure: state.damage })
  isDamageSeen = true
}
/** Said once a page, not at every return of the link. */
let isDamageSeen = false

export function attachQuickCommands(from: Bridge): Disposer {
  const again = (): void => void load(from).catch(() => {})
  again()
  const disposers = [
    from.on('quickCommands.didChange', take),
    from.onLinkState((state) => {
      if (state === 'connected') again()
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}

/** Shows at once; kept by the program one change after the other. A refused one is told, and what is kept is shown again. */
export function changePages(change: (pages: readonly QuickPage[]) => readonly QuickPage[], removedName?: string): void {
  const before = quickStore.getState().pages
  const pages = change(before)
  if (pages === before) return
  if (!quickPagesSchema.safeParse(pages).success) return quickStore.setState({ failure: tooMuch })
  quickStore.setState({ pages, removed: removedName === undefined ? null : { name: removedName, pages: before } })
  underWay += 1
  saving = saving.then(async () => {
    const result = await attempt(() => bridge().call('quickCommands.save', [...pages], quickStore.getState().revision))
    underWay -= 1
    if (result.ok) {
      quickStore.setState({ revision: result.value.revision })
      take(result.value)
    } else {
      quickStore.setState({ failure: result.failure, removed: null })
      await load(bridge()).catch(() => {})
    }
  })
}

export function undoRemoval(): void {
  const { removed } = quickStore.getState()
  if (removed) changePages(() => removed.pages)
}

/** Kept for the next time; the program leaves out those that are secret. */
export function rememberValues(values: QuickValues): void {
  if (Object.keys(values).length === 0) return
  quickStore.setState((state) => ({ values: { ...state.values, ...values } }))
  void attempt(() => bridge().call('quickCommands.remember', values))
}
