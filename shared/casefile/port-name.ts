import type { PortInfo } from '../contract/serial.ts'

/** A port without what tells of the person or the network behind it: no folders, no host. */
export function shortPortName({ kind, path }: Pick<PortInfo, 'kind' | 'path'>): string {
  if (kind === 'practice') return path
  if (kind === 'tcp') return 'tcp'
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? 'port'
}
