import { separator, value, type Part } from '../../signature/working.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

/** Product ID and device name with nothing between them: the client ID, and the beginning of the user name. */
export const identityParts = (inputs: Inputs): readonly Part[] => [
  value(str(inputs, 'productId'), 'productId'),
  value(str(inputs, 'deviceName'), 'deviceName'),
]

/** `{productId}{deviceName};{sdkappid};{connid};{expiry}`, which is also what is signed. cloud.tencent.com 634/46346. */
export const userNameParts = (inputs: Inputs): readonly Part[] => [
  ...identityParts(inputs),
  ...(['sdkAppId', 'connId', 'expiry'] as const).flatMap((key) => [separator(';'), value(str(inputs, key), key)]),
]
