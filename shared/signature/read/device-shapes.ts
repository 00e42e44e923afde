import { lenientBase64 } from '../../text/encodings.ts'

/** A device's certificate as a cloud's form wants it. */
export type Device = { readonly cloud?: string; readonly inputs: Record<string, string> }

/** Values by plain label (letters and digits, lower case); the first of each name. */
export type Facts = ReadonlyMap<string, string>

/** One cloud: input of the form to the names that consoles, SDKs and APIs give it, and what must be there to be sure. */
type Shape = {
  readonly cloud: string
  readonly inputs: Readonly<Record<string, readonly string[]>>
  readonly isIt: (inputs: Readonly<Record<string, string>>, facts: Facts) => boolean
}

const some = (...values: readonly (string | undefined)[]): boolean => values.some((value) => value !== undefined)

/** Decoded length of a key: Tencent's PSK has 16 bytes, OneNET's device key 32. */
const keyBytes = (key: string | undefined): number => (key === undefined ? 0 : (lenientBase64(key)?.length ?? 0))

const productIds = ['productid', 'product', 'pid', '产品id', 'sgproductid']
const deviceNames = ['devicename', 'dn', '设备名称', '设备名', 'sgdevicename']

/** In the order in which they are tried: the more telling names first. */
const shapes: readonly Shape[] = [
  {
    // Console "device certificate"; LinkKit's device_id.json spells the same names.
    cloud: 'alibaba-iot',
    inputs: {
      productKey: ['productkey', 'pk'],
      deviceName: deviceNames,
      deviceSecret: ['devicesecret', 'ds'],
      productSecret: ['productsecret'],
      region: ['region', 'regionid'],
      instanceId: ['instanceid', 'iotinstanceid'],
    },
    isIt: ({ productKey, deviceName, deviceSecret, productSecret }) => productKey !== undefined && some(deviceName, deviceSecret, productSecret),
  },
  {
    // Baidu IoT Core, "connection information" of a device.
    cloud: 'baidu-iotcore',
    inputs: { coreId: ['iotcoreid', 'coreid'], deviceKey: ['devicekey'], deviceSecret: ['devicesecret'], region: ['region'] },
    isIt: ({ coreId, deviceKey, deviceSecret }) => deviceKey !== undefined && some(coreId, deviceSecret),
  },
  {
    // Device provisioning: the names of az iot dps enrollment.
    cloud: 'azure-iothub',
    inputs: { idScope: ['idscope', 'scopeid'], registrationId: ['registrationid'], key: ['primarykey', 'symmetrickey', 'key'] },
    isIt: ({ idScope, registrationId }) => idScope !== undefined && registrationId !== undefined,
  },
  {
    // az iot hub device-identity show: authentication.symmetricKey.primaryKey.
    cloud: 'azure-iothub',
    inputs: { hub: ['hub', 'assignedhub', 'iothub', 'hostname'], deviceId: ['deviceid'], key: ['primarykey', 'sharedaccesskey'] },
    isIt: ({ deviceId, key, hub }) => deviceId !== undefined && key !== undefined && (hub === undefined || hub.endsWith('.azure-devices.net')),
  },
  {
    // device_info.json of Tencent's C and Python SDKs; DescribeDevice answers with DevicePsk.
    cloud: 'tencent-iothub',
    inputs: {
      productId: productIds,
      deviceName: deviceNames,
      psk: ['psk', 'devicepsk', 'devicesecret', '设备密钥'],
      productSecret: ['productsecret', '产品密钥'],
    },
    isIt: ({ deviceName, psk, productSecret, productId }, facts) =>
      deviceName !== undefined &&
      (some(facts.get('devicepsk')) || (productId !== undefined && some(psk, productSecret, facts.get('devcertfile')))) &&
      (facts.get('设备密钥') === undefined || keyBytes(psk) === 16),
  },
  {
    // OneNET console and its device API.
    cloud: 'onenet',
    inputs: { productId: productIds, deviceName: [...deviceNames, 'name'], key: ['seckey', 'devicekey', 'accesskey', 'key', '设备密钥'] },
    isIt: ({ productId, deviceName, key }) => productId !== undefined && deviceName !== undefined && key !== undefined,
  },
  {
    // Tuya Link: device details of the console.
    cloud: 'tuya-link',
    inputs: { deviceId: ['deviceid'], deviceSecret: ['devicesecret'] },
    isIt: ({ deviceId, deviceSecret }) => deviceId !== undefined && deviceSecret !== undefined,
  },
  {
    // IoTDA: what the console offers to save after registering; the API answers auth_info.secret.
    cloud: 'huawei-iotda',
    inputs: { deviceId: ['deviceid', '设备id'], secret: ['secret', '设备密钥'] },
    isIt: ({ deviceId, secret }) => deviceId !== undefined && secret !== undefined,
  },
]

/** Every name that any cloud uses; a line with another name says nothing of a device. */
export const deviceLabels: ReadonlySet<string> = new Set([
  ...shapes.flatMap(({ inputs }) => Object.values(inputs).flat()),
  'authmode',
  'devcertfile',
])

/** Names that mean a device only beside telling ones. */
const vague = new Set(['name', 'key', 'hub', 'hostname', 'product', 'region', 'dn', 'ds', 'pk'])

const inputOf = (name: string): string | undefined =>
  shapes.flatMap(({ inputs }) => Object.entries(inputs)).find(([, names]) => names.includes(name))?.[0]

/** The first cloud whose certificate these facts are; without a cloud where they are a device's but fit several or none. */
export function deviceOf(facts: Facts): Device | undefined {
  for (const { cloud, inputs, isIt } of shapes) {
    const read: Record<string, string> = {}
    for (const [input, names] of Object.entries(inputs)) {
      const value = names.map((name) => facts.get(name)).find((known) => known !== undefined)
      if (value !== undefined) read[input] = value
    }
    if (!isIt(read, facts)) continue
    const mode = cloud === 'tencent-iothub' ? facts.get('authmode')?.toLowerCase() : undefined
    return { cloud, inputs: mode === 'key' || mode === 'cert' ? { ...read, auth: mode } : read }
  }
  const told = [...facts].flatMap(([name, value]) => {
    const input = vague.has(name) ? undefined : inputOf(name)
    return input === undefined ? [] : [[input, value] as const]
  })
  return told.length >= 2 ? { inputs: Object.fromEntries(told) } : undefined
}
