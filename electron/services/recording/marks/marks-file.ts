import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { marksLimit, noteLimit } from '../../../../shared/contract/recordings.ts'
import { charsets, type Charset } from '../../../../shared/text/charset.ts'

// Beside a recording (`name.atrec`) stands what a person marked in it and reads it in (`name.atrec.marks`): JSON, whole or not at all.
//
//   {"version":1,"charset":"gb18030","marks":[{"position":8123,"at":1795575067123.4,"note":"the meter resets here"}]}

const fileSchema = z.object({
  version: z.literal(1),
  /** What its bytes mean as text; left out where nobody has said. */
  charset: z.enum(charsets).optional(),
  marks: z
    .array(
      z.object({
        /** Offset in the recording, of the first byte of the marked row: it holds whatever the rows are cut by. */
        position: z.int().min(0),
        /** ms since the epoch, of that byte. */
        at: z.number(),
        /** Empty: a bookmark alone. */
        note: z.string().max(noteLimit),
      }),
    )
    .max(marksLimit),
})

type Kept = Omit<z.infer<typeof fileSchema>, 'version'>
export type FileMark = Kept['marks'][number]

const markFile = (recording: string): string => `${recording}.marks`

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** In the order of the file; none where nothing was ever marked. A file that cannot be read as marks is kept as `.bad`. Rejects with the file system's error. */
export const readMarks = async (recording: string): Promise<readonly FileMark[]> => (await read(recording)).marks

export const readCharset = async (recording: string): Promise<Charset | undefined> => (await read(recording)).charset

async function read(recording: string): Promise<Kept> {
  let content: string
  try {
    content = await readFile(markFile(recording), 'utf8')
  } catch (error) {
    if (isMissing(error)) return { marks: [] }
    throw error
  }
  try {
    const { charset, marks } = fileSchema.parse(JSON.parse(content))
    return { charset, marks: marks.toSorted((a, b) => a.position - b.position) }
  } catch {
    await rename(markFile(recording), `${markFile(recording)}.bad`)
    return { marks: [] }
  }
}

export const writeMarks = async (recording: string, marks: readonly FileMark[]): Promise<void> => write(recording, { ...(await read(recording)), marks: [...marks] })

export const writeCharset = async (recording: string, charset: Charset): Promise<void> => write(recording, { ...(await read(recording)), charset })

/** Nothing kept, no file. */
async function write(recording: string, { charset, marks }: Kept): Promise<void> {
  if (marks.length === 0 && charset === undefined) return rm(markFile(recording), { force: true })
  const draft = `${markFile(recording)}.new`
  await writeFile(draft, `${JSON.stringify({ version: 1, charset, marks })}\n`, { mode: 0o600 })
  await rename(draft, markFile(recording))
}

/** The recording has another name. */
export async function moveMarks(recording: string, to: string): Promise<void> {
  try {
    await rename(markFile(recording), markFile(to))
  } catch (error) {
    if (!isMissing(error)) throw error
    // Those of a recording that had this name before would be somebody else's.
    await rm(markFile(to), { force: true })
  }
}

export const removeMarks = (recording: string): Promise<void> => rm(markFile(recording), { force: true })
