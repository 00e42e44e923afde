import { describe, expect, it } from 'vitest'
import { findCloud } from '../../../shared/clouds/index.ts'
import type { Plan } from '../../../shared/wizard/plan.ts'
import { exampleFor, firstDraft, topicsFor } from './after-connect.ts'

const topics = findCloud('alibaba-iot')?.topics({ productKey: 'pk', deviceName: 'dn' }) ?? []
const run = (exchange: Partial<Plan['job']['exchange']>) => ({
  topics,
  plan: { job: { credential: {}, exchange: { payload: '', qos: 0, subscribeQos: 0, retain: false, ...exchange } } } as unknown as Plan,
})

const post = '/sys/pk/dn/thing/event/property/post'
const example = '{"id":"123","version":"1.0","params":{"Temp":25},"method":"thing.event.property.post"}'

describe('the page after connecting', () => {
  it('begins with the cloud’s first topic of each direction and its example', () => {
    expect(firstDraft(run({}))).toStrictEqual({
      kind: 'publish',
      topics: { publish: post, subscribe: '/sys/pk/dn/thing/event/property/post_reply' },
      qos: { publish: 0, subscribe: 0 },
      payload: example,
    })
  })

  it('begins with the plan’s own topics where it has some, and offers them first', () => {
    const own = run({ publishTopic: 'my/up', payload: 'hello', qos: 1 })
    expect(firstDraft(own)).toMatchObject({ topics: { publish: 'my/up' }, payload: 'hello', qos: { publish: 1, subscribe: 0 } })
    expect(topicsFor(own, 'publish').slice(0, 2).map(({ topic }) => topic)).toStrictEqual(['my/up', post])
    expect(topicsFor(own, 'subscribe').some(({ topic }) => topic === 'my/up')).toBe(false)
  })

  it('puts in another topic’s example, but never over a message of one’s own', () => {
    const known = run({})
    const draft = firstDraft(known)
    const reply = '/sys/pk/dn/thing/service/property/set_reply'
    expect(exampleFor(known, reply, draft)).toBe('{"code":200,"data":{},"id":"123","version":"1.0"}')
    expect(exampleFor(known, reply, { ...draft, payload: '{"mine":1}' })).toBeUndefined()
    expect(exampleFor(known, 'no/such/topic', draft)).toBeUndefined()
  })
})
