import { expect, it } from 'vitest'
import type { ConnectionInfo, ConnectionState } from '../../../../shared/contract/mqtt.ts'
import { newForm, toOptions } from './broker-form.ts'
import { deadTwins, withConnection, withList, withoutConnection } from './connection-list.ts'

const options = toOptions({ ...newForm('1'), host: 'a.example' })!
const info = (id: string, state: ConnectionState = 'connected', clientId = options.clientId): ConnectionInfo => ({
  id,
  options: { ...options, clientId },
  state,
  since: 1,
  subscriptions: [],
})
const [a, b, c] = [info('a'), info('b'), info('c')]

it('brings a new connection to the front and changes a known one in place', () => {
  expect(withConnection({ connections: [a], activeId: 'a' }, b)).toEqual({ connections: [a, b], activeId: 'b' })
  const changed = info('a', 'disconnected')
  expect(withConnection({ connections: [a, b], activeId: 'b' }, changed)).toEqual({ connections: [changed, b], activeId: 'b' })
})

it('lets the neighbour take the place of a removed one', () => {
  expect(withoutConnection({ connections: [a, b, c], activeId: 'b' }, 'b')).toEqual({ connections: [a, c], activeId: 'c' })
  expect(withoutConnection({ connections: [a, b], activeId: 'b' }, 'b')).toEqual({ connections: [a], activeId: 'a' })
  expect(withoutConnection({ connections: [a], activeId: 'a' }, 'a')).toEqual({ connections: [], activeId: null })
  expect(withoutConnection({ connections: [a, b], activeId: 'a' }, 'b')).toEqual({ connections: [a], activeId: 'a' })
})

it('keeps what is in front when the whole list comes anew', () => {
  expect(withList({ connections: [], activeId: 'b' }, [a, b, c]).activeId).toBe('b')
  expect(withList({ connections: [], activeId: 'gone' }, [a, b]).activeId).toBe('b')
  expect(withList({ connections: [], activeId: null }, [])).toEqual({ connections: [], activeId: null })
})

it('finds earlier tries of the same connection, and only those that are over', () => {
  const failed = info('f', 'failed')
  const over = info('d', 'disconnected')
  expect(deadTwins([a, failed, over, info('o', 'failed', 'other')], options)).toEqual([failed, over])
})

it('takes a saved connection for the same after its client ID or server has been corrected', () => {
  const before: ConnectionInfo = { ...info('f', 'failed', 'other'), savedId: 's' }
  const live: ConnectionInfo = { ...info('l', 'connected', 'other'), savedId: 's' }
  const another: ConnectionInfo = { ...info('x', 'failed', 'other'), savedId: 't' }
  expect(deadTwins([before, live, another], options, 's')).toEqual([before])
})
