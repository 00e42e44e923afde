import { userCloudSchema, type UserCloud } from '../clouds/user/schema.ts'
import { userModemSchema, type UserModem } from '../modems/user/schema.ts'
import { text } from '../text/local-text.ts'
import { asProblems, inOrder, readFields, wholeFile, type Places } from './places.ts'
import type { ProfileProblem } from './problem.ts'

export type ReadProfile =
  | { readonly kind: 'cloud'; readonly data: UserCloud }
  | { readonly kind: 'modem'; readonly data: UserModem }
  | { readonly kind: 'bad'; readonly problems: readonly ProfileProblem[] }

/** Profiles that are there already: a file may not take their ids; modems can be extended. */
export type KnownProfiles = {
  readonly clouds: readonly string[]
  readonly modems: readonly string[]
  /** Steps of a modem profile, for those who change it; undefined: there is no such profile. */
  readonly stepsOf: (modem: string) => readonly string[] | undefined
  /** Another file of the person's that has the id already. */
  readonly fileOf?: (kind: 'modem' | 'cloud', id: string) => string | undefined
}

/** Characters; the longest of the worked examples has 6,000. */
const longestFile = 262_144

/** Reads one profile file. Never throws; runs nothing that the file says. */
export function readProfile(source: string, known: KnownProfiles): ReadProfile {
  if (source.length > longestFile) return { kind: 'bad', problems: wholeFile(text(`A profile has at most ${longestFile} characters; this file has ${source.length}.`, `配置文件最多 ${longestFile} 个字符，这个文件有 ${source.length} 个。`)) }
  const read = readFields(source, text('Fields are expected: “kind: modem” or “kind: cloud” first.', '应为若干字段，先写 kind: modem 或 kind: cloud。'))
  if ('problems' in read) return { kind: 'bad', problems: read.problems }
  const { places, data } = read
  const kind = (data as Record<string, unknown>)['kind']
  if (kind !== 'modem' && kind !== 'cloud') {
    const problem = places.at(places.offsetOf(['kind']), ['kind'], text('“kind: modem” or “kind: cloud” is expected.', '应为 kind: modem 或 kind: cloud。'))
    return { kind: 'bad', problems: [problem] }
  }
  if (kind === 'cloud') {
    const parsed = userCloudSchema.safeParse(data)
    const own = parsed.success ? idProblems(parsed.data, known.clouds, known, places) : asProblems(parsed.error.issues, places)
    return parsed.success && own.length === 0 ? { kind, data: parsed.data } : { kind: 'bad', problems: inOrder(own) }
  }
  const parsed = userModemSchema.safeParse(data)
  const own = parsed.success ? modemProblems(parsed.data, known, places) : asProblems(parsed.error.issues, places)
  return parsed.success && own.length === 0 ? { kind, data: parsed.data } : { kind: 'bad', problems: inOrder(own) }
}

function idProblems({ kind, id }: { readonly kind: 'modem' | 'cloud'; readonly id: string }, builtIn: readonly string[], known: KnownProfiles, places: Places): readonly ProfileProblem[] {
  const problem = (what: ProfileProblem['what']): readonly ProfileProblem[] => [places.at(places.offsetOf(['id']), ['id'], what)]
  if (builtIn.includes(id)) return problem(text(`“${id}” is a built-in profile, which a file cannot replace: choose another id.`, `“${id}”是内置配置，不能被文件覆盖，请换一个 id。`))
  const other = known.fileOf?.(kind, id)
  return other === undefined ? [] : problem(text(`The file ${other} has the id “${id}” already: choose another one.`, `文件 ${other} 已经用了 id“${id}”，请换一个。`))
}

function modemProblems(modem: UserModem, known: KnownProfiles, places: Places): readonly ProfileProblem[] {
  const found: ProfileProblem[] = [...idProblems(modem, known.modems, known, places)]
  if (modem.extends === undefined) return found
  const steps = known.stepsOf(modem.extends)
  if (!steps) {
    const path = ['extends']
    return [...found, places.at(places.offsetOf(path), path, text(`There is no built-in modem “${modem.extends}”; there is ${known.modems.join(', ')}.`, `没有“${modem.extends}”这个内置模组，可用：${known.modems.join('、')}。`))]
  }
  const named = [
    ...modem.remove.map((id, index) => ({ id, path: ['remove', index] })),
    ...modem.steps.flatMap((step, index) => (['replaces', 'before', 'after'] as const).flatMap((place) => (step[place] === undefined ? [] : [{ id: step[place], path: ['steps', index, place] }]))),
  ]
  for (const { id, path } of named) {
    if (steps.includes(id)) continue
    found.push(places.at(places.offsetOf(path), path, text(`“${modem.extends}” has no step “${id}”; it has ${steps.join(', ')}.`, `“${modem.extends}”没有步骤“${id}”，有：${steps.join('、')}。`)))
  }
  return found
}
