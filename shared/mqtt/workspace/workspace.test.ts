import { describe, expect, test } from 'vitest'
import { addCard, closeCard, duplicateCard, keepSubscription, moveCard, stepCard, subscriptionsOf } from './arrange.ts'
import { workspaceKey } from './key.ts'
import { firstWorkspace, newPublisher, newSubscriber, plainOptions, workspaceSchema, type KeptSubscription, type Workspace } from './schema.ts'

const ids = ({ cards }: Workspace): string => cards.map(({ id }) => id).join(' ')
const of = (order: string): Workspace => ({ cards: order.split(' ').map((id) => (id.startsWith('p') ? newPublisher(id) : newSubscriber(id))), subscriptions: [] })
const kept = (filter: string, cardId: string): KeptSubscription => ({ filter, cardId, qos: 0, isOn: true, colour: 'none', alias: '', format: null, options: plainOptions })

describe('cards of a connection', () => {
  test('begin with one of each kind', () => {
    expect(ids(firstWorkspace)).toBe('p1 s1')
    expect(workspaceSchema.parse(firstWorkspace)).toEqual(firstWorkspace)
  })

  test('a new one stands behind the last of its kind, at most 24', () => {
    expect(ids(addCard(addCard(of('p1 s1'), newPublisher('p2')), newSubscriber('s2')))).toBe('p1 p2 s1 s2')
    const full = of(Array.from({ length: 24 }, (_, at) => `p${at}`).join(' '))
    expect(addCard(full, newPublisher('more'))).toBe(full)
    expect(duplicateCard(full, 'p3', 'more')).toBe(full)
  })

  test('are moved to a place counted before the move, by keyboard one by one', () => {
    expect(ids(moveCard(of('p1 p2 s1'), 'p1', 3))).toBe('p2 s1 p1')
    expect(ids(moveCard(of('p1 p2 s1'), 's1', 0))).toBe('s1 p1 p2')
    const same = of('p1 p2 s1')
    expect([moveCard(same, 'p2', 1), moveCard(same, 'p2', 2), stepCard(same, 'p1', -1), stepCard(same, 's1', 1)]).toEqual([same, same, same, same])
    expect([ids(stepCard(same, 'p1', 1)), ids(stepCard(same, 's1', -1))]).toEqual(['p2 p1 s1', 'p1 s1 p2'])
  })

  test('closing takes its subscriptions along; the last of a kind makes room for an empty one', () => {
    const two = { ...of('p1 s1 s2'), subscriptions: [kept('a', 's1'), kept('b', 's2')] }
    expect(closeCard(two, 's2', 'new')).toEqual({ ...of('p1 s1'), subscriptions: [kept('a', 's1')] })
    expect(ids(closeCard(of('p1 s1'), 'p1', 'pn'))).toBe('pn s1')
  })
})

describe('subscriptions of a connection', () => {
  test('a filter is there once, and keeps its place', () => {
    const two = { ...of('p1 s1 s2'), subscriptions: [kept('a', 's1'), kept('b', 's1')] }
    expect(keepSubscription(two, kept('a', 's2')).subscriptions).toEqual([kept('a', 's2'), kept('b', 's1')])
  })

  test('one of a card that is not there stands in the first', () => {
    const workspace = { ...of('p1 s1 s2'), subscriptions: [kept('a', 'gone'), kept('b', 's2')] }
    expect([subscriptionsOf(workspace, 's1').map(({ filter }) => filter), subscriptionsOf(workspace, 's2').map(({ filter }) => filter)]).toEqual([['a'], ['b']])
  })
})

test('cards belong to the saved connection, else to the client at the broker', () => {
  const options = { protocol: 'mqtts', host: 'Broker.Example', port: 8883, clientId: 'pc-1' } as Parameters<typeof workspaceKey>[0]['options']
  expect(workspaceKey({ options })).toBe('broker:mqtts://broker.example:8883#pc-1')
  expect(workspaceKey({ options, savedId: 'x7' })).toBe('saved:x7')
})
