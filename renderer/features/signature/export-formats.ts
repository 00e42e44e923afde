import type { Login } from '../../../shared/signature/login.ts'
import type { Text } from '../../../shared/text/local-text.ts'

export type ExportFormat = {
  readonly id: 'json' | 'mosquitto' | 'mqttx' | 'c' | 'python'
  readonly make: (login: Login) => { readonly text: string; readonly fileName: string; readonly notes: readonly Text[] }
}

export const exportFormats: readonly ExportFormat[] = []
