import Papa from 'papaparse'
import type { TableRow } from '../../../shared/signature/batch.ts'

/** Separated by commas, semicolons or tabs, whichever fits. Spaces around a cell mean nothing; rows without any value are left out but counted. */
export function parseCsv(text: string): { readonly rows: readonly TableRow[]; readonly openQuote: boolean } {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimitersToGuess: [',', ';', '\t'] })
  const rows = data.map((cells, index) => ({ number: index + 1, cells: cells.map((cell) => cell.trim()) }))
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')), openQuote: errors.some(({ code }) => code === 'MissingQuotes') }
}

/** With a byte order mark and CR LF, as Excel expects it. Cells are quoted where they need it and otherwise as they are. */
export const writeCsv = (table: readonly (readonly string[])[]): string => `\ufeff${Papa.unparse(table.map((row) => [...row]), { newline: '\r\n' })}\r\n`
