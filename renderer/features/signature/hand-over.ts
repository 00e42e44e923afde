import { fieldsOf, resolveInputs } from '../../../shared/clouds/inputs.ts'
import { offeredTopics } from '../../../shared/clouds/offered-topics.ts'
import type { CloudProfile, CloudRules, Inputs } from '../../../shared/clouds/profile.ts'
import type { ConnectionInfo } from '../../../shared/contract/mqtt.ts'
import type { Registration } from '../../../shared/contract/registration.ts'
import { brokerOptionsOf } from '../../../shared/mqtt/broker-options.ts'
import type { Login } from '../../../shared/signature/login.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { setIntent } from '../../app/intents.ts'
import { freshCircumstances } from '../../ui/fresh-circumstances.ts'
import { disconnect } from '../mqtt/connections/connection-actions.ts'
import { mqttStore } from '../mqtt/mqtt-store.ts'
import { wizardStore } from '../wizard/wizard-store.ts'
import { handedInputs } from './calculation.ts'
import { calculationNow, freshCalculation } from './signature-actions.ts'

/** s. A broker without rules of its own gets what it advises, within what MQTT can say. */
export const keepAliveOf = ({ keepAlive }: Pick<CloudRules, 'keepAlive'>): number => Math.min(Math.max(keepAlive.advised, keepAlive.min), keepAlive.max, 65_535)

/** This PC's own connections that the cloud would throw off for this one, and that would then throw it off in turn; an earlier one with the very same login too, since it proves nothing of this one. */
export const rivalsOf = (connections: readonly ConnectionInfo[], login: Login, { connectionsPerDevice }: Pick<CloudRules, 'connectionsPerDevice'>): readonly ConnectionInfo[] =>
  connections.filter(({ state, options: { host, clientId, username } }) => {
    const isSame = clientId === login.clientId || (connectionsPerDevice === 1 && username !== '' && username === login.username)
    return isSame && host === login.host && ['connecting', 'connected', 'reconnecting'].includes(state)
  })

/** An MQTT connection of this PC with exactly this login, client ID included. */
export async function connectWith(cloud: CloudProfile, login: Login, inputs: Inputs): Promise<void> {
  for (const { id } of rivalsOf(mqttStore.getState().connections, login, cloud.rules)) await disconnect(id)
  const { subscribe, publish } = offeredTopics(cloud.topics(inputs))
  const topics = { ...(subscribe !== undefined && { subscribe }), ...(publish !== undefined && { publish }) }
  if (topics.subscribe !== undefined || topics.publish !== undefined) setIntent('mqttTopics', topics)
  setIntent('connectMqtt', { options: brokerOptionsOf(login, keepAliveOf(cloud.rules), cloud.id), isWhole: true })
  showPanel('mqtt')
}

export async function tryFromHere(): Promise<void> {
  const { cloud, signed } = freshCalculation()
  if (signed.made?.login) await connectWith(cloud, signed.made.login, signed.inputs)
}

/** The same cloud in the wizard, with the modem that is chosen there. Login values of another device do not stay. */
export function toWizard(): void {
  const calculation = calculationNow('login')
  const { cloud, operation } = calculation
  const cleared = Object.fromEntries(fieldsOf(cloud.fields, operation.id).flatMap(({ key, group }) => (group === 'exchange' ? [] : [[key, undefined]])))
  setIntent('fillWizard', { modem: wizardStore.getState().modemId, cloud: cloud.id, inputs: { ...cleared, ...handedInputs(calculation) } })
  showPanel('wizard')
}

/** The cloud's own endpoint with a login that it handed out: that one is not signed any more. */
export function givenLogin(cloud: CloudProfile, entered: Inputs, given: NonNullable<Registration['login']>): Login | undefined {
  const [operation] = cloud.operations
  const circumstances = freshCircumstances()
  const own = operation.make(resolveInputs(fieldsOf(cloud.fields, operation.id), entered, circumstances), circumstances).login
  return own && { ...own, ...given }
}
