import { fail, ok, type Result } from '../../../../shared/contract/failure.ts'
import { marksLimit, type RowMark } from '../../../../shared/contract/recordings.ts'
import { cannotMark, tooManyMarks } from '../library-failures.ts'
import type { Charset } from '../../../../shared/text/charset.ts'
import type { OpenedFile } from '../opened-recording.ts'
import { readCharset, readMarks, writeCharset, writeMarks, type FileMark } from './marks-file.ts'

/** Enough to tell rows apart in a list. */
const shownBytes = 200

type Marked = Pick<OpenedFile, 'name' | 'file' | 'rowAt' | 'rows' | 'rowPlace'>

/** What a person marked in recordings: read from the file beside each, changed one after another. */
export class RecordingMarks {
  #last: Promise<unknown> = Promise.resolve()

  async list(opened: Marked): Promise<Result<readonly RowMark[]>> {
    try {
      return ok(await rowsOf(opened, await readMarks(opened.file)))
    } catch (error) {
      return fail(cannotMark(opened.name, error))
    }
  }

  /** `note`: null takes the mark away. */
  set(opened: Marked, row: number, note: string | null): Promise<Result<readonly RowMark[]>> {
    // Two windows may mark at the same time: both count.
    const change = this.#last.then(() => this.#change(opened, row, note))
    this.#last = change
    return change
  }

  /** What a person reads it in; null where nobody has said, or where that cannot be read. */
  charset(file: string): Promise<Charset | null> {
    return readCharset(file).then(
      (charset) => charset ?? null,
      () => null,
    )
  }

  setCharset(file: string, name: string, charset: Charset): Promise<Result<null>> {
    const change = this.#last.then(() =>
      writeCharset(file, charset).then(
        () => ok(null),
        (error: unknown) => fail(cannotMark(name, error)),
      ),
    )
    this.#last = change
    return change
  }

  async #change(opened: Marked, row: number, note: string | null): Promise<Result<readonly RowMark[]>> {
    try {
      const place = await opened.rowPlace(row)
      const marks = await readMarks(opened.file)
      if (!place) return this.list(opened)
      const others: FileMark[] = []
      // One that was made where rows were cut otherwise may stand in the middle of this one.
      for (const mark of marks) if ((await opened.rowAt(mark.position)) !== row) others.push(mark)
      if (note !== null && others.length >= marksLimit) return fail(tooManyMarks)
      const changed = note === null ? others : [...others, { ...place, note }].toSorted((a, b) => a.position - b.position)
      await writeMarks(opened.file, changed)
      return ok(await rowsOf(opened, changed))
    } catch (error) {
      return fail(cannotMark(opened.name, error))
    }
  }
}

async function rowsOf(opened: Marked, marks: readonly FileMark[]): Promise<readonly RowMark[]> {
  const rows: RowMark[] = []
  for (const { position, at, note } of marks) {
    const number = await opened.rowAt(position)
    const [row] = await opened.rows(number, 1)
    rows.push({ row: number, at, direction: row?.direction ?? 'note', bytes: row?.bytes.subarray(0, shownBytes) ?? new Uint8Array(), note })
  }
  return rows
}
