import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Finding } from '../../wizard/plan.ts'
import { limits } from './constants.ts'

/** The limit differs by firmware, and no answer tells which one this is before it is tried. */
export function lintOldFirmware(clientId: string): readonly Finding[] {
  const size = byteLength(clientId)
  if (size <= limits.oldClientId) return []
  return [
    {
      severity: 'warning',
      code: 'modem.old-firmware',
      stage: 'mqtt',
      field: 'clientId',
      what: text(
        `The client ID has ${size} bytes; SIM7500/SIM7600 with old firmware takes ${limits.oldClientId}.`,
        `Client ID 有 ${size} 字节，老固件的 SIM7500/SIM7600 最多 ${limits.oldClientId} 字节。`,
      ),
      next: text('AT+CMQTTACCQ=? shows the limit. If it says 1-23, update the firmware.', '用 AT+CMQTTACCQ=? 查看上限；如果显示 1-23，请升级固件。'),
    },
  ]
}
