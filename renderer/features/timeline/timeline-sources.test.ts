import { expect, it } from 'vitest'
import type { ConnectionInfo } from '../../../shared/contract/mqtt.ts'
import type { SessionInfo } from '../../../shared/contract/serial.ts'
import { offeredSources } from './timeline-sources.ts'

const session = (id: string, path: string): SessionInfo => ({ id, port: { path, kind: 'system', label: '' } }) as SessionInfo
const connection = (id: string, name: string, host: string): ConnectionInfo => ({ id, options: { name, host } }) as ConnectionInfo

it('offers ports before connections, each under the name that people know it by', () => {
  expect(offeredSources([session('s1', '/dev/ttyUSB2')], [connection('m1', '', 'broker.lan'), connection('m2', 'Lab', 'x')])).toEqual([
    { kind: 'session', id: 's1', key: 'session:s1', name: 'ttyUSB2', colour: 0 },
    { kind: 'mqtt', id: 'm1', key: 'mqtt:m1', name: 'broker.lan', colour: 1 },
    { kind: 'mqtt', id: 'm2', key: 'mqtt:m2', name: 'Lab', colour: 2 },
  ])
})

it('offers no more than one time line takes', () => {
  expect(offeredSources(Array.from({ length: 30 }, (_, index) => session(`s${index}`, `COM${index}`)), [])).toHaveLength(16)
})
