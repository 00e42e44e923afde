import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { builtInProfiles, type UserProfiles } from '../../../shared/catalogue.ts'
import type { ProfileFile, UserProfilesState } from '../../../shared/contract/user-profiles.ts'
import { decodeText } from '../../../shared/text/decode-text.ts'
import { text } from '../../../shared/text/local-text.ts'

/** bytes; more is no profile. Four for each character that the reader takes. */
const largestFile = 1_048_576
/** Files; a folder with more was chosen by mistake. */
const mostFiles = 500

const isProfile = (name: string): boolean => /\.ya?ml$/i.test(name) && !name.startsWith('.')

/** Names of the folder's files and of those one folder below, in an order that does not depend on the system. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const list = (path: string) => readdir(path, { withFileTypes: true }).catch(() => [])
  const top = await list(folder)
  const below = await Promise.all(
    top.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(async ({ name }) => (await list(join(folder, name))).map((entry) => ({ entry, file: `${name}/${entry.name}` }))),
  )
  const files = [...top.map((entry) => ({ entry, file: entry.name })), ...below.flat()]
  return files
    .filter(({ entry }) => !entry.isDirectory() && isProfile(entry.name))
    .map(({ file }) => file)
    .toSorted()
    .slice(0, mostFiles)
}

type Read = { readonly entry: ProfileFile; readonly data: UserProfiles }

const nothing: UserProfiles = { clouds: [], modems: [] }

/** Never rejects: what cannot be read is the file's problem. `fileOf`: files read before. */
export async function readUserFile(file: string, path: string, fileOf?: (kind: 'modem' | 'cloud', id: string) => string | undefined): Promise<Read> {
  const bad = (what: ProfileFile['problems'][number]['what']): Read => ({ entry: { file, path, problems: [{ line: 1, column: 1, field: '', what }] }, data: nothing })
  let source: string
  try {
    const handle = await open(path, 'r')
    try {
      const { size } = await handle.stat()
      if (size > largestFile) return bad(text(`The file has ${size} bytes; a profile has at most ${largestFile}.`, `文件有 ${size} 字节，配置文件最多 ${largestFile} 字节。`))
      source = decodeText(await handle.readFile()).text
    } finally {
      await handle.close()
    }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    return bad(text(`The file cannot be read: ${reason}.`, `文件读取失败：${reason}。`))
  }
  // Loaded when there is something to read: whoever has no file of his own does not wait for it.
  const { readProfile } = await import('../../../shared/profiles/read-profile.ts')
  const read = readProfile(source, { ...builtInProfiles, ...(fileOf && { fileOf }) })
  if (read.kind === 'bad') return { entry: { file, path, problems: read.problems }, data: nothing }
  const { id, name } = read.data
  const entry: ProfileFile = { file, path, profile: { kind: read.kind, id, name: typeof name === 'string' ? text(name, name) : name }, problems: [] }
  return { entry, data: read.kind === 'cloud' ? { clouds: [read.data], modems: [] } : { clouds: [], modems: [read.data] } }
}

/** Everything in a person's folder; a file that is broken costs only itself. A folder that is not there is an empty one. */
export async function readUserFolder(folder: string): Promise<UserProfilesState> {
  const reads: Read[] = []
  const fileOf = (kind: 'modem' | 'cloud', id: string): string | undefined => reads.find(({ entry }) => entry.profile?.kind === kind && entry.profile.id === id)?.entry.file
  for (const file of await listFiles(folder)) reads.push(await readUserFile(file, join(folder, file), fileOf))
  return {
    folder,
    files: reads.map(({ entry }) => entry),
    clouds: reads.flatMap(({ data }) => data.clouds),
    modems: reads.flatMap(({ data }) => data.modems),
  }
}
