import type { Transport } from '../../signature/login.ts'
import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

/** cloud.tencent.com 634/46346 (TCP), 634/46347 (WebSocket). */
export const ports: Readonly<Record<Transport, number>> = { tcp: 1883, tls: 8883, ws: 80, wss: 443 }

export const homeRegion = 'ap-guangzhou'

/** The regions that devices connect in: “Device connection regions” of IoT Hub. Mainland China has one, whatever the product’s place. */
export const regions = [
  { value: 'ap-guangzhou', label: text('China mainland (Guangzhou)', '中国大陆（广州）') },
  { value: 'us-east', label: text('US East (Virginia)', '美国东部（弗吉尼亚）') },
  { value: 'europe', label: text('Central Europe (Frankfurt)', '欧洲中部（法兰克福）') },
  { value: 'ap-bangkok', label: text('Southeast Asia (Bangkok)', '东南亚太（曼谷）') },
] as const

/** That page prints the us-east MQTT host without a dot after the product ID; its CoAP line and the C SDK have it. */
const tcpDomains: Readonly<Record<string, string>> = {
  'ap-guangzhou': 'iotcloud.tencentdevices.com',
  'us-east': 'us-east.iotcloud.tencentdevices.com',
  europe: 'europe.iothub.tencentdevices.com',
  'ap-bangkok': 'ap-bangkok.iothub.tencentdevices.com',
}

/** What follows the product ID. WebSocket hosts outside of Guangzhou are those of the C SDK. */
const domainOf = (region: string, isWebSocket: boolean): string =>
  (isWebSocket ? undefined : tcpDomains[region]) ?? `${region}.iothub.tencentdevices.com`

export const regionOf = (inputs: Inputs): string => str(inputs, 'region') || homeRegion

export const isWebSocket = (transport: Transport): boolean => transport === 'ws' || transport === 'wss'
export const isSecure = (transport: Transport): boolean => transport === 'tls' || transport === 'wss'

export function transportOf(inputs: Inputs): Transport {
  const chosen = str(inputs, 'transport')
  return chosen === 'tls' || chosen === 'ws' || chosen === 'wss' ? chosen : 'tcp'
}

/** What stands in the fields `host` and `port`, else the region's own. */
export function endpointOf(inputs: Inputs, transport: Transport): { readonly host: string; readonly port: number } {
  const port = str(inputs, 'port').trim()
  return {
    host: str(inputs, 'host').trim() || `${str(inputs, 'productId')}.${domainOf(regionOf(inputs), isWebSocket(transport))}`,
    port: /^\d{1,5}$/.test(port) ? Number(port) : ports[transport],
  }
}

/** Product ID and region of one of the cloud's own hosts; undefined for any other. */
export function readHost(host: string): { readonly productId: string; readonly region: string } | undefined {
  const [, productId, domain] = /^([a-z0-9]+)\.((?:[a-z-]+\.)?(?:iotcloud|iothub)\.tencentdevices\.com)$/i.exec(host) ?? []
  const region = regions.find(({ value }) => [true, false].some((webSocket) => domainOf(value, webSocket) === domain?.toLowerCase()))
  return productId !== undefined && region ? { productId, region: region.value } : undefined
}

/** Registration: where it is sent, and the host that /device/register signs. An endpoint of one's own is signed by its own name, without the port. */
export function gatewayOf(inputs: Inputs): { readonly base: string; readonly host: string } {
  const own = str(inputs, 'httpEndpoint').trim().replace(/\/$/, '')
  const host = str(inputs, 'host').trim() || `${regionOf(inputs)}.gateway.tencentdevices.com`
  return own === '' ? { base: `https://${host}`, host } : { base: own, host: own.replace(/^https?:\/\//, '').replace(/:\d+$/, '') }
}
