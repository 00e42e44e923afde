import { z } from 'zod'
import { quickPagesSchema, quickValuesSchema, type QuickPage, type QuickValues } from '../quick-commands/schema.ts'
import type { Failure, Result } from './failure.ts'

export type QuickCommandsState = {
  readonly pages: readonly QuickPage[]
  readonly values: QuickValues
  /** Counts the changes; a change to pages that somebody else changed meanwhile is refused. */
  readonly revision: number
  /** The file could not be read, or not all of it: what was done with it. */
  readonly damage?: Failure
}

export const quickCommandsInputs = {
  'quickCommands.get': z.tuple([]),
  'quickCommands.save': z.tuple([quickPagesSchema, z.int().min(0)]),
  'quickCommands.remember': z.tuple([quickValuesSchema]),
}

export type QuickCommandsApi = {
  'quickCommands.get': () => Promise<QuickCommandsState>
  /** All pages, made from those of `revision`. Answers once they are on the disk. */
  'quickCommands.save': (pages: QuickPage[], revision: number) => Promise<Result<QuickCommandsState>>
  /** Last values of placeholders; those of secret ones are not kept. */
  'quickCommands.remember': (values: QuickValues) => Promise<Result<null>>
}

export type QuickCommandsEvents = { 'quickCommands.didChange': (state: QuickCommandsState) => void }
