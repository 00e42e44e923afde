import { expect, it } from 'vitest'
import type { PortInfo } from '../../../shared/contract/serial.ts'
import { findSameDevice } from './same-device.ts'
import { fromBindings } from './system-ports.ts'

const modem = (path: string, locationId: string, serialNumber?: string): PortInfo => ({
  path,
  kind: 'system',
  label: 'EC20',
  vendorId: '2c7c',
  productId: '0125',
  locationId,
  ...(serialNumber === undefined ? {} : { serialNumber }),
})
const lost = modem('/dev/ttyUSB2', '1-1.2:1.2')

it('follows a device in the same socket to another path, by its interface', () => {
  const ports = [modem('/dev/ttyUSB2', '1-1.2:1.0'), modem('/dev/ttyUSB5', '1-1.2:1.3'), modem('/dev/ttyUSB4', '1-1.2:1.2')]
  expect(findSameDevice(lost, ports)).toBe('/dev/ttyUSB4')
})

it('does not take another interface of it, nor another product at its path', () => {
  expect(findSameDevice(lost, [modem('/dev/ttyUSB2', '1-1.2:1.3')])).toBeUndefined()
  expect(findSameDevice(lost, [{ ...lost, productId: '9999' }])).toBeUndefined()
  expect(findSameDevice(lost, [])).toBeUndefined()
})

it('does not take a second modem of the same make that was there all along', () => {
  expect(findSameDevice(lost, [modem('/dev/ttyUSB6', '1-1.3:1.2')])).toBeUndefined()
  const withSerial = modem('/dev/ttyUSB2', '1-1.2:1.2', 'A1')
  expect(findSameDevice(withSerial, [modem('/dev/ttyUSB2', '1-1.2:1.2', 'B2')])).toBeUndefined()
})

it('knows a serial number in any socket', () => {
  const withSerial = modem('/dev/ttyUSB2', '1-1.2:1.2', 'A1')
  const ports = [modem('/dev/ttyUSB8', '2-1:1.1', 'A1'), modem('/dev/ttyUSB9', '2-1:1.2', 'A1')]
  expect(findSameDevice(withSerial, ports)).toBe('/dev/ttyUSB9')
})

it('takes the same path in another socket', () => {
  expect(findSameDevice(lost, [modem('/dev/ttyUSB2', '1-4:1.2')])).toBe('/dev/ttyUSB2')
})

it('has only the path of what has no identity', () => {
  expect(findSameDevice({ path: '/dev/pts/3', kind: 'system', label: '' }, [])).toBe('/dev/pts/3')
})

it('reads the interface of Windows ports', () => {
  expect(
    fromBindings({
      path: 'COM11',
      friendlyName: 'Quectel USB AT Port (COM11)',
      manufacturer: 'Quectel',
      vendorId: '2C7C',
      productId: '0125',
      locationId: '0000.001a',
      pnpId: 'USB\\VID_2C7C&PID_0125&MI_02\\6&1',
    }),
  ).toEqual({
    path: 'COM11',
    kind: 'system',
    label: 'Quectel USB AT Port (COM11)',
    manufacturer: 'Quectel',
    vendorId: '2c7c',
    productId: '0125',
    locationId: '0000.001a:MI_02',
  })
})
