import type { HostApi } from '../../shared/contract/host.ts'
import { version } from '../app/version.ts'

/** The command line as a host: nobody picks files and no folder is opened. */
export const createCommandHost = (): HostApi => ({
  'host.info': async () => ({
    name: 'server',
    version,
    platform: process.platform,
    capabilities: { nativeFileDialog: false, showInFolder: false },
  }),
  'host.pickFile': async () => null,
  'host.showInFolder': async () => null,
})
