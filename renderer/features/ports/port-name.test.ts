import { expect, test } from 'vitest'
import { shortPortName } from './port-name.ts'

test('a port is called by the end of its path that tells it apart', () => {
  expect([
    shortPortName({ path: '/dev/ttyUSB2', kind: 'system' }),
    shortPortName({ path: '/dev/pts/3', kind: 'system' }),
    shortPortName({ path: 'COM11', kind: 'system' }),
    shortPortName({ path: '/tmp/x/modem', kind: 'system' }),
    shortPortName({ path: 'tcp://10.0.0.5:2000', kind: 'tcp' }),
    shortPortName({ path: 'practice:quectel-ec20', kind: 'practice' }),
  ]).toEqual(['ttyUSB2', 'pts/3', 'COM11', 'modem', '10.0.0.5:2000', 'quectel-ec20'])
})
