import type { Transport } from '../../signature/login.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

type OneNetTransport = Extract<Transport, 'tcp' | 'tls'>

/** OneNET documents, “Device development manual”: the first of each is for both product lines; OneNET Studio’s own page gives the second. */
export const oneNetHosts: Readonly<Record<OneNetTransport, readonly [string, ...string[]]>> = {
  tcp: ['mqtts.heclouds.com', 'studio-mqtt.heclouds.com'],
  tls: ['mqttstls.heclouds.com', 'studio-mqtts.heclouds.com'],
}
export const oneNetPorts: Readonly<Record<OneNetTransport, number>> = { tcp: 1883, tls: 8883 }

export const transportOf = (inputs: Inputs): OneNetTransport => (str(inputs, 'transport') === 'tcp' ? 'tcp' : 'tls')

/** What stands in the fields `host` and `port`, else the cloud's own. */
export function endpointOf(inputs: Inputs): { readonly host: string; readonly port: number } {
  const transport = transportOf(inputs)
  const port = str(inputs, 'port').trim()
  return { host: str(inputs, 'host').trim() || oneNetHosts[transport][0], port: /^\d{1,5}$/.test(port) ? Number(port) : oneNetPorts[transport] }
}
