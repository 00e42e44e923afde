import type { Transport } from '../../signature/login.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

/** help.aliyun.com 147356 (endpoints): WebSocket on 443; the public endpoint takes TCP and TLS on the same port. */
const ports: Readonly<Record<Transport, number>> = { tcp: 1883, tls: 1883, ws: 443, wss: 443 }

/** What stands in the fields `host` and `port`, else the instance's own. */
export function endpointOf(inputs: Inputs, transport: Transport): { readonly host: string; readonly port: number } {
  const port = str(inputs, 'port').trim()
  return { host: str(inputs, 'host').trim() || cloudHost(inputs), port: /^\d{1,5}$/.test(port) ? Number(port) : ports[transport] }
}

export function cloudHost(inputs: Inputs): string {
  const instance = str(inputs, 'instanceId')
  const region = str(inputs, 'region') || 'cn-shanghai'
  return instance === '' ? `${str(inputs, 'productKey')}.iot-as-mqtt.${region}.aliyuncs.com` : `${instance}.mqtt.iothub.aliyuncs.com`
}

/** `https://iot-auth.<region>.aliyuncs.com` and a path. */
export function authUrl(inputs: Inputs, path: string): string {
  const base = str(inputs, 'httpEndpoint').trim().replace(/\/$/, '') || `https://iot-auth.${str(inputs, 'region') || 'cn-shanghai'}.aliyuncs.com`
  return `${base}${path}`
}
