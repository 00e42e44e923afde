import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
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

it('a write to a server that has hung up says that the connection is lost, whichever is noticed first', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const path = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
  const codes = new Set<string>()
  for (let attempt = 0; attempt < 50; attempt++) {
    const opened = await createTcpProvider().open(path, defaultLineSettings)
    if (!opened.ok) throw new Error(opened.failure.code)
    let written = await opened.value.write(new Uint8Array([65]))
    // Later by some turns of the event loop each time: the end is known in steps.
    while (written.ok) {
      for (let turn = 0; turn < attempt % 5; turn++) await setImmediate()
      written = await opened.value.write(new Uint8Array([65]))
    }
    codes.add(written.failure.code)
    await opened.value.close()
  }
  server.close()
  expect([...codes]).toEqual(['port.vanished'])
})
