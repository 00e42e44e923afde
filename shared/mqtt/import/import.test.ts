import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fromUtf8, utf8 } from '../../text/bytes.ts'
import { readImport, type ReadImport } from './import.ts'
import { emptyTemplate, newPublisher, newSubscriber, plainOptions } from '../workspace/schema.ts'
import { colourOf } from './cards.ts'
import { formatOwn } from './own-file.ts'

const vector = (name: string): string => readFileSync(new URL(`../../../test/vectors/mqtt-connections/${name}.json`, import.meta.url), 'utf8')

function read(content: string): ReadImport {
  const result = readImport(content)
  if (!result || 'syntax' in result) throw new Error(JSON.stringify(result))
  return result
}
const told = ({ problems }: ReadImport) => problems.map(({ place, what }) => `${place}: ${what.en}`)

const plain = { ca: null, certificate: null, privateKey: null, verifyServer: true }

test('MQTTX: connections in their folders, and each thing that was not taken over', () => {
  const result = read(vector('mqttx'))
  expect(result.source).toBe('mqttx')
  expect(result.connections).toEqual([
    {
      folder: 'Lab / Meters',
      missing: ['ca', 'certificate', 'privateKey'],
      options: {
        ...plain,
        name: 'Lab broker',
        protocol: 'mqtts',
        host: 'broker.example.com',
        port: 8883,
        path: '/mqtt',
        clientId: 'mqttx_bench01',
        username: 'bench',
        password: 'made-up-password',
        keepAlive: 45,
        cleanSession: false,
        version: 5,
        alpn: ['mqtt'],
        sessionExpiry: 7200,
        userProperties: [
          { name: 'site', value: '深圳' },
          { name: 'tag', value: 'a' },
          { name: 'tag', value: 'b' },
        ],
        will: { topic: 'gone/bench01', payload: utf8('{"online":false}'), qos: 1, retain: true, delay: 30 },
        reconnect: { isOn: true, firstWait: 4, greatestWait: 60 },
      },
      workspace: {
        cards: [newPublisher('p1', '', { ...emptyTemplate, topic: 'a', payload: '{}' }), newSubscriber('s1')],
        subscriptions: [{ filter: 'a/#', cardId: 's1', qos: 0, isOn: true, colour: 'none', alias: '', format: null, options: plainOptions }],
      },
    },
    {
      folder: '',
      options: {
        ...plain,
        name: '网页端',
        protocol: 'ws',
        host: 'ws.example.com',
        port: 8083,
        path: '/mqtt?token=made-up-token',
        clientId: 'mqttx_ws',
        username: '',
        password: '',
        keepAlive: 60,
        cleanSession: true,
        version: 4,
        reconnect: { isOn: false, firstWait: 4, greatestWait: 60 },
      },
    },
    {
      folder: '',
      options: {
        ...plain,
        name: 'Broken port',
        protocol: 'mqtt',
        host: 'h.example.com',
        port: 1883,
        path: '/mqtt',
        clientId: 'c',
        username: '',
        password: '',
        keepAlive: 60,
        cleanSession: true,
        version: 4,
        reconnect: { isOn: true, firstWait: 4, greatestWait: 60 },
      },
    },
  ])
  expect(told(result)).toEqual([
    String.raw`#3 Lab broker: ca: only the file's place is in the list (C:\certs\ca.pem): choose the file again`,
    String.raw`#3 Lab broker: cert: only the file's place is in the list (C:\certs\client.pem): choose the file again`,
    String.raw`#3 Lab broker: key: only the file's place is in the list (C:\certs\client.key): choose the file again`,
    '#3 Lab broker: properties: authenticationMethod: extended authentication is not known here; left out',
    '#4 网页端: unknown fields, left out: brandNewField',
    '#5 Broken port: protocol: “quic” is unknown; mqtt is used',
    '#5 Broken port: mqttVersion: “4.9” is unknown; MQTT 3.1.1 is used',
    '#5 Broken port: port: a whole number from 1 to 65535 is needed; 1883 is used',
    '#5 Broken port: keepalive: a whole number from 0 to 65535 is needed; 60 is used',
    '#6 No host: host: cannot be used; the connection is left out',
    '#7: is no connection; left out',
  ])
})

test('MQTTX, older: one connection alone, its MQTT 5 values beside the rest', () => {
  const result = read(vector('mqttx-older'))
  expect(result.connections.map(({ options: { protocol, host, version, sessionExpiry } }) => [protocol, host, version, sessionExpiry])).toEqual([['mqtts', 'old.example.com', 5, 60]])
  expect(told(result)).toEqual([])
})

