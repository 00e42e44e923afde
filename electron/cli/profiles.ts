import { join, resolve } from 'node:path'
import type { ProfileFile } from '../../shared/contract/user-profiles.ts'
import { problemLine } from '../../shared/profiles/problem.ts'
import { text } from '../../shared/text/local-text.ts'
import { defaultDataDir } from '../app/data-dir.ts'
import { readUserFile, readUserFolder } from '../services/user-profiles/index.ts'
import type { Output } from './output.ts'
import { savedProfiles } from './saved-profile.ts'
import { exitCode } from './usage-error.ts'
import { speaker } from './words.ts'

export type ProfilesOptions = { readonly data?: string; readonly json?: boolean; readonly lang?: string }

const secretWords = { none: text('', ''), 'left-out': text(', without its secrets', '，不含密码'), kept: text(', with its secrets', '，含密码') } as const

/** What the workbench has saved, and the person's own modems and clouds. */
export async function profilesCommand(options: ProfilesOptions, out: Output): Promise<number> {
  const say = speaker(options.lang)
  const folder = join(options.data ?? defaultDataDir(), 'profiles')
  const [saved, { files }] = await Promise.all([savedProfiles(options.data).then((service) => service.list()), readUserFolder(folder)])
  if (options.json) {
    out.line(JSON.stringify({ saved, folder, files }))
    return exitCode.done
  }
  out.line(say(text('saved', '已保存')))
  for (const { name, modem, cloud, secrets } of saved) out.line(`  ${name}  ${modem} → ${cloud}${say(secretWords[secrets])}`)
  out.line(`${say(text('own modems and clouds', '自定义模组和云平台'))}  ${folder}`)
  for (const file of files) out.line(`  ${file.file}  ${summary(file, say)}`)
  return exitCode.done
}

const summary = ({ profile, problems }: ProfileFile, say: ReturnType<typeof speaker>): string =>
  profile ? `${profile.kind} ${profile.id}` : say(text(`cannot be used: ${problems.length} problem${problems.length === 1 ? '' : 's'}`, `不能使用：${problems.length} 个问题`))

/** Reads files, or the whole folder, and tells every problem as `file:line:column field: what`. Exit code 1 when there is one. */
export async function checkProfilesCommand(files: readonly string[], options: ProfilesOptions, out: Output): Promise<number> {
  const say = speaker(options.lang)
  const read = files.length === 0 ? (await readUserFolder(join(options.data ?? defaultDataDir(), 'profiles'))).files : await readNamed(files)
  const isRight = read.every(({ problems }) => problems.length === 0)
  if (options.json) out.line(JSON.stringify({ ok: isRight, files: read }))
  else {
    for (const { file, profile, problems } of read) {
      if (profile) out.line(`${file}: ${profile.kind} ${profile.id}`)
      for (const problem of problems) out.line(problemLine(file, problem, say))
    }
  }
  return isRight ? exitCode.done : exitCode.failed
}

/** Each against those before it, so that two of one id are noticed. */
async function readNamed(files: readonly string[]): Promise<readonly ProfileFile[]> {
  const read: ProfileFile[] = []
  for (const file of files) {
    const fileOf = (kind: 'modem' | 'cloud', id: string): string | undefined => read.find(({ profile }) => profile?.kind === kind && profile.id === id)?.file
    read.push((await readUserFile(file, resolve(file), fileOf)).entry)
  }
  return read
}
