import { chmod, copyFile, readFile } from 'node:fs/promises'
import { constants } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Failure } from '../../../shared/contract/failure.ts'
import { readPages } from '../../../shared/quick-commands/read/own.ts'
import { quickValuesSchema, type QuickPage, type QuickValues } from '../../../shared/quick-commands/schema.ts'
import { writePrivateJson } from '../../kit/private-file.ts'
import { fileBroken, fileLocked, partBroken } from './failures.ts'

const version = 1

export type Stored = {
  readonly pages: readonly QuickPage[]
  readonly values: QuickValues
  readonly damage?: Failure
  /** Writing would destroy what could not be read. */
  readonly isLocked?: true
}

const fileSchema = z.object({ version: z.literal(version), pages: z.unknown(), values: z.unknown().optional() })

export const reasonOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : String(error))

/** Copies the file beside itself under a name that is free, so that an earlier broken one stays too. Answers that name. */
async function keepAside(file: string): Promise<string> {
  for (let number = 1; ; number++) {
    const aside = `${file}.bad${number === 1 ? '' : `-${number}`}`
    try {
      await copyFile(file, aside, constants.COPYFILE_EXCL)
      await chmod(aside, 0o600)
      return basename(aside)
    } catch (error) {
      if (reasonOf(error) !== 'EEXIST') throw error
    }
  }
}

/** A missing file is an empty list. What is broken costs only itself; the file as it was is then kept beside it, and that is told. */
export async function readStored(file: string): Promise<Stored> {
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch (error) {
    const reason = reasonOf(error)
    return reason === 'ENOENT' ? { pages: [], values: {} } : { pages: [], values: {}, damage: fileLocked(file, reason), isLocked: true }
  }
  try {
    return await parse(file, content)
  } catch (error) {
    // The copy could not be made: then the file itself must stay as it is.
    return { pages: [], values: {}, damage: fileLocked(file, reasonOf(error)), isLocked: true }
  }
}

async function parse(file: string, content: string): Promise<Stored> {
  let data: unknown
  try {
    data = JSON.parse(content)
  } catch (error) {
    return { pages: [], values: {}, damage: fileBroken(await keepAside(file), reasonOf(error)) }
  }
  const whole = fileSchema.safeParse(data)
  if (!whole.success || !Array.isArray(whole.data.pages)) {
    const issue = whole.success ? 'pages' : (whole.error.issues[0]?.path.join('.') ?? '')
    return { pages: [], values: {}, damage: fileBroken(await keepAside(file), issue) }
  }
  const { pages, problems } = readPages(whole.data.pages, ['pages'], () => 1)
  const values = quickValuesSchema.safeParse(whole.data.values ?? {})
  const count = problems.length + (values.success ? 0 : 1)
  return {
    pages,
    values: values.success ? values.data : {},
    ...(count > 0 && { damage: partBroken(await keepAside(file), count, problems[0]?.quote ?? 'values') }),
  }
}

export const writeStored = (file: string, { pages, values }: Pick<Stored, 'pages' | 'values'>): Promise<void> => writePrivateJson(file, { version, pages, values })
