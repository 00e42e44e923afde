import { isSame, randomHex, randomText } from './verify.ts'

export type AlibabaDevice = { readonly name: string; secret: string | null; isActivated: boolean }

type Grant = { readonly token: string; readonly deviceName: string; readonly clientId: string; readonly expiresAt: number }

export type AlibabaRegistry = {
  readonly productKey: string
  readonly productSecret: string
  readonly device: (name: string) => AlibabaDevice | undefined
  /** A new secret for a device that exists and has never connected: the last secret counts. Null: refused. */
  readonly register: (name: string) => string | null
  /** For a device that nobody has created. Null: it has a secret, or has connected already. */
  readonly registerUnknown: (name: string) => { readonly clientId: string; readonly deviceToken: string } | null
  readonly isToken: (name: string, clientId: string, deviceToken: string) => boolean
  /** The HTTPS authentication's answer. */
  readonly grant: (deviceName: string, clientId: string) => { readonly iotId: string; readonly iotToken: string }
  readonly deviceOfToken: (iotId: string, iotToken: string, clientId: string) => string | null
}

/** ms that an iotToken is good for: seven days (Alibaba Cloud help, document 73742). */
const tokenMs = 7 * 86_400_000

type Options = {
  readonly productKey: string
  readonly productSecret: string
  /** With a secret of their own. */
  readonly devices: readonly string[]
  /** Created in the console, secret still to be fetched. */
  readonly registrable: readonly string[]
  readonly now: () => number
}

/** The demo product with its devices, and what was handed out since the start. */
export function alibabaRegistry({ productKey, productSecret, devices, registrable, now }: Options): AlibabaRegistry {
  const known = new Map<string, AlibabaDevice>([
    ...devices.map((name) => [name, { name, secret: randomHex(16), isActivated: false }] as const),
    ...registrable.map((name) => [name, { name, secret: null, isActivated: false }] as const),
  ])
  const unknown = new Map<string, { clientId: string; deviceToken: string; isActivated: boolean }>()
  const grants = new Map<string, Grant>()
  return {
    productKey,
    productSecret,
    device: (name) => known.get(name),
    register: (name) => {
      const device = known.get(name)
      if (!device || device.isActivated) return null
      device.secret = randomHex(16)
      return device.secret
    },
    registerUnknown: (name) => {
      if (known.has(name) || unknown.get(name)?.isActivated) return null
      const made = { clientId: randomText(26), deviceToken: randomHex(32) }
      unknown.set(name, { ...made, isActivated: false })
      return made
    },
    isToken: (name, clientId, deviceToken) => {
      const device = unknown.get(name)
      if (!device || device.clientId !== clientId || !isSame(deviceToken, device.deviceToken)) return false
      device.isActivated = true
      return true
    },
    grant: (deviceName, clientId) => {
      const iotId = `${randomText(20)}${productKey.slice(0, 5)}0`
      const grant = { token: randomHex(16), deviceName, clientId, expiresAt: now() + tokenMs }
      grants.set(iotId, grant)
      return { iotId, iotToken: grant.token }
    },
    deviceOfToken: (iotId, iotToken, clientId) => {
      const grant = grants.get(iotId)
      if (!grant || grant.expiresAt <= now() || grant.clientId !== clientId || !isSame(iotToken, grant.token)) return null
      const device = known.get(grant.deviceName)
      if (device) device.isActivated = true
      return grant.deviceName
    },
  }
}
