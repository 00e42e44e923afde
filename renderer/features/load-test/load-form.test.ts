import { describe, expect, test } from 'vitest'
import { firstForm, isHalfPair, planOf, problemOf, totals, withBroker, withHost, wrongFields } from './load-form.ts'

describe('the form of a load test', () => {
  test('can be started as it opens', () => {
    expect([wrongFields(firstForm), problemOf(firstForm), planOf(firstForm)]).toEqual([[], null, firstForm])
  })

  test('names the fields that hold nothing or too much', () => {
    expect(wrongFields({ ...firstForm, rate: '', publishers: 1001, seconds: 0, payloadBytes: 19 })).toEqual(['publishers', 'rate', 'payloadBytes', 'seconds'])
    expect(planOf({ ...firstForm, rate: '' })).toBeNull()
    expect(planOf({ ...firstForm, broker: { ...firstForm.broker, host: ' ' } })).toBeNull()
  })

  test('says what only all fields together exceed', () => {
    expect(problemOf({ ...firstForm, delivery: 'all', subscribers: 100, rate: 1000 })?.code).toBe('load-test.too-many-deliveries')
  })

  test('takes broker and login of a connection, without its will', () => {
    const options = { ...firstForm.broker, host: 'lab', clientId: '', username: 'u', password: 'p', will: { topic: 'w', payload: new Uint8Array(), qos: 0 as const, retain: false } }
    const { will, ...rest } = options
    expect(will.topic).toBe('w')
    expect(withBroker(firstForm, options).broker).toEqual({ ...rest, clientId: 'atelier-load' })
  })

  test('certificates go with TLS alone, and only as a pair', () => {
    const file = (name: string) => ({ name, bytes: new Uint8Array([1]) })
    const files = { ca: file('ca.pem'), certificate: file('c.pem'), privateKey: file('k.pem'), passphrase: 'open' }
    const form = (change: Partial<typeof firstForm.broker>) => ({ ...firstForm, broker: { ...firstForm.broker, ...files, ...change } })
    expect(planOf(form({ protocol: 'mqtts' }))?.broker).toEqual({ ...firstForm.broker, ...files, protocol: 'mqtts' })
    expect(planOf(form({ protocol: 'ws' }))?.broker).toEqual({ ...firstForm.broker, protocol: 'ws' })
    expect([isHalfPair(form({ protocol: 'wss', privateKey: null }).broker), planOf(form({ protocol: 'wss', privateKey: null }))]).toEqual([true, null])
    expect(planOf(form({ protocol: 'mqtt', privateKey: null }))).not.toBeNull()
    // A pass phrase of a key that was taken away again is nobody's.
    expect(planOf(form({ protocol: 'mqtts', certificate: null, privateKey: null }))?.broker).not.toHaveProperty('passphrase')
  })

  test('another host is checked by its own name', () => {
    expect(withHost({ ...firstForm.broker, servername: 'edge.example' }, 'lab')).toEqual({ ...firstForm.broker, host: 'lab' })
  })

  test('adds up what is asked of the broker', () => {
    const plan = planOf({ ...firstForm, delivery: 'all', subscribers: 3, rate: 100, seconds: 10, payloadBytes: 100 })
    expect(plan && totals(plan)).toEqual({ messages: 1000, deliveries: 300, bytesPerSecond: 40_000 })
  })
})
