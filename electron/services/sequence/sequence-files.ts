import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { OpenedSequence, SequenceFile } from '../../../shared/contract/sequences.ts'
import { longestSequenceFile, readSequence, renamedSequence } from '../../../shared/sequence/read-sequence.ts'
import { text } from '../../../shared/text/local-text.ts'
import { diskRefused, unknownFile, unusable } from './failures.ts'

const isSequenceFile = (name: string): boolean => /\.(yaml|yml|json)$/i.test(name) && !name.startsWith('.')
const mostFiles = 500

/** Each sequence is a file of its own in one folder, so that it can be given away as it is. */
export class SequenceFiles {
  readonly folder: string

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'sequences')
  }

  async list(): Promise<SequenceFile[]> {
    const names = (await readdir(this.folder).catch(() => [])).filter(isSequenceFile).toSorted().slice(0, mostFiles)
    const files = await Promise.all(names.map((name) => this.open(name)))
    return files.flatMap((opened) => (opened.ok ? [summary(opened.value)] : []))
  }

  async open(file: string): Promise<Result<OpenedSequence>> {
    const path = join(this.folder, file)
    try {
      const { size } = await stat(path)
      if (size > longestSequenceFile * 4) {
        const what = text(`The file has ${size} bytes; a sequence has at most ${longestSequenceFile} characters.`, `文件有 ${size} 字节，序列最多 ${longestSequenceFile} 个字符。`)
        return ok({ file, text: '', problems: [{ line: 1, column: 1, field: '', what }] })
      }
      const content = await readFile(path, 'utf8')
      const read = readSequence(content)
      return ok({ file, text: content, ...(read.ok ? { sequence: read.sequence, problems: [] } : { problems: read.problems }) })
    } catch {
      return fail(unknownFile(file))
    }
  }

  /** Whole or not at all. */
  async save(file: string | null, source: string): Promise<Result<SequenceFile>> {
    const read = readSequence(source)
    if (!read.ok) return fail(unusable(read.problems))
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 })
      const name = file ?? (await this.#freeName(read.sequence.name))
      const draft = join(this.folder, `.${name}.${process.pid}.new`)
      await writeFile(draft, source, { mode: 0o600 })
      await rename(draft, join(this.folder, name))
      return ok(summary({ file: name, text: source, sequence: read.sequence, problems: [] }))
    } catch (error) {
      return fail(diskRefused(error))
    }
  }

  /** Under another name, as another file beside it; the file as it is otherwise, its comments too. */
  async duplicate(file: string, name: string): Promise<Result<SequenceFile>> {
    const opened = await this.open(file)
    if (!opened.ok) return opened
    const { text: content, problems } = opened.value
    const [first, ...more] = problems
    if (first) return fail(unusable([first, ...more]))
    return this.save(null, renamedSequence(content, name))
  }

  async rename(file: string, name: string): Promise<Result<SequenceFile>> {
    const saved = await this.duplicate(file, name)
    // The old one goes only when the new one is there.
    if (saved.ok) await rm(join(this.folder, file), { force: true }).catch(() => {})
    return saved
  }

  async remove(file: string): Promise<Result<null>> {
    try {
      await rm(join(this.folder, file))
      return ok(null)
    } catch {
      return fail(unknownFile(file))
    }
  }

  async #freeName(name: string): Promise<string> {
    const taken = new Set((await readdir(this.folder)).map((each) => each.toLowerCase()))
    const bare = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '').slice(0, 80) || 'sequence'
    for (let number = 1; ; number++) {
      const candidate = `${bare}${number === 1 ? '' : `-${number}`}.yaml`
      if (!taken.has(candidate.toLowerCase())) return candidate
    }
  }
}

const summary = ({ file, sequence, problems }: OpenedSequence): SequenceFile => ({ file, ...(sequence && { name: sequence.name, steps: sequence.steps.length }), problems })
