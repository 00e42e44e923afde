import { expect, it } from 'vitest'
import { isFor } from './host-name.ts'

const identity = (hosts: readonly string[], addresses: readonly string[] = [], commonNames: readonly string[] = []) => ({ hosts, addresses, commonNames })

// RFC 6125, 6.4.3 and 6.4.4.
it.each([
  ['mqtt.example.com', 'mqtt.example.com', true],
  ['MQTT.Example.com', 'mqtt.example.COM.', true],
  ['mqtt.example.com', 'mqtt.example.org', false],
  ['*.example.com', 'mqtt.example.com', true],
  ['*.EXAMPLE.com', 'a1-ats.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'a.b.example.com', false],
  ['*.example.com', '.example.com', false],
  ['mqtt.*.com', 'mqtt.example.com', false],
  ['m*.example.com', 'mqtt.example.com', false],
  ['*.com', 'example.com', false],
  ['*', 'localhost', false],
  ['*.iot.eu-west-1.amazonaws.com', 'abc-ats.iot.eu-west-1.amazonaws.com', true],
])('a certificate for %s and the host %s: %s', (pattern, host, expected) => {
  expect(isFor(identity([pattern]), host)).toBe(expected)
})

it('takes an address by an address entry alone, in any spelling', () => {
  expect([
    isFor(identity([], ['192.168.1.10']), '192.168.1.10'),
    isFor(identity(['192.168.1.10'], [], ['192.168.1.10']), '192.168.1.10'),
    isFor(identity([], ['2001:db8::1']), '[2001:0DB8:0:0:0:0:0:1]'),
    isFor(identity([], ['::ffff:a00:1']), '::ffff:10.0.0.1'),
    isFor(identity([], ['2001:db8::1']), '2001:db8::2'),
    isFor(identity(['*.168.1.10']), '192.168.1.10'),
  ]).toEqual([true, false, true, true, false, false])
})

it('falls back on the common name only where no host is listed', () => {
  expect([isFor(identity([], [], ['broker.local']), 'broker.local'), isFor(identity(['other.local'], [], ['broker.local']), 'broker.local')]).toEqual([true, false])
})
