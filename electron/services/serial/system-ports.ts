import type { Failure } from '../../../shared/contract/failure.ts'
import type { PortInfo } from '../../../shared/contract/serial.ts'
import { text } from '../../../shared/text/local-text.ts'
import { listLinuxPorts } from './linux-ports.ts'

export type PortList = { readonly ports: PortInfo[]; readonly problem?: Failure }

/** Every serial port of this machine. Never rejects. */
export async function listSystemPorts(): Promise<PortList> {
  try {
    return { ports: process.platform === 'linux' ? await listLinuxPorts() : await listByBindings() }
  } catch (error) {
    return { ports: [], problem: cannotList(error instanceof Error ? error.message : String(error)) }
  }
}

/** The fields of serialport's list that are used; `friendlyName` is Windows' own. */
export type BindingsPort = {
  readonly path: string
  readonly friendlyName?: string | undefined
  readonly manufacturer?: string | undefined
  readonly serialNumber?: string | undefined
  readonly vendorId?: string | undefined
  readonly productId?: string | undefined
  readonly locationId?: string | undefined
  readonly pnpId?: string | undefined
}

async function listByBindings(): Promise<PortInfo[]> {
  const { SerialPort } = await import('serialport')
  const found: readonly BindingsPort[] = await SerialPort.list()
  return found.map(fromBindings).toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
}

export function fromBindings(port: BindingsPort): PortInfo {
  // Windows names the interface of a device with several ports only here: USB\VID_2C7C&PID_0125&MI_02\…
  const part = /&(MI_[0-9A-F]{2})/i.exec(port.pnpId ?? '')?.[1]
  const location = [port.locationId, part].filter(Boolean).join(':')
  return {
    path: port.path,
    kind: 'system',
    label: port.friendlyName ?? port.manufacturer ?? port.path,
    ...(port.manufacturer ? { manufacturer: port.manufacturer } : {}),
    ...(port.serialNumber ? { serialNumber: port.serialNumber } : {}),
    ...(port.vendorId ? { vendorId: port.vendorId.toLowerCase() } : {}),
    ...(port.productId ? { productId: port.productId.toLowerCase() } : {}),
    ...(location ? { locationId: location } : {}),
  }
}

const cannotList = (evidence: string): Failure => ({
  code: 'port.cannot-list',
  stage: 'port',
  what: text('The serial ports of this machine cannot be listed.', '无法列出本机串口。'),
  next: text('Type the port’s path instead, for example COM11 or /dev/ttyUSB2.', '请直接输入串口路径，例如 COM11 或 /dev/ttyUSB2。'),
  evidence,
})
