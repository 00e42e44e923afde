import type { CloudProfile, Inputs } from '../../../shared/clouds/profile.ts'
import type { PracticeBroker } from '../../../shared/contract/practice.ts'

/** Values a newcomer would have to invent; put in only where the form is still empty. */
const suggestions: Inputs = {
  clientId: 'ec20-bench-01',
  publishTopic: 'bench/ec20/up',
  subscribeTopic: 'bench/ec20/down',
  payload: '{"params":{"IndoorTemperature":25.4}}',
}

/** What the practice broker's own values make of a cloud's form. Only fields that this cloud has. */
export function practiceInputs(broker: PracticeBroker, cloud: CloudProfile, current: Inputs): Inputs {
  const own: Inputs = {
    host: broker.host,
    port: String(broker.tlsPort),
    tls: 'server',
    ca: broker.ca,
    username: broker.username,
    password: broker.password,
  }
  const invented = Object.entries(suggestions).filter(([key]) => current[key] === undefined || current[key] === '')
  const wanted = { ...own, ...Object.fromEntries(invented) }
  return Object.fromEntries(Object.entries(wanted).filter(([key]) => cloud.fields.some((field) => field.key === key)))
}
