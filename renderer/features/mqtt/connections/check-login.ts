import type { BrokerOptions } from '../../../../shared/contract/mqtt.ts'
import type { Failure } from '../../../../shared/contract/failure.ts'
import { givenParts, type Given } from '../../../../shared/signature/given.ts'

/** CONNACK codes that speak of user name and password: 4 and 5 of MQTT 3.1.1, 134 and 135 of MQTT 5. */
const loginRefused: ReadonlySet<string> = new Set(['mqtt.refused.4', 'mqtt.refused.5', 'mqtt.refused.134', 'mqtt.refused.135'])

/** The login to be checked, where its parts may be to blame and this page knows all of them; undefined else. */
export function loginToCheck(failure: Failure | undefined, options: BrokerOptions | undefined): Given | undefined {
  if (!failure || !loginRefused.has(failure.code) || !options?.username || options.password === '') return undefined
  const given: Given = { host: options.host, port: String(options.port), clientId: options.clientId, username: options.username, password: options.password }
  return Object.fromEntries(givenParts.flatMap((part) => (given[part] ? [[part, given[part]]] : [])))
}
