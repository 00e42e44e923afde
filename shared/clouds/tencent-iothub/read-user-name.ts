import type { Given } from '../../signature/given.ts'
import { text } from '../../text/local-text.ts'
import type { Mark } from '../profile.ts'
import { mark } from './read-identity.ts'

export type UserName = { readonly identity: string; readonly sdkAppId: string; readonly connId: string; readonly expiry: string }

const example = text('Example: J5M4D6INI9pi_dht11;12010126;13GB9;4294967295', '示例：J5M4D6INI9pi_dht11;12010126;13GB9;4294967295')

/** 12010126 in the documents, 21010406 in the SDKs. */
const isSdkAppId = (part: string) => /^\d{8}$/.test(part)
/** Seconds of this century have ten digits, LONG_MAX nineteen. */
const isExpiry = (part: string) => /^\d{9,19}$/.test(part)

/** The four parts, put in order where they are not; undefined where they are not four or cannot be told apart. */
export function readUserName({ username, clientId }: Given, productId: string, marks: Mark[]): UserName | undefined {
  if (username === undefined) return undefined
  const parts = username.split(';')
  const [first = '', second = '', third = '', fourth = ''] = parts
  if (parts.length !== 4 || parts.includes('')) {
    const count = parts.filter((part) => part !== '').length
    marks.push(
      mark(
        'username',
        'tencent.username-parts',
        text(`The user name must have four parts with three semicolons; this one has ${count}.`, `用户名应为 4 段、用 3 个分号隔开，这里是 ${count} 段。`),
        example,
      ),
    )
    return undefined
  }
  const asWritten: UserName = { identity: first, sdkAppId: second, connId: third, expiry: fourth }
  if (/^\d+$/.test(second) && isExpiry(fourth)) return asWritten

  const isIdentity = (part: string) => part === clientId || (productId !== '' && part.startsWith(productId)) || (part.length > 10 && !/^\d+$/.test(part))
  const expiry = parts.find(isExpiry)
  const sdkAppId = parts.find((part) => part !== expiry && isSdkAppId(part))
  const identity = parts.find((part) => part !== expiry && part !== sdkAppId && isIdentity(part))
  const connId = parts.find((part) => part !== expiry && part !== sdkAppId && part !== identity)
  if (expiry !== undefined && sdkAppId !== undefined && identity !== undefined && connId !== undefined) {
    const right = `${identity};${sdkAppId};${connId};${expiry}`
    marks.push(
      mark(
        'username',
        'tencent.username-order',
        text('The parts of the user name are in another order.', '用户名各段的顺序不对。'),
        text(`It should be: ${right}`, `应为：${right}`),
        { expected: right },
      ),
    )
    return { identity, sdkAppId, connId, expiry }
  }
  for (const [part, code, what] of [
    [second, 'tencent.sdkappid', text('The second part of the user name, sdkappid, is not a number.', '用户名第 2 段 sdkappid 不是数字。')],
    [fourth, 'tencent.expiry', text('The fourth part of the user name, expiry, is not a number.', '用户名第 4 段 expiry 不是数字。')],
  ] as const) {
    if (!/^\d+$/.test(part)) marks.push(mark('username', code, what, example))
  }
  return asWritten
}
