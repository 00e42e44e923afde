import { createHash } from 'node:crypto'
import { readFile, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Failure } from '../../../shared/contract/failure.ts'
import { firstWorkspace, workspaceSchema, type Workspace } from '../../../shared/mqtt/workspace/schema.ts'
import { writePrivate } from '../../kit/private-file.ts'
import { workspaceBroken } from './failures.ts'

const fileSchema = z.object({ version: z.literal(1), key: z.string(), workspace: workspaceSchema })

export const reasonOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : String(error))

/** A key holds what a file name may not: it is in the file, and the name is its digest. */
export const workspaceFile = (folder: string, key: string): string => join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`)

export type ReadWorkspace = { readonly workspace: Workspace; readonly damage?: Failure }

/** A missing file is a new workspace; one that cannot be read is moved aside, so that nothing is written over it. */
export async function readWorkspace(file: string): Promise<ReadWorkspace> {
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch (error) {
    const reason = reasonOf(error)
    return reason === 'ENOENT' ? { workspace: firstWorkspace } : { workspace: firstWorkspace, damage: workspaceBroken(basename(file), reason) }
  }
  try {
    return { workspace: fileSchema.parse(JSON.parse(content)).workspace }
  } catch (error) {
    const aside = `${file}.bad`
    await rename(file, aside).catch(() => {})
    return { workspace: firstWorkspace, damage: workspaceBroken(basename(aside), error instanceof z.ZodError ? (error.issues[0]?.path.join('.') ?? '') : reasonOf(error)) }
  }
}

/** For its owner only: payloads may be a customer's. */
export const writeWorkspace = (file: string, key: string, workspace: Workspace): Promise<void> => writePrivate(file, `${JSON.stringify({ version: 1, key, workspace })}\n`)
