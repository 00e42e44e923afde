import type { Login, Transport } from '../../signature/login.ts'
import { file, str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

/** Azure, "Communicate with DPS using the MQTT protocol"; in China its name ends with .cn and goes into the field `host`. */
export const provisioningHost = 'global.azure-devices-provisioning.net'

const ports = { tls: 8883, wss: 443 } as const

export const transportOf = (inputs: Inputs): 'tls' | 'wss' => (str(inputs, 'transport') === 'wss' ? 'wss' : 'tls')

/** The hub's host name as it goes into names and signatures: lower case, as the documents ask for. */
export const hubOf = (inputs: Inputs): string => str(inputs, 'hub').trim().toLowerCase()

type Way = Pick<Login, 'host' | 'port' | 'path' | 'ca' | 'certificate' | 'privateKey'> & { readonly transport: Transport }

/** Where to, and what TLS needs. What stands in `host` and `port` comes before the cloud's own. */
export function wayTo(inputs: Inputs, host: string): Way {
  const transport = transportOf(inputs)
  const port = str(inputs, 'port').trim()
  const [ca, certificate, privateKey] = [file(inputs, 'ca'), file(inputs, 'cert'), file(inputs, 'privateKey')]
  const isByCertificate = str(inputs, 'auth') === 'cert'
  return {
    host: str(inputs, 'host').trim() || host,
    port: /^\d{1,5}$/.test(port) ? Number(port) : ports[transport],
    transport,
    ...(transport === 'wss' && { path: '/$iothub/websocket' }),
    ...(ca && { ca }),
    ...(isByCertificate && certificate && { certificate }),
    ...(isByCertificate && privateKey && { privateKey }),
  }
}
