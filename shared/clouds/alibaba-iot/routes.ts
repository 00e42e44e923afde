import { text } from '../../text/local-text.ts'
import type { Route } from '../profile.ts'
import { ownClientId } from './login.ts'

/** help.aliyun.com 73740 and 89298: a login fetched over HTTPS, and a secret that is given once. */
export const alibabaRoutes: readonly Route[] = [
  {
    operation: 'http-auth',
    brings: [],
    values: [
      { name: 'iotId', label: text('iotId', 'iotId'), secret: false },
      { name: 'iotToken', label: text('iotToken', 'iotToken'), secret: true },
    ],
    // The client ID stands alone, without the | | part.
    login: (_computed, inputs) => ({ clientId: ownClientId(inputs), username: '{iotId}', password: '{iotToken}' }),
  },
  {
    operation: 'http-register',
    brings: ['deviceSecret'],
    values: [{ name: 'deviceSecret', label: text('DeviceSecret', 'DeviceSecret'), secret: true }],
    login: (computed) => ({ ...computed, password: '{password}' }),
    computed: { password: { part: 'password', with: { deviceSecret: 'deviceSecret' } } },
    isFinal: true,
  },
]
