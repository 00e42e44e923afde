import type { Socket } from 'node:net'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { BrokerProbe } from '../../../shared/contract/wizard.ts'
import { checkHost } from '../../../shared/mqtt/network-failure.ts'
import type { Credential } from '../../../shared/wizard/credential.ts'
import { tryDns, tryMqtt, tryTcp, tryTls, type LayerResult } from './probe-layers.ts'
import { verdictOf, type ProbeLogin } from './probe-verdict.ts'
import { tryWebSocket } from './probe-websocket.ts'

export type ProbeOptions = {
  readonly credential: Credential
  /** `tried`: the broker drops whoever holds this client ID at that moment, such as the modem. */
  readonly login: ProbeLogin
  /** The modem has tried the same and has not got through; else there is nothing yet to compare with. */
  readonly hasFailed: boolean
  /** For all layers together. */
  readonly timeoutMs?: number
}

type Layer = BrokerProbe['layers'][number]

/**
 * Tries an endpoint from this PC, layer by layer, and says what the outcome means for the modem. Never rejects. The login is
 * sent only to a server whose certificate has passed, or in plain text where the credential says so; it shows nowhere.
 */
export async function probeBroker({ credential, login, hasFailed, timeoutMs = 8000 }: ProbeOptions): Promise<BrokerProbe> {
  const deadline = Date.now() + timeoutMs
  const layers: Layer[] = []
  let close = () => {}
  const add = <T>(layer: Layer['layer'], result: LayerResult<T>): T | null => {
    layers.push({ layer, passed: result.passed, detail: result.detail })
    if (!result.passed) failure = result.failure
    return result.passed ? result.value : null
  }
  let failure: Failure | undefined
  try {
    const misspelt = checkHost(credential.host)
    const addresses = add('dns', misspelt ? { passed: false, detail: misspelt.code, failure: misspelt } : await tryDns(credential, deadline))
    let socket: Socket | null = addresses && add('tcp', await tryTcp(credential, deadline))
    if (socket && credential.tls !== 'none') {
      socket.destroy()
      socket = add('tls', await tryTls(credential, deadline))
    }
    close = () => socket?.destroy()
    if (socket && login === 'tried') add('mqtt', await (credential.webSocketPath === undefined ? tryMqtt : tryWebSocket)(socket, credential, deadline))
  } finally {
    close()
  }
  return { at: Date.now(), layers, verdict: verdictOf(credential, { login, hasFailed }, failure) }
}
