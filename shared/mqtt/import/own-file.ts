import { z } from 'zod'
import { folderName } from '../../contract/saved-connections.ts'
import { text } from '../../text/local-text.ts'
import { secretOptions, type SecretOption } from '../saved/option-secrets.ts'
import { jsonOptions, toJson } from '../saved/options-json.ts'
import { isObject, leftOut, notAnEntry, placeOf, type Json } from './entry.ts'
import type { ImportedConnection, ImportProblem } from './import.ts'
import { unknownFields } from './unknown-fields.ts'

/**
 * Our own file: `{"atelier":"mqtt-connections","version":1,"connections":[{"folder":"","options":{…},"missing":["password"]}]}`. Options have the contract's names; bytes
 * are `{"base64":…}`; `missing` names the secrets that are not in the file.
 */
export function formatOwn(connections: readonly ImportedConnection[]): string {
  const written = connections.map(({ folder, options, missing = [] }) => ({ folder, options: toJson(options), ...(missing.length > 0 && { missing }) }))
  return `${JSON.stringify({ atelier: 'mqtt-connections', version: 1, connections: written }, null, 2)}\n`
}

export const isOwn = (data: unknown): data is Json => isObject(data) && data['atelier'] === 'mqtt-connections'

const entrySchema = z.object({ folder: folderName.default(''), options: jsonOptions, missing: z.array(z.unknown()).optional() })
const isSecretOption = (name: unknown): name is SecretOption => secretOptions.some((one) => one === name)

export function readOwn(data: Json): { connections: ImportedConnection[]; problems: ImportProblem[] } {
  const problems: ImportProblem[] = []
  if (data['version'] !== 1) problems.push({ place: 'version', what: text('The file is of a newer version: what it has more is left out', '文件来自更新的版本，多出的内容已忽略') })
  const list = data['connections']
  problems.push(...leftOut('', unknownFields(data, { atelier: '', version: 1, connections: null })))
  const connections = (Array.isArray(list) ? list : []).flatMap((one: unknown, at): ImportedConnection[] => {
    if (!isObject(one)) {
      problems.push(notAnEntry(at))
      return []
    }
    const parsed = entrySchema.safeParse(one)
    const name = isObject(one['options']) ? one['options']['name'] : ''
    if (parsed.success) {
      problems.push(...leftOut(placeOf(at, name), unknownFields(one, parsed.data)))
      const { missing, ...rest } = parsed.data
      const named = missing?.filter(isSecretOption) ?? []
      return [{ ...rest, ...(named.length > 0 && { missing: named }) }]
    }
    const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.').replace(/^options\./, '')))].join(', ')
    problems.push({ place: `${placeOf(at, name)}: ${fields}`, what: text('cannot be used; the connection is left out', '无法使用，已跳过这个连接') })
    return []
  })
  return { connections, problems }
}
