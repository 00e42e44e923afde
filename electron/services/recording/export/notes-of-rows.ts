import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import type { FileMark } from '../marks/marks-file.ts'
import type { RowMask } from './mask-rows.ts'
import type { NotedRow } from './row-format.ts'
import type { ExportRow, WalkedRow } from './walk-rows.ts'

type Note = { readonly position: number; readonly at: number; readonly words: string }

/** Brings what a person noted to the rows, which come in the order of the file. A bookmark without words is in no export. */
export class NotesOfRows {
  readonly #notes: readonly Note[]
  #next = 0

  /** `marks`: in the order of the file. */
  constructor(marks: readonly FileMark[]) {
    this.#notes = marks.map(({ position, at, note }) => ({ position, at, words: note.replace(/\s+/g, ' ').trim() })).filter(({ words }) => words !== '')
  }

  /** As rows of remarks, to be looked through as those are. */
  asRows(): readonly ExportRow[] {
    return this.#notes.map(({ at, words }) => remark(at, words))
  }

  /** The row as the file may have it, notes too. One made where rows were cut otherwise may stand in the middle of this one. */
  with(row: WalkedRow, mask: RowMask): NotedRow {
    const found: string[] = []
    for (let note = this.#notes[this.#next]; note && note.position < row.until; note = this.#notes[++this.#next]) {
      if (note.position >= row.position) found.push(fromUtf8(mask(remark(note.at, note.words)).bytes))
    }
    return found.length === 0 ? mask(row) : { ...mask(row), note: found.join(' · ') }
  }
}

const remark = (at: number, words: string): ExportRow => ({ direction: 'note', at, bytes: utf8(words) })
