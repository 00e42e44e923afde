import type { PracticeBroker } from '../../../shared/contract/practice.ts'
import type { Inputs } from '../../../shared/clouds/profile.ts'

/** The practice broker's values under the input keys of the cloud `mqtt`: TLS with its CA, a message both ways. */
export function practiceInputs(broker: PracticeBroker): Inputs {
  return {
    host: broker.host,
    port: String(broker.tlsPort),
    tls: 'server',
    ca: broker.ca,
    clientId: 'ec20-bench',
    username: broker.username,
    password: broker.password,
    publishTopic: 'bench/up',
    subscribeTopic: 'bench/down',
    payload: '{"params":{"IndoorTemperature":25}}',
    qos: '0',
  }
}
