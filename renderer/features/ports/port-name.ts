import type { PortInfo } from '../../../shared/contract/serial.ts'

/** The path's telling end: `ttyUSB2`, `COM11`, `pts/3`, `10.0.0.5:2000`, `quectel-ec20`. */
export function shortPortName(port: Pick<PortInfo, 'path' | 'kind'>): string {
  if (port.kind === 'practice') return port.path.replace(/^practice:/, '')
  if (port.kind === 'tcp') return port.path.replace(/^tcp:\/\//, '')
  return port.path.replace(/^\/dev\//, '').replace(/^.*\/(?=[^/]+$)/, (head) => (head === 'pts/' ? head : '')) || port.path
}
