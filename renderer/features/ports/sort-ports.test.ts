import { expect, test } from 'vitest'
import type { PortInfo } from '../../../shared/contract/serial.ts'
import { sortPorts } from './sort-ports.ts'

const port = (path: string, kind: PortInfo['kind'] = 'system'): PortInfo => ({ path, kind, label: path })

test('real devices come first, recent ones on top, numbers in counting order, practice last', () => {
  const ports = [port('practice:quectel-ec20', 'practice'), port('/dev/ttyUSB10'), port('/dev/ttyUSB2'), port('/dev/ttyS0')]
  expect(sortPorts(ports, ['practice:quectel-ec20', '/dev/ttyUSB10']).map(({ path }) => path)).toEqual([
    '/dev/ttyUSB10',
    '/dev/ttyS0',
    '/dev/ttyUSB2',
    'practice:quectel-ec20',
  ])
})

test('a TCP server used before is offered again, a vanished device is not', () => {
  expect(sortPorts([port('COM3')], ['tcp://10.0.0.5:2000', 'COM9']).map(({ path, kind }) => [path, kind])).toEqual([
    ['COM3', 'system'],
    ['tcp://10.0.0.5:2000', 'tcp'],
  ])
})
