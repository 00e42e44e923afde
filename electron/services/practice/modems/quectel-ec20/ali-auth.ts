import { createHmac } from 'node:crypto'
import { latin1 } from '../../../../../shared/text/bytes.ts'
import type { Login } from '../kit/mqtt/session.ts'
import type { AliAuth } from './state.ts'

/**
 * The login that the module makes from the device certificate (Alibaba Cloud help, document 73742): the client ID of AT+QMTCONN in front,
 * HMAC-SHA1 over the parameters in alphabetical order. Which method the firmware takes is not documented; the cloud takes all.
 */
export function signAliLogin(clientId: string, { productKey, deviceName, deviceSecret }: AliAuth, isSecure: boolean): Login {
  const signed = Object.entries({ clientId, deviceName, productKey }).flat().join('')
  return {
    clientId: `${clientId}|securemode=${isSecure ? 2 : 3},signmethod=hmacsha1|`,
    username: `${deviceName}&${productKey}`,
    password: createHmac('sha1', latin1(deviceSecret)).update(latin1(signed)).digest('hex'),
  }
}
