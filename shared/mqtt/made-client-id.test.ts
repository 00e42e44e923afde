import { expect, it } from 'vitest'
import { clientIdOfCopy } from './made-client-id.ts'

it('makes up a new client ID for a copy where a tool made up the old one, and keeps what somebody chose', () => {
  const ids = ['atelier-k1xgiw', 'mqttx_1f0a9c3e', 'ec20-bench-01', 'mqttx_bench', 'a1B2c3.dev1|securemode=2,signmethod=hmacsha256|', '']
  expect(ids.map((id) => clientIdOfCopy(id, 'new1'))).toEqual(['atelier-new1', 'atelier-new1', ...ids.slice(2)])
})
