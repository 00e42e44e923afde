import type { ExportPlace } from '../../../shared/contract/recording-exports.ts'

/** Where an export is written to, and what the page is told of it. */
export type ExportTarget = { readonly file: string; readonly place: ExportPlace }

/** What a host brings: finds a place for an export called `fileName`, asking a person where it can; null: nobody chose one. */
export type ChooseExportTarget = (fileName: string) => Promise<ExportTarget | null>
