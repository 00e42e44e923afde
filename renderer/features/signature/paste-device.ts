import type { CloudProfile, Field } from '../../../shared/clouds/profile.ts'
import { describeJsonFault } from '../../../shared/signature/read/json-text.ts'
import { readDevice } from '../../../shared/signature/read/read-device.ts'
import type { Text } from '../../../shared/text/local-text.ts'
import { catalogueNow } from '../../app/catalogue.ts'

/** What a pasted text did to the form. */
export type Pasted =
  | { readonly kind: 'filled'; readonly cloud: CloudProfile; readonly fields: readonly Field[]; readonly inputs: Readonly<Record<string, string>> }
  /** JSON that cannot be read: where it breaks off. */
  | { readonly kind: 'fault'; readonly fault: Text }
  | { readonly kind: 'unknown' }

/** Reads a device certificate or connection string for the form: of the cloud that the text proves, else of the one that is chosen. */
export function pasteDevice(pasted: string, chosen: CloudProfile): Pasted {
  const device = readDevice(pasted)
  const cloud = device?.cloud === undefined ? chosen : catalogueNow().findCloud(device.cloud)
  const fields = cloud?.fields.filter(({ key }) => device?.inputs[key] !== undefined) ?? []
  if (device && cloud && fields.length > 0) {
    return { kind: 'filled', cloud, fields, inputs: Object.fromEntries(fields.map(({ key }) => [key, device.inputs[key] ?? ''])) }
  }
  // A log may begin with a bracket too, around its time.
  const fault = /^\s*(\{|\[\s*[{["])/.test(pasted) ? describeJsonFault(pasted) : undefined
  return fault ? { kind: 'fault', fault } : { kind: 'unknown' }
}
