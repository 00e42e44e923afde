import { createStore, useStore } from 'zustand'
import type { Algorithm } from '../../../shared/signature/digest.ts'
import type { InputForm, OutputForm } from './tool.ts'

/** What stands in the tool's fields; in this page's memory only. */
export type ToolState = {
  readonly isKeyed: boolean
  readonly algorithm: Algorithm
  readonly key: string
  readonly keyForm: InputForm
  readonly message: string
  readonly messageForm: InputForm
  readonly output: OutputForm
  /** The text of the codings. */
  readonly coded: string
}

const toolStore = createStore<ToolState>(() => ({
  isKeyed: true,
  algorithm: 'sha256',
  key: '',
  keyForm: 'text',
  message: '',
  messageForm: 'text',
  output: 'hex',
  coded: '',
}))

export const useTool = <T>(select: (state: ToolState) => T): T => useStore(toolStore, select)
export const changeTool = (change: Partial<ToolState>): void => toolStore.setState(change)
