import { randomBase64, randomText } from './verify.ts'

export type TencentDevice = { readonly name: string; psk: string | null; isActivated: boolean }

export type TencentProduct = { readonly id: string; readonly service: 'hub' | 'explorer'; readonly auth: 'key' | 'cert'; readonly secret: string }

export type TencentRegistry = {
  readonly product: (id: string) => TencentProduct | undefined
  readonly device: (productId: string, name: string) => TencentDevice | undefined
  /** By client ID: product ID and device name without a separator; a product ID has ten characters. */
  readonly find: (clientId: string) => { readonly product: TencentProduct; readonly device: TencentDevice } | undefined
  /** A new key; the one before no longer counts. Null: the device has connected with a key already. */
  readonly register: (device: TencentDevice) => string | null
}

type Planned = Omit<TencentProduct, 'secret'> & {
  /** Left out: a random one. */
  readonly secret?: string
  readonly devices: readonly string[]
  readonly registrable: readonly string[]
}

/**
 * The demo products with their devices, and what was handed out since the start. Registration rules: Tencent Cloud, "key authentication, dynamic
 * registration" (1081/138031).
 */
export function tencentRegistry(planned: readonly Planned[]): TencentRegistry {
  const products = new Map(planned.map(({ id, service, auth, secret = randomText(24) }) => [id, { id, service, auth, secret }]))
  const devices = new Map<string, TencentDevice>(
    planned.flatMap(({ id, auth, devices: made, registrable }) => [
      ...made.map((name) => [`${id}/${name}`, { name, psk: auth === 'key' ? randomBase64(16) : null, isActivated: false }] as const),
      ...registrable.map((name) => [`${id}/${name}`, { name, psk: null, isActivated: false }] as const),
    ]),
  )
  const device = (productId: string, name: string) => devices.get(`${productId}/${name}`)
  return {
    product: (id) => products.get(id),
    device,
    find: (clientId) => {
      const product = products.get(clientId.slice(0, 10))
      const found = product && device(product.id, clientId.slice(10))
      return found ? { product, device: found } : undefined
    },
    register: (found) => {
      if (found.isActivated) return null
      found.psk = randomBase64(16)
      return found.psk
    },
  }
}
