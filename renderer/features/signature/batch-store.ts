import { createStore, useStore } from 'zustand'
import { CallError } from '../../../shared/contract/channel.ts'
import { bridge } from '../../bridge/bridge.ts'
import { decodeText, type Encoding } from '../../../shared/text/decode-text.ts'

export type BatchSource = { readonly text: string; readonly name: string | null; readonly encoding: Encoding }

export type BatchState = {
  /** The table as it came, secrets included, in this page's memory only. */
  readonly source: BatchSource
  readonly onlyFaults: boolean
  /** Number of the row whose values are open. */
  readonly selected: number | null
  readonly problem: 'too-large' | 'unreadable' | null
}

const empty: BatchSource = { text: '', name: null, encoding: 'UTF-8' }
const batchStore = createStore<BatchState>(() => ({ source: empty, onlyFaults: false, selected: null, problem: null }))

export const useBatch = <T>(select: (state: BatchState) => T): T => useStore(batchStore, select)

const take = (source: BatchSource): void => batchStore.setState({ source, selected: null, onlyFaults: false, problem: null })

export const setText = (text: string): void => take({ text, name: null, encoding: 'UTF-8' })
export const clearBatch = (): void => take(empty)
export const setOnlyFaults = (onlyFaults: boolean): void => batchStore.setState({ onlyFaults })
export const selectRow = (selected: number | null): void => batchStore.setState({ selected })
export const readFile = ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): void => take({ ...decodeText(bytes), name })

export const setProblem = (problem: BatchState['problem']): void => batchStore.setState({ problem })

/** Opens a file of the person's choice. */
export async function openFile(title: string): Promise<void> {
  try {
    const picked = await bridge().pickFile({ title, extensions: ['csv', 'txt', 'tsv'] })
    if (picked) readFile(picked)
  } catch (error) {
    setProblem(error instanceof CallError && error.code === 'file.too-large' ? 'too-large' : 'unreadable')
  }
}