test('folders of MQTTX that lie in one another in a ring come to an end', () => {
  const ring = [
    { id: 'a', name: 'A', isCollection: true, parentId: 'b' },
    { id: 'b', name: 'B', isCollection: true, parentId: 'a' },
    { name: 'x', clientId: 'c', host: 'h.example', port: 1883, parentId: 'a' },
  ]
  expect(read(JSON.stringify(ring)).connections.map(({ folder }) => folder)).toEqual(['B / A'])
})

test('MQTTBox: certificates as they stand in the record, port and path out of the host, MQTT 3.1', () => {
  const result = read(vector('mqttbox'))
  const [first, second] = result.connections.map(({ options }) => options)
  expect(result.source).toBe('mqttbox')
  expect(first && [first.name, first.protocol, first.host, first.port, first.version, first.clientId, first.keepAlive, first.password, first.passphrase]).toEqual([
    'Box TLS', 'mqtts', 'iot.example.com', 8884, 4, '0f1e2d3c-box', 10, 'made-up-password', 'made-up-passphrase',
  ])
  expect([first?.ca, first?.certificate, first?.privateKey].map((file) => file && [file.name, fromUtf8(file.bytes).slice(0, 20)])).toEqual([
    ['ca.pem', '-----BEGIN CERTIFICA'],
    ['device.pem', '-----BEGIN CERTIFICA'],
    ['device.key', '-----BEGIN ENCRYPTED'],
  ])
  expect(first?.will).toEqual({ topic: 'gone', payload: utf8('bye'), qos: 1, retain: true })
  expect(second && [second.name, second.protocol, second.host, second.port, second.path, second.version, second.clientId, second.ca]).toEqual(['Older box', 'ws', 'test.example.org', 8080, '/mqtt', 3, 'older-box', null])
  expect(told(result)).toEqual([
    '#1 Box TLS: sslTlsVersion: TLSv1_method: the version is agreed with the broker here (TLS 1.2 or 1.3)',
    '#1 Box TLS: timestampClientId: the client ID is used as it stands, without the time behind it',
  ])
})

test('MQTTBox’s data base as an object by its own numbers', () => {
  const byId = Object.fromEntries((JSON.parse(vector('mqttbox')) as { mcsId?: string; bsId?: string }[]).map((one) => [one.mcsId ?? one.bsId, one]))
  expect(read(JSON.stringify(byId)).connections.map(({ options }) => options.name)).toEqual(['Box TLS', 'Older box'])
})

test('our own file comes back as it went, bytes included; a broken entry costs only itself', () => {
  const connections = read(vector('mqttx')).connections.map(({ folder, options }) => ({ folder, options }))
  const text = formatOwn(connections)
  expect(read(text)).toEqual({ source: 'atelier', connections, problems: [] })
  const data = JSON.parse(text) as { connections: { options: { port: unknown } }[] }
  data.connections[0]!.options.port = 'x'
  const result = read(JSON.stringify(data))
  expect([result.connections, told(result)]).toEqual([connections.slice(1), ['#1 Lab broker: port: cannot be used; the connection is left out']])
})

test('our own file of a newer program: what it has more is named, and the rest is there', () => {
  const connections = read(vector('mqttx')).connections.map(({ folder, options }) => ({ folder, options }))
  const data = JSON.parse(formatOwn(connections.slice(0, 2))) as { connections: { colour?: string; options: Record<string, unknown> & { will?: object } }[]; madeBy?: string }
  data.madeBy = 'atelier 9'
  const [first, second] = data.connections
  if (!first || !second) throw new Error('two are needed')
  first.colour = 'red'
  first.options['priority'] = 3
  first.options['will'] = { ...first.options.will, contentType: 'text/plain', nothing: null }
  const result = read(JSON.stringify(data))
  expect([result.connections, told(result)]).toEqual([connections.slice(0, 2), [': unknown fields, left out: madeBy', '#1 Lab broker: unknown fields, left out: options.will.contentType, options.priority, colour']])
})

test('MQTTX: what its will says and ours cannot is named', () => {
  const one = { name: 'x', clientId: 'c', host: 'h.example', port: 1883, will: { lastWillTopic: 'gone', lastWillPayload: 'bye', properties: { willDelayInterval: 3, contentType: 'text/plain', responseTopic: '' } } }
  const result = read(JSON.stringify([one, { ...one, will: { lastWillTopic: '', properties: { contentType: 'x' } } }]))
  expect(result.connections.map(({ options }) => options.will)).toEqual([{ topic: 'gone', payload: utf8('bye'), qos: 0, retain: false, delay: 3 }, undefined])
  expect(told(result)).toEqual(['#1 x: will: properties: unknown fields, left out: contentType'])
})

