import { z } from 'zod'
import type { Result } from './failure.ts'

/** A case file (docs/case-files.md), ready to be saved: secrets hidden, IMEI, IMSI, ICCID and phone numbers replaced. */
export type SavedCase = { readonly name: string; readonly text: string }

const id = z.string().min(1).max(64)

export const casefileInputs = {
  'casefile.ofRun': z.tuple([id]),
  'casefile.ofSession': z.tuple([id]),
}

export type CasefileApi = {
  /**
   * A run as it stands, with its session's transcript from the run's beginning. Where nobody has asked the module what it is, it is asked
   * now, if the port is free.
   */
  'casefile.ofRun': (runId: string) => Promise<Result<SavedCase>>
  /** A session without a plan: the transcript, and what the module said of itself. Closed ones too, as long as the program runs. */
  'casefile.ofSession': (sessionId: string) => Promise<Result<SavedCase>>
}
