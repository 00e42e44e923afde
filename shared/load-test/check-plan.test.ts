import { expect, test } from 'vitest'
import { checkPlan, deliveriesPerSecond } from './check-plan.ts'

const plan = { publishers: 10, subscribers: 10, rate: 1000, payloadBytes: 256, delivery: 'each', topic: 'load' } as const
const codeOf = (change: Partial<Parameters<typeof checkPlan>[0]>) => checkPlan({ ...plan, ...change })?.code ?? null

test('what can be run', () => {
  expect([checkPlan(plan), codeOf({ publishers: 500, subscribers: 500, rate: 50_000 }), codeOf({ subscribers: 0, rate: 50_000 })]).toEqual([null, null, null])
})

test('limits that only hold together', () => {
  expect(codeOf({ publishers: 600, subscribers: 401 })).toBe('load-test.too-many-clients')
  expect(codeOf({ delivery: 'all', subscribers: 100, rate: 501 })).toBe('load-test.too-many-deliveries')
  expect(codeOf({ rate: 5000, payloadBytes: 65_536 })).toBe('load-test.too-much-data')
  expect(codeOf({ topic: 'load/#' })).toBe('mqtt.topic.wildcard-in-name')
})

test('deliveries a second', () => {
  expect([deliveriesPerSecond(plan), deliveriesPerSecond({ ...plan, delivery: 'all' }), deliveriesPerSecond({ ...plan, subscribers: 0 })]).toEqual([1000, 10_000, 0])
})
