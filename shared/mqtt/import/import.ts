import type { BrokerOptions } from '../../contract/mqtt.ts'
import type { Text } from '../../text/local-text.ts'
import type { SecretOption } from '../saved/option-secrets.ts'
import type { Workspace } from '../workspace/schema.ts'
import { isMqttBox, readMqttBox } from './mqttbox.ts'
import { isMqttx, readMqttx } from './mqttx.ts'
import { isOwn, readOwn } from './own-file.ts'

export type ImportSource = 'atelier' | 'mqttx' | 'mqttbox'

/** Something of a file that was not taken over, and where it stands: `#3 Lab: port`. */
export type ImportProblem = { readonly place: string; readonly what: Text }

export type ImportedConnection = {
  readonly folder: string
  readonly options: BrokerOptions
  /** Its subscriptions and messages to publish, where the file has some. */
  readonly workspace?: Workspace
  /** Secrets that it has and the file does not hold: they are asked for. */
  readonly missing?: readonly SecretOption[]
}

export type ReadImport = { readonly source: ImportSource; readonly connections: readonly ImportedConnection[]; readonly problems: readonly ImportProblem[] }

/** Null: not a list of connections of any tool that is known. A string: no JSON, and why. */
export function readImport(content: string): ReadImport | { readonly syntax: string } | null {
  let data: unknown
  try {
    data = JSON.parse(content.replace(/^\ufeff/, ''))
  } catch (error) {
    return { syntax: error instanceof Error ? error.message : String(error) }
  }
  if (isOwn(data)) return { source: 'atelier', ...readOwn(data) }
  if (isMqttBox(data)) return { source: 'mqttbox', ...readMqttBox(data) }
  if (isMqttx(data)) return { source: 'mqttx', ...readMqttx(data) }
  return null
}
