import { describe, expect, it } from 'vitest'
import { asFurther, checkForm, fromRemembered, isIncomplete, newForm, toForm, toOptions, toRemember, withHost, withPracticeBroker, withProtocol, type BrokerForm } from './broker-form.ts'

const fresh = newForm('7f3a')
const filled = { ...fresh, host: 'broker.example.com' }
const { passphrase: _passphrase, servername: _servername, sessionExpiry: _expiry, will: _will, userProperties: _properties, reconnect: _reconnect, alpn: _alpn, ...plain } = filled
const file = { name: 'ca.pem', bytes: new Uint8Array([1]) }

describe('the port', () => {
  it('follows the protocol until it is typed', () => {
    expect((['mqtt', 'mqtts', 'ws', 'wss'] as const).map((protocol) => withProtocol(fresh, protocol).port)).toEqual([1883, 8883, 8083, 8084])
    expect(withProtocol({ ...fresh, port: 28883 }, 'mqtt').port).toBe(28883)
  })
})

describe('the host', () => {
  it('takes a pasted address apart', () => {
    const { protocol, host, port, path } = withHost(fresh, 'wss://iot.example.com:443/ws/mqtt')
    expect({ protocol, host, port, path }).toEqual({ protocol: 'wss', host: 'iot.example.com', port: 443, path: '/ws/mqtt' })
    expect(withHost(fresh, 'tcp://10.0.0.5')).toEqual({ ...fresh, protocol: 'mqtt', host: '10.0.0.5', port: 1883 })
  })
  it('is otherwise what was typed', () => {
    expect(withHost(fresh, 'mqtts:/')).toEqual({ ...fresh, host: 'mqtts:/' })
  })
})

describe('checking', () => {
  it('finds nothing wrong with a filled form', () => {
    expect(checkForm(filled)).toEqual({})
  })
  it('names each field that cannot work', () => {
    expect(
      checkForm({ ...fresh, port: '', keepAlive: 70_000, protocol: 'wss', path: 'mqtt', clientId: '', cleanSession: false, certificate: file }),
    ).toEqual({
      host: 'host-empty',
      port: 'port-range',
      path: 'path-slash',
      clientId: 'clientId-empty-persistent',
      keepAlive: 'keepAlive-range',
      privateKey: 'certificate-pair',
    })
  })
  it('sees typographic marks from an article', () => {
    expect(checkForm({ ...filled, host: '“a.com”', clientId: 'a，b' })).toEqual({ host: 'typographic', clientId: 'typographic' })
  })
  it('has no opinion on TLS files of a plain connection', () => {
    expect(checkForm({ ...filled, protocol: 'mqtt', certificate: file })).toEqual({})
  })
})

describe('what is sent', () => {
  it('is nothing while the form is wrong', () => {
    expect(toOptions(fresh)).toBeUndefined()
  })
  it('has a name and no TLS files on a plain connection', () => {
    expect(toOptions({ ...filled, host: ' broker.example.com ', protocol: 'mqtt', port: 1883, ca: file })).toEqual({
      ...plain,
      protocol: 'mqtt',
      port: 1883,
      name: 'broker.example.com:1883',
    })
  })
})

describe('what is rarely needed', () => {
  const will = { topic: 'gone', payload: new Uint8Array([1]), qos: 1, retain: false } as const
  const whole = {
    ...filled,
    version: 5,
    certificate: file,
    privateKey: file,
    passphrase: 'open sesame',
    servername: 'edge.example',
    alpn: ['mqtt'],
    sessionExpiry: 3600,
    will,
    userProperties: [{ name: 'a', value: '1' }],
    reconnect: { isOn: false, firstWait: 1, greatestWait: 60 },
  } as const satisfies BrokerForm

  it('is sent where it is filled in, and comes back into the form as it was', () => {
    const options = toOptions(whole)
    expect(options && toForm(options)).toEqual({ ...whole, name: 'broker.example.com:8883' })
  })
  it('stays behind where the protocol or the version has no place for it', () => {
    expect(toOptions({ ...whole, protocol: 'mqtt', port: 1883, version: 4 })).toEqual({ ...plain, protocol: 'mqtt', port: 1883, name: 'broker.example.com:1883', will, reconnect: whole.reconnect })
  })
  it('is checked at its field', () => {
    expect(
      checkForm({ ...whole, clientId: '', version: 3, will: { ...will, topic: 'a/#' }, reconnect: { isOn: true, firstWait: 10, greatestWait: 5 } }),
    ).toEqual({ clientId: 'clientId-empty-31', will: 'will-topic', reconnect: 'reconnect-range' })
    expect(checkForm({ ...whole, sessionExpiry: -1, userProperties: [{ name: '', value: 'x' }] })).toEqual({ sessionExpiry: 'sessionExpiry-range', userProperties: 'property-name' })
  })
})

it('fills itself from the practice broker', () => {
  const broker = { host: '127.0.0.1', tcpPort: 1, tlsPort: 2, wsPort: 3, wssPort: 4, username: 'bench', password: 'made-up', ca: file }
  expect(withPracticeBroker(fresh, broker)).toEqual({ ...fresh, host: '127.0.0.1', port: 2, username: 'bench', password: 'made-up', ca: file })
})

describe('what is remembered', () => {
  it('holds neither password nor files, and comes back', () => {
    const form = { ...filled, username: 'dev', password: 'hush', ca: file, privateKey: file }
    const kept = toRemember(form)
    expect(JSON.stringify(kept)).not.toMatch(/hush|ca\.pem/)
    expect(fromRemembered(kept, fresh)).toEqual({ ...filled, username: 'dev' })
  })
  it('leaves out who it is once a connection has that client ID', () => {
    const form = { ...filled, name: 'Lab', clientId: 'pc', username: 'dev', keepAlive: 30 }
    expect(asFurther(form, fresh, [{ clientId: 'another' }])).toBe(form)
    expect(asFurther(form, fresh, [{ clientId: 'pc' }])).toEqual({ ...filled, keepAlive: 30 })
  })
  it('is dropped when it does not fit', () => {
    expect(fromRemembered({ protocol: 'gopher' }, fresh)).toBe(fresh)
    expect(fromRemembered(null, fresh)).toEqual(fresh)
  })
})

it('knows a login that still lacks its password', () => {
  const options = toOptions({ ...filled, username: 'dev' })!
  expect([isIncomplete(options), isIncomplete({ ...options, password: 'x' }), isIncomplete({ ...options, username: '' })]).toEqual([true, false, false])
  // A certificate device may have a user name and no password, as at Tencent Cloud.
  expect(isIncomplete({ ...options, certificate: file, privateKey: file })).toBe(false)
  expect(isIncomplete({ ...options, password: 'x', certificate: file })).toBe(true)
})
