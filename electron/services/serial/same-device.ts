import type { PortInfo } from '../../../shared/contract/serial.ts'

/**
 * Where the device that was `lost` is now, or `undefined` while it is not back. Its path may be another one: systems
 * number ports as they appear. Of a modem's several ports the one with the same interface is meant, and a second modem
 * of the same make that was there all along is not.
 */
export function findSameDevice(lost: PortInfo, ports: readonly PortInfo[]): string | undefined {
  // Built-in UARTs, pseudo-terminals and links have no identity but their path.
  if (lost.vendorId === undefined) return lost.path
  const alike = ports.filter(
    (port) => port.vendorId === lost.vendorId && port.productId === lost.productId && port.serialNumber === lost.serialNumber && partOf(port) === partOf(lost),
  )
  const samePlace = alike.find((port) => port.locationId !== undefined && port.locationId === lost.locationId)
  const samePath = alike.find((port) => port.path === lost.path)
  // A serial number is the device's own wherever it is plugged in.
  const anywhere = lost.serialNumber !== undefined && alike.length === 1 ? alike[0] : undefined
  return (samePlace ?? samePath ?? anywhere)?.path
}

/** The interface at the end of a location: `1-1.2:1.3` → `1.3`. Without one, all ports of a device look the same. */
const partOf = (port: PortInfo): string | undefined => port.locationId?.split(':')[1]
