import type { CloudProfile } from '../../clouds/profile.ts'
import type { BrokerOptions } from '../../contract/mqtt.ts'
import { toldCloud } from '../../signature/read/told-cloud.ts'

/** The parts of a login that say who the device is. */
export type LoginNames = Pick<BrokerOptions, 'host' | 'port' | 'clientId' | 'username'> & { readonly cloud?: string | undefined }

/** The cloud that a login is for; undefined for a broker of one's own. */
export const cloudOf = (login: LoginNames, clouds: readonly CloudProfile[]): CloudProfile | undefined => {
  const { host, clientId, username } = login
  const id = login.cloud ?? toldCloud({ host, clientId, username })
  return clouds.find((cloud) => cloud.id === id)
}

/** What a login states of its cloud's form: product, device, region. Never its password. */
export function statedInputs({ host, port, clientId, username }: LoginNames, cloud: CloudProfile): Readonly<Record<string, string>> {
  const stated = cloud.inspection?.read({ host, port: String(port), clientId, username }, {}).stated
  return Object.fromEntries(Object.entries(stated ?? {}).map(([key, { value }]) => [key, value]))
}

/** Clouds name the same things differently; a message's variables are called alike everywhere. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  productKey: ['productKey', 'productId', 'coreId', 'hub'],
  deviceName: ['deviceName', 'deviceId', 'deviceKey', 'thingName'],
}

/** Variables that a connection itself fills: `clientId`, and the device's names where its login tells them. */
export function deviceNames(login: LoginNames, clouds: readonly CloudProfile[]): Readonly<Record<string, string>> {
  const cloud = cloudOf(login, clouds)
  const stated = cloud ? statedInputs(login, cloud) : {}
  const found = Object.entries(aliases).flatMap(([name, keys]): [string, string][] => {
    const key = keys.find((each) => (stated[each] ?? '') !== '')
    return key === undefined ? [] : [[name, stated[key] ?? '']]
  })
  return { clientId: login.clientId, ...Object.fromEntries(found) }
}
