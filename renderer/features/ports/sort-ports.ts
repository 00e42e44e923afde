import type { PortInfo, PortKind } from '../../../shared/contract/serial.ts'

const order: Record<PortKind, number> = { system: 0, tcp: 1, practice: 2 }

/** `recent` is newest first; TCP servers are known only from there. */
export function sortPorts(ports: readonly PortInfo[], recent: readonly string[]): readonly PortInfo[] {
  const listed = new Set(ports.map((port) => port.path))
  const remembered = recent
    .filter((path) => path.startsWith('tcp://') && !listed.has(path))
    .map((path): PortInfo => ({ path, kind: 'tcp', label: '' }))
  const rank = (port: PortInfo): number => {
    const index = recent.indexOf(port.path)
    return index === -1 ? recent.length : index
  }
  return [...ports, ...remembered].toSorted(
    (a, b) => order[a.kind] - order[b.kind] || rank(a) - rank(b) || a.path.localeCompare(b.path, 'en', { numeric: true }),
  )
}
