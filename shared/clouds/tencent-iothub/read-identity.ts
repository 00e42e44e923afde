import type { GivenPart } from '../../signature/given.ts'
import { partLabels } from '../../signature/part-labels.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Mark } from '../profile.ts'

export type Identity = { readonly productId: string; readonly deviceName: string }

/** Characters of a product ID, where none is known. */
const productIdLength = 10

export const mark = (part: GivenPart, code: string, what: Text, next: Text, more: Partial<Mark> = {}): Mark => ({
  severity: 'error',
  code,
  stage: 'cloud',
  field: part,
  part,
  what,
  next,
  ...more,
})

/**
 * Product ID and device name out of the text that joins them, with what is wrong in how it does. `known` may be empty texts.
 * Undefined where the two cannot be told apart.
 */
export function readIdentity(joined: string, part: 'clientId' | 'username', known: Identity, marks: Mark[]): Identity | undefined {
  const { en, zh } = partLabels[part]
  const [pid, dn] = [known.productId, known.deviceName]
  const wanted = pid !== '' && dn !== '' ? `${pid}${dn}` : undefined
  if (joined === wanted) return known
  const fix = (right: string) => text(`It should begin with: ${right}`, `开头应为：${right}`)

  // Neither a product ID nor a device name has these characters.
  const [between, left, sign, right] = /^([^.&/|,#@\s]+)([.&/|,#@\s]+)([^.&/|,#@\s]+)$/.exec(joined) ?? []
  if (between !== undefined && left !== undefined && sign !== undefined && right !== undefined) {
    const isTurned = (pid !== '' && right === pid) || (dn !== '' && left === dn && right !== dn)
    const identity = isTurned ? { productId: right, deviceName: left } : { productId: left, deviceName: right }
    marks.push(
      mark(
        part,
        'tencent.identity-separator',
        text(`In the ${en} nothing stands between product ID and device name, but here is “${sign}”.`, `${zh}里产品 ID 和设备名称应直接拼接，这里多了“${sign}”。`),
        fix(`${identity.productId}${identity.deviceName}`),
        { span: [left.length, left.length + sign.length], expected: `${identity.productId}${identity.deviceName}` },
      ),
    )
    return identity
  }
  if (pid !== '' && joined.endsWith(pid) && !joined.startsWith(pid) && joined !== pid) {
    const deviceName = joined.slice(0, -pid.length)
    marks.push(
      mark(part, 'tencent.identity-order', text(`Product ID and device name have changed places in the ${en}.`, `${zh}里产品 ID 和设备名称的顺序反了。`), fix(`${pid}${deviceName}`), {
        expected: `${pid}${deviceName}`,
      }),
    )
    return { productId: pid, deviceName }
  }
  if (joined === pid || joined === dn || (pid === '' && joined.length <= productIdLength)) {
    marks.push(
      mark(
        part,
        'tencent.identity-short',
        text(`The ${en} must hold product ID and device name, one after the other.`, `${zh}应由产品 ID 和设备名称拼接而成，这里不完整。`),
        wanted === undefined ? text('Example: J5M4D6INI9pi_dht11', '示例：J5M4D6INI9pi_dht11') : fix(wanted),
        wanted === undefined ? {} : { expected: wanted },
      ),
    )
    return undefined
  }
  const at = pid === '' ? productIdLength : pid.length
  return { productId: joined.slice(0, at), deviceName: joined.slice(at) }
}
