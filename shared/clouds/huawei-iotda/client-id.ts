import { text, type Text } from '../../text/local-text.ts'
import type { Mark } from '../profile.ts'
import { hourFault, parseHour } from './hour.ts'

type ClientId = { readonly stated: { readonly deviceId?: string; readonly signType?: string; readonly timestamp?: string }; readonly marks: readonly Mark[] }

const mark = (code: string, what: Text, span?: readonly [number, number]): Mark => ({
  severity: 'error',
  code,
  stage: 'cloud',
  field: 'clientId',
  part: 'clientId',
  ...(span && { span }),
  what,
  next: text('Device ID, 0, sign type and UTC hour: 6203cc94c7fb24029b110408_88888888_0_0_2018072417', '格式为“设备ID_0_签名类型_UTC小时”：6203cc94c7fb24029b110408_88888888_0_0_2018072417'),
})

/**
 * Takes a client ID apart. Device IDs have underscores and digits of their own, so the known one, or the user name, says where it ends; without it the last three
 * parts are taken. With a certificate the device ID alone will do.
 */
export function readClientId(clientId: string | undefined, deviceId: string, isCertified: boolean): ClientId {
  if (clientId === undefined) return { stated: {}, marks: [] }
  const isOwn = deviceId !== '' && clientId.startsWith(deviceId)
  const match = (isOwn ? /^_(\d+)_(\d+)_(\d+)$/.exec(clientId.slice(deviceId.length)) : null) ?? /_(\d)_(\d)_(\d+)$/.exec(clientId)
  if (!match) return incomplete(clientId, deviceId, isCertified)
  const [suffix, type = '', signType = '', timestamp = ''] = match
  const start = clientId.length - suffix.length
  const marks: Mark[] = []
  if (type !== '0') {
    marks.push(
      mark(
        'huawei.id-type',
        type === '2'
          ? text('Identifier type 2 is the node ID of the old platform; with a device ID it is 0.', '标识类型 2 是旧平台的 nodeId 登录；用设备 ID 登录时应为 0。')
          : text('The part after the device ID must be 0.', '设备 ID 后面的一段必须是 0。'),
        [start + 1, start + 1 + type.length],
      ),
    )
  }
  const isKnownType = signType === '0' || signType === '1'
  if (!isKnownType) {
    const at = start + 2 + type.length
    marks.push(mark('huawei.sign-type', text('The sign type is 0 or 1; others stand for SM3, which is not computed here.', '签名类型只能是 0 或 1；其他值代表 SM3 算法，这里不支持。'), [at, at + signType.length]))
  }
  const isHour = parseHour(timestamp) !== undefined
  if (!isHour) {
    const fault = hourFault(timestamp)
    marks.push(mark('huawei.hour-form', text(`The time stamp is not an hour as YYYYMMDDHH. ${fault.en}`, `时间戳不是 YYYYMMDDHH 形式：${fault.zh}`), [clientId.length - timestamp.length, clientId.length]))
  }
  return { stated: { deviceId: clientId.slice(0, start), ...(isKnownType && { signType }), ...(timestamp !== '' && { timestamp }) }, marks }
}

function incomplete(clientId: string, deviceId: string, isCertified: boolean): ClientId {
  const timestamp = /_(\d{10})$/.exec(clientId)?.[1]
  if (clientId === deviceId || timestamp === undefined) {
    const alone = clientId === deviceId || deviceId === ''
    if (isCertified && alone) {
      return {
        stated: { deviceId: clientId },
        marks: [{ ...mark('huawei.short-client-id', text('The client ID is the device ID alone: taken for devices with a certificate only.', 'Client ID 只有设备 ID：仅证书认证的设备可以这样登录。')), severity: 'warning' }],
      }
    }
    return { stated: {}, marks: [mark('huawei.client-id', text('The client ID lacks the parts after the device ID.', 'Client ID 缺少设备 ID 之后的部分。'))] }
  }
  return { stated: parseHour(timestamp) === undefined ? {} : { timestamp }, marks: [mark('huawei.client-id', text('A part is missing between the device ID and the time stamp.', 'Client ID 的设备 ID 和时间戳之间缺少一段。'))] }
}
