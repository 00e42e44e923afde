import { useSettings } from '../settings/settings-store.ts'
import { useTerminal } from './terminal-store.ts'

/** The pause that parts packets in hex, ms; null: rows are lines. */
export function usePacketGap(): number | null {
  const isHexShown = useTerminal((state) => state.isHexShown)
  const { isOn, gapMs } = useSettings((settings) => settings.packets)
  return isHexShown && isOn ? gapMs : null
}
