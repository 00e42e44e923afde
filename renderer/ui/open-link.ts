import { bridge } from '../bridge/bridge.ts'

/** Opens a web page outside the workbench, which learns nothing of this one. Other kinds of address are left alone: they came from a device. */
export function openLink(address: string): void {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return
  if (bridge().host.capabilities.openLinks) void bridge().call('host.openLink', address)
  else window.open(address, '_blank', 'noopener,noreferrer')
}
