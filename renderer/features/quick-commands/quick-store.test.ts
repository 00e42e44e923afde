import { beforeEach, expect, test } from 'vitest'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok } from '../../../shared/contract/failure.ts'
import type { QuickCommandsState } from '../../../shared/contract/quick-commands.ts'
import { newPage, type QuickPage } from '../../../shared/quick-commands/schema.ts'
import { text } from '../../../shared/text/local-text.ts'
import { setBridge, type Bridge } from '../../bridge/bridge.ts'
import { attachQuickCommands, changePages, quickStore } from './quick-store.ts'

const page = (name: string): QuickPage => newPage(() => name, name)
const refused = { code: 'quick.changed-meanwhile', stage: 'port', what: text('', ''), next: text('', '') } as const

/** The program's side: keeps pages as the service does, tells changes, and lets another window change them. */
function program() {
  const changed = new Emitter<[QuickCommandsState]>()
  let kept: QuickCommandsState = { pages: [], values: {}, revision: 1 }
  const put = (pages: readonly QuickPage[]): void => {
    kept = { ...kept, pages, revision: kept.revision + 1 }
    changed.fire(kept)
  }
  const call = async (method: string, ...args: unknown[]): Promise<unknown> => {
    if (method === 'quickCommands.get') return kept
    const [pages, revision] = args as [QuickPage[], number]
    if (revision !== kept.revision) return fail(refused)
    put(pages)
    return ok(kept)
  }
  const bridge = { call, on: (_event: string, listener: (state: QuickCommandsState) => void) => changed.on(listener), onLinkState: () => () => {} } as unknown as Bridge
  setBridge(bridge)
  return { bridge, elsewhere: put, names: () => kept.pages.map(({ name }) => name) }
}

const names = (): string[] => quickStore.getState().pages.map(({ name }) => name)
/** Everything that is on its way has come through. */
const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0))

beforeEach(() => quickStore.setState({ pages: [], values: {}, revision: 0, failure: null, removed: null }))

test('changes show at once and are kept one after the other', async () => {
  const { bridge, names: kept } = program()
  const stop = attachQuickCommands(bridge)
  await settled()
  changePages((pages) => [...pages, page('A')])
  changePages((pages) => [...pages, page('B')])
  expect(names()).toStrictEqual(['A', 'B'])
  await settled()
  expect([kept(), names(), quickStore.getState().failure]).toStrictEqual([['A', 'B'], ['A', 'B'], null])
  stop()
})

test('a change of another window that came meanwhile is not written over: ours is told as not kept, theirs is shown', async () => {
  const { bridge, elsewhere, names: kept } = program()
  const stop = attachQuickCommands(bridge)
  await settled()
  changePages((pages) => [...pages, page('ours')])
  elsewhere([page('theirs')])
  await settled()
  expect([kept(), names(), quickStore.getState().failure?.code]).toStrictEqual([['theirs'], ['theirs'], 'quick.changed-meanwhile'])
  stop()
})

test('more than the list holds is refused before it is shown', async () => {
  const { bridge } = program()
  const stop = attachQuickCommands(bridge)
  await settled()
  changePages(() => Array.from({ length: 101 }, (_, at) => page(String(at))))
  expect([names(), quickStore.getState().failure?.code]).toStrictEqual([[], 'quick.too-much'])
  stop()
})
