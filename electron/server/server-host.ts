import type { HostApi } from '../../shared/contract/host.ts'
import { version } from '../app/version.ts'

/** A page in a browser: it picks files by itself, and this program's folders are not its business. */
export const createServerHost = (): HostApi => ({
  'host.info': async () => ({
    name: 'server',
    version,
    platform: process.platform,
    capabilities: { nativeFileDialog: false, showInFolder: false },
  }),
  'host.pickFile': async () => null,
  'host.showInFolder': async () => null,
})
