import type { Candidate } from '../../signature/search.ts'
import { textOf } from '../../signature/working.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'
import { identityParts, userNameParts } from './identity.ts'

const whole = text('Sign the whole user name, exactly as it is sent.', '参与签名的是整个用户名，必须与发送的一字不差。')

/** What may have been signed: the user name, then what is signed by mistake. */
export function contentCandidates(inputs: Inputs): Candidate<string>[] {
  const [productId, deviceName, sdkAppId, connId, expiry] = ['productId', 'deviceName', 'sdkAppId', 'connId', 'expiry'].map((key) => str(inputs, key)) as [string, string, string, string, string]
  const identity = textOf(identityParts(inputs))
  const found: Candidate<string>[] = [{ value: textOf(userNameParts(inputs)) }]
  const add = (content: string, code: string, field: string, what: Text, next: Text = whole) => {
    if (!found.some((one) => one.value === content)) found.push({ value: content, fault: { code, field, what, next } })
  }
  const tail = `;${sdkAppId};${connId};`
  const sameTime = text('Sign the very expiry that the user name carries, in seconds.', '参与签名的 expiry 必须和用户名里的完全一样，单位为秒。')
  if (expiry.length > 3) {
    add(
      `${identity}${tail}${expiry.slice(0, -3)}`,
      'check.timestamp-unit',
      'expiry',
      text('expiry was signed in seconds, the user name carries milliseconds', '签名用的 expiry 是秒，用户名里是毫秒'),
      sameTime,
    )
  }
  add(
    `${identity}${tail}${expiry}000`,
    'check.timestamp-unit',
    'expiry',
    text('expiry was signed in milliseconds, the user name carries seconds', '签名用的 expiry 是毫秒，用户名里是秒'),
    sameTime,
  )

  add(identity, 'tencent.signed-client-id', 'password', text('only the client ID was signed', '只对 Client ID 做了签名'))
  add(`${identity};${sdkAppId}`, 'tencent.signed-part', 'password', text('only a part of the user name was signed', '只对用户名的一部分做了签名'))
  add(`${identity};${sdkAppId};${connId}`, 'tencent.signed-part', 'password', text('the user name was signed without its expiry', '签名时漏掉了 expiry'))
  for (const sign of ['.', '&', '/']) {
    add(
      `${productId}${sign}${deviceName}${tail}${expiry}`,
      'tencent.signed-separator',
      'password',
      text(`“${sign}” was put between product ID and device name in what was signed`, `待签名内容里，产品 ID 和设备名称之间多了“${sign}”`),
    )
  }
  add(
    `${deviceName}${productId}${tail}${expiry}`,
    'check.names-swapped',
    'password',
    text('product ID and device name changed places in what was signed', '待签名内容里产品 ID 和设备名称填反了'),
  )
  for (const turned of [`${sdkAppId};${expiry};${connId}`, `${connId};${sdkAppId};${expiry}`]) {
    add(`${identity};${turned}`, 'check.order', 'password', text('the parts of the user name were signed in another order', '签名时用户名各段的顺序不同'))
  }
  for (const other of ['12010126', '21010406']) {
    add(
      `${identity};${other};${connId};${expiry}`,
      'tencent.signed-sdkappid',
      'sdkAppId',
      text(`sdkappid ${other} was signed in place of ${sdkAppId}`, `签名用的 sdkappid 是 ${other}，而不是 ${sdkAppId}`),
    )
  }
  const lower = `${identity}${tail}${expiry}`.toLowerCase()
  add(lower, 'tencent.signed-lower-case', 'password', text('the user name was put into lower case before signing', '签名前把用户名转成了小写'))
  add(
    `${identity}${tail}${expiry}\n`,
    'check.content-line-end',
    'password',
    text('a line end was signed with the user name', '待签名内容末尾带了换行'),
    text('Sign without a line end (echo -n).', '签名时不要带换行（例如用 echo -n）。'),
  )
  return found
}
