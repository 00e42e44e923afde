import { z } from 'zod'
import { charsets } from '../text/charset.ts'
import type { Failure, Result } from './failure.ts'
import { exportFormats, recordingName } from './recordings.ts'

export const exportRequestSchema = z.object({
  format: z.enum(exportFormats),
  /** Identifiers (IMEI, IMSI, ICCID, EID, phone numbers) stay as they are. Passwords and keys are in no export either way. */
  unmasked: z.boolean(),
  /** What its bytes mean as text; UTF-8 where left out. */
  charset: z.enum(charsets).optional(),
  /** Rows, both included, counted from 0; the whole where left out. */
  from: z.int().min(0).optional(),
  to: z.int().min(0).optional(),
})
export type RecordingExportRequest = z.infer<typeof exportRequestSchema>

/** `file`: where a person chose to have it. `download`: an address of this host that gives the file once. */
export type ExportPlace = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'download'; readonly address: string }

export type ExportState = {
  readonly exportId: string
  /** Of the recording, and of what is made of it. */
  readonly name: string
  readonly fileName: string
  /** 0 to 1. */
  readonly progress: number
  /** Done without `made` and `failure`: cancelled, and nothing was kept. */
  readonly isDone: boolean
  readonly made?: { readonly rows: number; readonly bytes: number; readonly place: ExportPlace }
  readonly failure?: Failure
}

export const recordingExportsInputs = {
  'recordings.export': z.tuple([recordingName, exportRequestSchema]),
  'recordings.cancelExport': z.tuple([z.string().min(1).max(64)]),
}

export type RecordingExportsApi = {
  /** null: nobody chose a place. Answers when the work begins; `recordings.didExport` tells how it goes. Works on one that is still being recorded, as far as it has come. */
  'recordings.export': (name: string, request: RecordingExportRequest) => Promise<Result<ExportState | null>>
  'recordings.cancelExport': (exportId: string) => Promise<Result<null>>
}

export type RecordingExportsEvents = {
  'recordings.didExport': (state: ExportState) => void
}
