import type { Transport } from '../../signature/login.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

export type BaiduTransport = Extract<Transport, 'tcp' | 'tls' | 'wss'>

/** Baidu IoT Core documents, “MQTT simulator” (Rk7omsg0f): TCP 1883, SSL 1884, WSS 443. */
export const baiduPorts: Readonly<Record<BaiduTransport, number>> = { tcp: 1883, tls: 1884, wss: 443 }

export function transportOf(inputs: Inputs): BaiduTransport {
  const chosen = str(inputs, 'transport')
  return chosen === 'tcp' || chosen === 'wss' ? chosen : 'tls'
}

/** What stands in the fields `host` and `port`, else the instance's own. */
export function endpointOf(inputs: Inputs): { readonly host: string; readonly port: number } {
  const port = str(inputs, 'port').trim()
  return {
    host: str(inputs, 'host').trim() || `${str(inputs, 'coreId')}.iot.${str(inputs, 'region') || 'gz'}.baidubce.com`,
    port: /^\d{1,5}$/.test(port) ? Number(port) : baiduPorts[transportOf(inputs)],
  }
}
