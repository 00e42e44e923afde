import type { Transport } from '../../signature/login.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

export type HuaweiTransport = Extract<Transport, 'tcp' | 'tls' | 'wss'>

/** Console → Overview → Access information; WebSocket: “MQTT over WebSocket” (wss alone, 443 unless an enterprise instance has its own). */
export const huaweiPorts: Readonly<Record<HuaweiTransport, number>> = { tcp: 1883, tls: 8883, wss: 443 }

export function transportOf(inputs: Inputs): HuaweiTransport {
  const chosen = str(inputs, 'transport')
  return chosen === 'tcp' || chosen === 'wss' ? chosen : 'tls'
}

const portOf = (inputs: Inputs, own: number): number => {
  const port = str(inputs, 'port').trim()
  return /^\d{1,5}$/.test(port) ? Number(port) : own
}

/** What stands in the fields `host` and `port`, else what instance and region give. */
export const endpointOf = (inputs: Inputs): { readonly host: string; readonly port: number } => ({
  host: str(inputs, 'host').trim() || cloudHost(inputs),
  port: portOf(inputs, huaweiPorts[transportOf(inputs)]),
})

/** A standard or enterprise instance, or the basic edition, which has one address to a region. */
export function cloudHost(inputs: Inputs): string {
  const region = str(inputs, 'region') || 'cn-north-4'
  const instance = str(inputs, 'instance')
  return instance === '' ? `iot-mqtts.${region}.myhuaweicloud.com` : `${instance}.st1.iotda-device.${region}.myhuaweicloud.com`
}

/** Device provisioning (IoTDP), “Endpoints”: one region, TLS alone. */
export const bootstrapEndpointOf = (inputs: Inputs): { readonly host: string; readonly port: number } => ({
  host: str(inputs, 'host').trim() || 'iot-bs.cn-north-4.myhuaweicloud.com',
  port: portOf(inputs, 8883),
})
