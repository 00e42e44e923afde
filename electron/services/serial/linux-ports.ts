import { access, readdir, readFile, readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { PortInfo } from '../../../shared/contract/serial.ts'

// serialport lists by running `udevadm`, which containers and small systems lack and which says neither a device's
// product name nor which of a modem's several interfaces a port is. sysfs has both, and needs no program.

/** Where the kernel's two file systems are; others in tests. */
export type LinuxRoots = { readonly sys: string; readonly dev: string }
export const linuxRoots: LinuxRoots = { sys: '/sys', dev: '/dev' }

/** Names that only serial drivers use, for systems without sysfs. */
const serialNames = /^(ttyUSB|ttyACM|ttyAMA|ttyTHS|ttymxc|ttySC|ttyO|ttyXRUSB|ttyWCH|ttyHS|rfcomm|ttyS)\d+$/

/** All ports with hardware behind them, USB first; rejects when neither sysfs nor /dev can be read. */
export async function listLinuxPorts(roots: LinuxRoots = linuxRoots): Promise<PortInfo[]> {
  const names = await ttyNames(roots)
  const ports = await Promise.all(names.map((name) => describePort(roots, name)))
  return ports.filter((port) => port !== undefined).toSorted(byUse)
}

const byUse = (a: PortInfo, b: PortInfo): number =>
  Number(b.vendorId !== undefined) - Number(a.vendorId !== undefined) || a.path.localeCompare(b.path, 'en', { numeric: true })

async function ttyNames({ sys, dev }: LinuxRoots): Promise<string[]> {
  const known = await readdir(join(sys, 'class/tty')).catch(() => undefined)
  // Consoles and pseudo-terminals have no device behind them.
  if (known) return filterAsync(known, (name) => exists(join(sys, 'class/tty', name, 'device')))
  return (await readdir(dev)).filter((name) => serialNames.test(name))
}

async function describePort({ sys, dev }: LinuxRoots, name: string): Promise<PortInfo | undefined> {
  const path = join(dev, name)
  const tty = join(sys, 'class/tty', name)
  if (!(await exists(path)) || (await isPhantom(tty, name))) return undefined
  const device = await realpath(join(tty, 'device')).catch(() => undefined)
  const usb = device ? await usbIdentity(device) : undefined
  if (usb) return { path, kind: 'system', ...usb }
  const driver = await readlink(join(tty, 'device/driver')).catch(() => undefined)
  return { path, kind: 'system', label: /^ttyS\d+$/.test(name) ? 'UART' : driver ? basename(driver) : name }
}

/** The kernel makes 4 to 32 ttyS nodes whether there are UARTs or not; type 0 is "none found". */
async function isPhantom(tty: string, name: string): Promise<boolean> {
  if (!/^ttyS\d+$/.test(name)) return false
  const type = await read(join(tty, 'type'))
  if (type !== undefined) return type === '0'
  // Older kernels let only root read the type. This driver is the one that makes the spare nodes.
  const driver = await readlink(join(tty, 'device/driver')).catch(() => '')
  return basename(driver) === 'serial8250'
}

type Identity = Omit<PortInfo, 'path' | 'kind'>

/**
 * Climbs from the tty's device to the USB device above it. `locationId` is the interface's name in sysfs,
 * `1-1.2:1.3`: hub ports, then configuration and interface. A modem has several ports that differ only there.
 */
async function usbIdentity(device: string): Promise<Identity | undefined> {
  let interfaceFolder: string | undefined
  for (let folder = device; folder.length > 1 && folder !== dirname(folder); folder = dirname(folder)) {
    if (/^\d+-[\d.]+:\d+\.\d+$/.test(basename(folder))) interfaceFolder = folder
    const vendorId = await read(join(folder, 'idVendor'))
    if (!vendorId) continue
    const [productId, product, manufacturer, serialNumber, interfaceName] = await Promise.all([
      read(join(folder, 'idProduct')),
      read(join(folder, 'product')),
      read(join(folder, 'manufacturer')),
      read(join(folder, 'serial')),
      interfaceFolder ? read(join(interfaceFolder, 'interface')) : undefined,
    ])
    const number = interfaceFolder?.split('.').at(-1)
    const name = product ?? manufacturer ?? `USB ${vendorId}:${productId ?? '?'}`
    return {
      label: interfaceName ? `${name}, ${interfaceName}` : number === undefined ? name : `${name}, interface ${number}`,
      vendorId,
      locationId: basename(interfaceFolder ?? folder),
      ...(productId ? { productId } : {}),
      ...(manufacturer ? { manufacturer } : {}),
      ...(serialNumber ? { serialNumber } : {}),
    }
  }
  return undefined
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Trimmed content; `undefined` when missing, unreadable or empty. */
const read = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').then(
    (content) => content.trim() || undefined,
    () => undefined,
  )

async function filterAsync<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<T[]> {
  const passed = await Promise.all(items.map(test))
  return items.filter((_, i) => passed[i])
}
