import { createStore, useStore } from 'zustand'
import { CallError, maximumLogBytes } from '../../../shared/contract/channel.ts'
import { explainLog, type LogExplanation } from '../../../shared/diagnosis/explain-log.ts'
import { bridge } from '../../bridge/bridge.ts'
import { readPicked } from '../../bridge/file-input.ts'
import { decodeText, type Encoding } from '../../../shared/text/decode-text.ts'
import { catalogueNow } from '../../app/catalogue.ts'

export type ExplainedLog = {
  /** With secrets masked. The log itself is not kept. */
  readonly explanation: LogExplanation
  /** A file's; null where it was pasted. */
  readonly name: string | null
  readonly encoding: Encoding
}

export type ExplainView = 'log' | 'list'

type ExplainState = {
  readonly view: ExplainView
  /** In this page's memory, until cleared or closed. */
  readonly log: ExplainedLog | null
  /** Number of the line somebody was led to. */
  readonly selected: number | null
  readonly problem: 'too-large' | 'unreadable' | null
  /** Lines that tell a failure alone. */
  readonly onlyFailures: boolean
  /** A long log is being explained. */
  readonly isBusy: boolean
}

const nothing = { log: null, selected: null, problem: null, onlyFailures: false, isBusy: false } as const
const explainStore = createStore<ExplainState>(() => ({ view: 'log', ...nothing }))

/** Characters, from which on the page says that it is at work before it is: a tenth of a second or more. */
const long = 200_000

export const useExplain = <T>(select: (state: ExplainState) => T): T => useStore(explainStore, select)

/** Characters, as many as a file may have bytes: the explanation is made while the page waits. */
const longest = maximumLogBytes

function take(text: string, name: string | null, encoding: Encoding): void {
  if (text.trim() === '') return
  if (text.length > longest) return explainStore.setState({ problem: 'too-large' })
  const explain = (): void => explainStore.setState({ ...nothing, log: { explanation: explainLog(text.replace(/^\ufeff/, ''), catalogueNow().modems), name, encoding } })
  if (text.length < long) return explain()
  explainStore.setState({ isBusy: true })
  // Two frames: one to draw that it is at work, one to have it drawn.
  requestAnimationFrame(() => requestAnimationFrame(explain))
}

/** A text from elsewhere in the program, under its name. */
export function explainText(text: string, name: string): void {
  explainStore.setState({ view: 'log' })
  take(text, name, 'UTF-8')
}
export const showView = (view: ExplainView): void => explainStore.setState({ view })
export const takePasted = (text: string): void => take(text, null, 'UTF-8')
export const clearLog = (): void => explainStore.setState(nothing)
/** A line that was hidden comes back with all others. */
export const selectLine = (selected: number | null): void => explainStore.setState((state) => ({ selected, onlyFailures: state.onlyFailures && (selected === null || state.log?.explanation.lines[selected - 1]?.isFailure === true) }))
export const showOnlyFailures = (onlyFailures: boolean): void => explainStore.setState({ onlyFailures })

async function takeFile(picking: Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>): Promise<void> {
  try {
    const picked = await picking
    if (!picked) return
    const { text, encoding } = decodeText(picked.bytes)
    take(text, picked.name, encoding)
  } catch (error) {
    explainStore.setState({ problem: error instanceof CallError && error.code === 'file.too-large' ? 'too-large' : 'unreadable' })
  }
}

export const openLog = (title: string): Promise<void> => takeFile(bridge().pickFile({ title, extensions: ['txt', 'log', 'dat', 'cap'], maximumBytes: longest }))
export const dropLog = (file: File): Promise<void> => takeFile(readPicked(file, longest))
