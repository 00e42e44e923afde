import { offeredTopics } from '../../../shared/clouds/offered-topics.ts'
import type { Circumstances, CloudProfile, Inputs } from '../../../shared/clouds/profile.ts'
import type { PracticeBroker, PracticeState } from '../../../shared/contract/practice.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { composePlan } from '../../../shared/wizard/compose.ts'
import { findVariant } from '../../../shared/wizard/variant.ts'

export type Bench = { readonly broker: PracticeBroker; readonly clouds: PracticeState['clouds'] }

/** The ways to a cloud's stand-in on the bench, the usual one first; of an operation before the login, what it needs. */
function waysTo({ broker, clouds }: Bench, cloud: CloudProfile, operation: string = cloud.operations[0].id): readonly Inputs[] {
  const stand = clouds.find(({ id }) => id === cloud.id)
  if (stand) return stand.demos.filter((demo) => demo.operation === operation).map(({ inputs }) => inputs)
  const login = { preset: 'custom', host: broker.host, transport: 'mqtt', username: broker.username, password: broker.password }
  return [
    { ...login, port: String(broker.tlsPort), tls: 'server', ca: broker.ca },
    { ...login, port: String(broker.tcpPort), tls: 'none' },
  ]
}

/** `quectel-ec20`: ec20. */
function shortName(modem: string): string {
  const last = modem.split('-').at(-1) ?? modem
  return /\d/.test(last) ? last : modem
}

/** Values a newcomer would have to invent: the cloud's own topics for this device, else some for the bench. */
function suggestions(modem: ModemProfile, cloud: CloudProfile, way: Inputs): Inputs {
  const name = shortName(modem.id)
  const { publish, subscribe, payload } = offeredTopics(cloud.topics(way))
  return {
    // A signed client ID is the way's own.
    ...(way['clientId'] === undefined && cloud.id === 'mqtt' && { clientId: `${name}-bench-01` }),
    publishTopic: publish ?? `bench/${name}/up`,
    subscribeTopic: subscribe ?? `bench/${name}/down`,
    payload: payload ?? '{"params":{"IndoorTemperature":25.4}}',
  }
}

/**
 * What the practice bench makes of a cloud's form: the first way that this modem can take. What a person chose for the exchange stays.
 * Only fields that this cloud has.
 */
export function practiceInputs(bench: Bench, modem: ModemProfile, cloud: CloudProfile, current: Inputs, circumstances: Circumstances, variantId?: string): Inputs {
  // A modem or cloud chosen since may not have the variant.
  const variant = findVariant(modem, cloud, variantId)
  const filled = waysTo(bench, cloud, variant?.operation).map((way) => {
    const invented = Object.entries(suggestions(modem, cloud, way)).filter(([key]) => current[key] === undefined || current[key] === '')
    const wanted = Object.entries({ ...way, ...Object.fromEntries(invented) })
    return Object.fromEntries(wanted.filter(([key]) => cloud.fields.some((field) => field.key === key)))
  })
  const fits = (inputs: Inputs): boolean => composePlan(modem, cloud, { ...current, ...inputs }, circumstances, variant?.id).plan !== undefined
  return filled.find(fits) ?? filled[0] ?? {}
}

/** Whether the form leads to the bench already, with all that the operation before the login needs. */
export const isOnBench = (bench: Bench, cloud: CloudProfile, inputs: Inputs, operation?: string): boolean =>
  waysTo(bench, cloud, operation).some((way) => ['host', 'port', ...(operation === undefined ? [] : ['httpEndpoint'])].every((key) => way[key] === inputs[key]))
