import { PracticeService } from '../../electron/services/practice/index.ts'
import { findCloud } from '../../shared/clouds/index.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { findModem } from '../../shared/modems/index.ts'
import type { ModemProfile } from '../../shared/modems/profile.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { startAlibaba } from './alibaba-stand-in.ts'
import type { Plans } from './fault-sweep.ts'
import { valueOf } from './value-of.ts'

/** One modem on one way to one cloud, swept with every fault. */
export type Row = {
  readonly name: string
  readonly modem: ModemProfile
  /** The simulator's. */
  readonly modemId: string
  readonly variant?: string
  /** Its plans can be had over TLS too. */
  readonly hasTls: boolean
  readonly plans: Plans
}

export type Rows = { readonly rows: readonly Row[]; readonly dispose: () => Promise<void> }

/** Profile, simulator, whether it has TLS. */
const modules: readonly (readonly [profile: string, modemId: string, hasTls: boolean])[] = [
  ['lierda-nt35e', 'lierda-nt35e', false],
  ['quectel-ec20', 'quectel-ec20', true],
  ['quectel-ec200', 'quectel-ec200', true],
  ['quectel-eg800', 'quectel-eg800', true],
  ['quectel-bg95', 'quectel-bg95', true],
  ['quectel-bg96', 'quectel-bg96', true],
  ['quectel-bc26', 'quectel-bc26', false],
  ['simcom-sim7600', 'simcom-sim7600', true],
  ['luat-air780e', 'airm2m-air780ep', true],
  ['esp-at', 'esp-at', true],
  ['nrf-serial-modem', 'nordic-nrf9151', true],
]

/** Ways to Alibaba Cloud in which the module signs, or fetches its login. */
const ways: readonly (readonly [profile: string, modemId: string, hasTls: boolean, variant: string])[] = [
  ['lierda-nt35e', 'lierda-nt35e', false, 'aliauth'],
  ['quectel-bc26', 'quectel-bc26', false, 'aliauth'],
  ['quectel-ec200', 'quectel-ec200', true, 'aliauth'],
  ['luat-air780e', 'airm2m-air780ep', true, 'http-auth'],
  ['luat-air780e', 'airm2m-air780ep', true, 'http-register'],
]

const profileOf = (id: string): ModemProfile => {
  const modem = findModem(id)
  if (!modem) throw new Error(`no profile ${id}`)
  return modem
}

function composed(modem: ModemProfile, cloudId: string, inputs: Inputs, variant?: string) {
  const cloud = findCloud(cloudId)
  if (!cloud) throw new Error(`no cloud ${cloudId}`)
  // Wi-Fi modules ask for a network.
  const own: Inputs = (modem.fields ?? []).some(({ key }) => key === 'ssid') ? { ssid: 'workshop' } : {}
  return composePlan(modem, cloud, { ...inputs, ...own }, { now: Date.now(), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }, variant).plan
}

/** With one practice broker for all that log in by name and password, and a stand-in of its own for every try at Alibaba Cloud. */
export async function openRows(): Promise<Rows> {
  const practice = new PracticeService()
  const { broker } = valueOf(await practice.startBroker())
  if (!broker) throw new Error('no broker')
  const login = { username: broker.username, password: broker.password, publishTopic: 'up', subscribeTopic: 'down', payload: '{"v":"x"}' }
  // A name, so that its resolution can fail.
  const plain: Inputs = { host: 'localhost', port: String(broker.tcpPort), tls: 'none', ...login }
  const secure: Inputs = { host: 'localhost', port: String(broker.tlsPort), tls: 'server', ca: broker.ca, ...login }
  // A broker lets only one client of a name be. 23 characters at most: old firmware.
  let count = 0
  const onBroker = modules.map(([profile, modemId, hasTls]): Row => {
    const modem = profileOf(profile)
    const plans: Plans = async (isSecure) => {
      const plan = composed(modem, 'mqtt', { ...(isSecure ? secure : plain), clientId: `sweep-${count++}` })
      return plan && { plan, end: async () => {} }
    }
    return { name: profile, modem, modemId, hasTls, plans }
  })
  const onAlibaba = ways.map(([profile, modemId, hasTls, variant]): Row => {
    const modem = profileOf(profile)
    const plans: Plans = async (isSecure) => {
      const cloud = await startAlibaba()
      const plan = composed(modem, 'alibaba-iot', cloud.inputsFor(variant, isSecure), variant)
      if (plan) return { plan, end: cloud.close }
      await cloud.close()
      return undefined
    }
    return { name: `${profile} ${variant}`, modem, modemId, variant, hasTls, plans }
  })
  return { rows: [...onBroker, ...onAlibaba], dispose: () => practice.dispose() }
}

/** For tables of tests, which are made before anything can be started. */
export const rowNames: readonly string[] = [...modules.map(([profile]) => profile), ...ways.map(([profile, , , variant]) => `${profile} ${variant}`)]
