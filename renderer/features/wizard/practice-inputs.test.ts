import { expect, it } from 'vitest'
import { findCloud } from '../../../shared/clouds/index.ts'
import { findModem } from '../../../shared/modems/index.ts'
import { text } from '../../../shared/text/local-text.ts'
import { isOnBench, practiceInputs } from './practice-inputs.ts'

// A self-made CA would do as well: what is checked is that it is one.
const ca = { name: 'practice-ca.pem', bytes: new Uint8Array([1]) }
const broker = { host: '127.0.0.1', tcpPort: 1001, tlsPort: 1002, wsPort: 1003, wssPort: 1004, username: 'bench', password: 'made-up', ca }
const cloud = findCloud('mqtt')!
const alibaba = findCloud('alibaba-iot')!
const [ec20, nt35e] = [findModem('quectel-ec20')!, findModem('lierda-nt35e')!]
const circumstances = { now: 1_700_000_000_000, random: '0123456789abcdef0123456789abcdef' }
const bench = { broker, clouds: [] }

it('fills the whole form of a newcomer', () => {
  expect(practiceInputs(bench, ec20, cloud, {}, circumstances)).toEqual({
    preset: 'custom',
    transport: 'mqtt',
    host: '127.0.0.1',
    port: '1002',
    tls: 'server',
    ca,
    username: 'bench',
    password: 'made-up',
    clientId: 'ec20-bench-01',
    publishTopic: 'bench/ec20/up',
    subscribeTopic: 'bench/ec20/down',
    payload: '{"params":{"IndoorTemperature":25.4}}',
  })
})

it('takes the plain port for a modem without TLS', () => {
  expect(practiceInputs(bench, nt35e, cloud, {}, circumstances)).toMatchObject({ port: '1001', tls: 'none', clientId: 'nt35e-bench-01', publishTopic: 'bench/nt35e/up' })
})

it('leaves what a person chose for the exchange', () => {
  const filled = practiceInputs(bench, ec20, cloud, { clientId: 'mine', publishTopic: 'a/b', subscribeTopic: '', payload: 'hi' }, circumstances)
  expect(Object.keys(filled).toSorted()).toEqual(['ca', 'host', 'password', 'port', 'preset', 'subscribeTopic', 'tls', 'transport', 'username'])
})

it('gives a cloud only the fields it has', () => {
  const small = { ...cloud, fields: cloud.fields.filter((field) => field.key === 'host') }
  expect(practiceInputs(bench, ec20, small, {}, circumstances)).toEqual({ host: '127.0.0.1' })
})

it('fills a cloud’s form with the demo device that the modem can log in as, and its own topics', () => {
  const device = { productKey: 'a1demo', deviceName: 'one', deviceSecret: '0123456789abcdef0123456789abcdef', host: 'localhost' }
  const demo = (id: string, operation: string, inputs: Record<string, string>) => ({ id, title: text('x', 'x'), operation, inputs: { ...device, ...inputs } })
  const demos = [demo('r', 'http-register', { transport: 'tls', port: '2001', productSecret: 'fedcba9876543210', httpEndpoint: 'http://localhost:2003', random: 'abc' }), demo('tls', 'login', { transport: 'tls', port: '2001' }), demo('tcp', 'login', { transport: 'tcp', port: '2002' })]
  const withCloud = { broker, clouds: [{ id: 'alibaba-iot', name: text('x', 'x'), product: 'a1demo', device: 'one', demos }] }
  const filled = practiceInputs(withCloud, nt35e, alibaba, {}, circumstances)
  expect(filled).toMatchObject({ transport: 'tcp', port: '2002', deviceName: 'one', publishTopic: '/sys/a1demo/one/thing/event/property/post' })
  expect(filled['clientId']).toBeUndefined()
  const registered = practiceInputs(withCloud, findModem('luat-air780e')!, alibaba, {}, circumstances, 'http-register')
  expect(registered).toMatchObject({ productSecret: 'fedcba9876543210', httpEndpoint: 'http://localhost:2003', port: '2001' })
  expect([filled, registered].map((inputs) => isOnBench(withCloud, alibaba, inputs, 'http-register'))).toEqual([false, true])
  expect([isOnBench(withCloud, alibaba, filled), isOnBench(withCloud, alibaba, {}), isOnBench(withCloud, cloud, filled)]).toEqual([true, false, false])
})
