import { expect, it } from 'vitest'
import { connectFailure, createTcpProvider, parseAddress } from './tcp-provider.ts'
import { createSystemProvider } from './system-provider.ts'

it.each([
  ['tcp://192.168.1.7:8899', { host: '192.168.1.7', port: 8899 }],
  ['TCP://bench-1.lan:23/', { host: 'bench-1.lan', port: 23 }],
  ['tcp://[fe80::1%eth0]:23', { host: 'fe80::1%eth0', port: 23 }],
  ['tcp://host', undefined],
  ['tcp://host:0', undefined],
  ['tcp://host:65536', undefined],
  ['tcp://:23', undefined],
  ['tcp://host:23/path', undefined],
  ['tcp://user@host:23', undefined],
])('%s', (path, address) => {
  expect(parseAddress(path)).toEqual(address)
})

it('says why a server was not reached', () => {
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EMFILE']
  expect(codes.map((code) => connectFailure('tcp://h:1', code, '').code)).toEqual([
    'port.tcp-refused',
    'port.tcp-host-not-found',
    'port.tcp-host-not-found',
    'port.tcp-timeout',
    'port.tcp-unreachable',
    'port.tcp-unreachable',
    'port.tcp-failed',
  ])
})

it('shares typed paths out among the providers', () => {
  const paths = ['/dev/pts/3', 'COM11', './modem', 'tcp://h:1', 'practice:quectel-ec20']
  const [system, tcp] = [createSystemProvider(), createTcpProvider()]
  expect(paths.map((path) => [system.accepts(path), tcp.accepts(path)])).toEqual([
    [true, false],
    [true, false],
    [true, false],
    [false, true],
    [false, false],
  ])
})