test('our own file without its secrets names those that are missing; a name that is none of them is passed over', () => {
  const [first] = read(vector('mqttx')).connections
  if (!first) throw new Error('one is needed')
  const { folder, options } = first
  const given = { folder, options, missing: ['password', 'privateKey'] as const }
  expect(read(formatOwn([given])).connections).toEqual([given])
  const data = JSON.parse(formatOwn([given])) as { connections: { missing: unknown }[] }
  data.connections[0]!.missing = ['host', 7, 'password']
  expect(read(JSON.stringify(data)).connections).toEqual([{ folder, options, missing: ['password'] }])
})

test.each(['[]', '{}', '7', 'null', '"x"', '[{"name":"x"}]'])('%s is no list of connections', (content) => {
  expect(readImport(content)).toBeNull()
})

test('what is not JSON says where', () => {
  expect(readImport('{"a":')).toEqual({ syntax: expect.stringMatching(/JSON/) as string })
})

/** As the two tools write them: fields after MQTTX's SubscriptionModel and MessageModel, and MQTTBox's PublisherSettings and SubscriberSettings. */
const kept = (filter: string, more = {}) => ({ filter, cardId: 's1', qos: 0, isOn: true, colour: 'none', alias: '', format: null, options: plainOptions, ...more })

test('MQTTX: subscriptions with name, colour and what is off; several in one; the message that was sent last', () => {
  const one = {
    id: 'c', name: 'Lab', clientId: 'pc', protocol: 'mqtt', host: 'h.example.com', port: 1883, mqttVersion: '5.0',
    subscriptions: [
      { id: 's1', topic: 'plant/+/up, plant/+/status', qos: 1, alias: '产线', color: '#34C388', createAt: '2025-01-02 03:04:05:006' },
      { id: 's2', topic: 'plant/old', qos: 0, color: '#D54941', disabled: true },
      { id: 's3', topic: '#', qos: 0 },
      { id: 's4', topic: 'plant/#/x', qos: 0 },
    ],
    messages: [
      { id: 'm1', out: true, topic: 'plant/1/down', payload: 'first', qos: 1, retain: true },
      { id: 'm2', out: true, topic: 'plant/2/down', payload: '{"on":1}', qos: 2, retain: false },
      { id: 'm3', out: false, topic: 'plant/2/up', payload: 'received', qos: 0, retain: false },
    ],
  }
  const result = read(JSON.stringify([one]))
  expect(result.connections[0]?.workspace).toEqual({
    cards: [newPublisher('p1', '', { ...emptyTemplate, topic: 'plant/2/down', payload: '{"on":1}', qos: 2 }), newSubscriber('s1')],
    subscriptions: [
      kept('plant/+/up', { qos: 1, alias: '产线', colour: 'green' }),
      kept('plant/+/status', { qos: 1, alias: '产线', colour: 'green' }),
      kept('plant/old', { colour: 'red', isOn: false }),
      // Never subscribed without being asked.
      kept('#', { isOn: false }),
    ],
  })
  expect(told(result)).toEqual(['#1 Lab: subscriptions: topic: “plant/#/x” is no topic filter; left out'])
})

test('MQTTBox: a card for each publisher and each subscriber', () => {
  const one = {
    mcsId: 'm', mqttClientName: 'Box', mqttClientId: 'pc', protocol: 'mqtt', host: 'h.example.com:1883', timestampClientId: false,
    publishSettings: [
      { pubId: 'a', topic: 'x/down', qos: 1, retain: false, payload: 'on', addedOn: 1, updatedOn: 1, publishedMessages: [] },
      { pubId: 'b', topic: '', qos: 0, retain: false, payload: '' },
      { pubId: 'c', topic: 'y/down', qos: 0, retain: true, payload: 'off' },
    ],
    subscribeSettings: [
      { subId: 'a', topic: 'x/up', qos: 1, addedOn: 1, updatedOn: 1, isSubscribed: true, subscribedMessages: [] },
      { subId: 'b', topic: 'y/up', qos: 0 },
      { subId: 'c', topic: 'x/up', qos: 0 },
    ],
  }
  expect(read(JSON.stringify([one])).connections[0]?.workspace).toEqual({
    cards: [
      newPublisher('p1', '', { ...emptyTemplate, topic: 'x/down', payload: 'on', qos: 1 }),
      newPublisher('p2', '', { ...emptyTemplate, topic: 'y/down', payload: 'off', retain: true }),
      newSubscriber('s1'),
      newSubscriber('s2'),
      newSubscriber('s3'),
    ],
    subscriptions: [kept('x/up', { qos: 1 }), kept('y/up', { cardId: 's2' })],
  })
})

test('colours of another tool are the nearest here; grey and what is none have none', () => {
  expect(['#34C388', '#6ECBEE', '#D08CF1', '#907AEF', '#EDB16E', '#ff0000', '#808080', 'green', ''].map(colourOf)).toEqual(['green', 'blue', 'violet', 'violet', 'yellow', 'red', 'none', 'none', 'none'])
})
