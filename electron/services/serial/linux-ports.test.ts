import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listLinuxPorts, type LinuxRoots } from './linux-ports.ts'

let roots: LinuxRoots = { sys: '', dev: '' }
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sysfs-'))
  roots = { sys: join(folder, 'sys'), dev: join(folder, 'dev') }
  mkdirSync(roots.dev)
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const file = (path: string, content: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
/** A tty with its node in /dev, its device folder below `devices`, and files in its class folder. */
function tty(name: string, device: string, extra: Record<string, string> = {}): void {
  const target = join(roots.sys, 'devices', device)
  mkdirSync(target, { recursive: true })
  const own = join(roots.sys, 'class/tty', name)
  mkdirSync(own, { recursive: true })
  symlinkSync(target, join(own, 'device'))
  for (const [key, value] of Object.entries(extra)) file(join(own, key), value)
  file(join(roots.dev, name), '')
}
const usb = (folder: string, fields: Record<string, string>): void => {
  for (const [key, value] of Object.entries(fields)) file(join(roots.sys, 'devices', folder, key), `${value}\n`)
}

describe('ports of a Linux machine', () => {
  it('names a modem and tells its interfaces apart', async () => {
    usb('pci/usb1/1-1/1-1.2', { idVendor: '2c7c', idProduct: '0125', manufacturer: 'Quectel', product: 'EC20-CE' })
    file(join(roots.sys, 'devices/pci/usb1/1-1/1-1.2/1-1.2:1.3/interface'), 'USB AT Port\n')
    tty('ttyUSB10', 'pci/usb1/1-1/1-1.2/1-1.2:1.3/ttyUSB10')
    tty('ttyUSB2', 'pci/usb1/1-1/1-1.2/1-1.2:1.2/ttyUSB2')
    const quectel = { kind: 'system', manufacturer: 'Quectel', vendorId: '2c7c', productId: '0125' }
    expect(await listLinuxPorts(roots)).toEqual([
      { ...quectel, path: join(roots.dev, 'ttyUSB2'), label: 'EC20-CE, interface 2', locationId: '1-1.2:1.2' },
      { ...quectel, path: join(roots.dev, 'ttyUSB10'), label: 'EC20-CE, USB AT Port', locationId: '1-1.2:1.3' },
    ])
  })

  it('leaves out spare ttyS nodes, consoles and nodes that are missing', async () => {
    tty('ttyS0', 'pnp/00:04', { type: '4\n' })
    tty('ttyS1', 'platform/serial8250', { type: '0\n' })
    tty('ttyAMA0', 'platform/soc/uart')
    symlinkSync('/sys/bus/amba/drivers/uart-pl011', join(roots.sys, 'devices/platform/soc/uart/driver'))
    mkdirSync(join(roots.sys, 'class/tty/tty1'), { recursive: true })
    file(join(roots.dev, 'tty1'), '')
    tty('ttyUSB0', 'usb/gone')
    rmSync(join(roots.dev, 'ttyUSB0'))
    expect(await listLinuxPorts(roots)).toEqual([
      { path: join(roots.dev, 'ttyAMA0'), kind: 'system', label: 'uart-pl011' },
      { path: join(roots.dev, 'ttyS0'), kind: 'system', label: 'UART' },
    ])
  })

  it('knows spare nodes by their driver where the type is not readable', async () => {
    tty('ttyS3', 'platform/serial8250')
    symlinkSync('/sys/bus/platform/drivers/serial8250', join(roots.sys, 'devices/platform/serial8250/driver'))
    expect(await listLinuxPorts(roots)).toEqual([])
  })

  it('reads /dev alone where there is no sysfs', async () => {
    for (const name of ['ttyACM0', 'ttyUSB0', 'tty1', 'null']) file(join(roots.dev, name), '')
    expect((await listLinuxPorts(roots)).map((port) => port.label)).toEqual(['ttyACM0', 'ttyUSB0'])
  })

  it('rejects when nothing can be read', async () => {
    await expect(listLinuxPorts({ sys: join(folder, 'no'), dev: join(folder, 'neither') })).rejects.toThrow('ENOENT')
  })
})
