import type { HostApi } from '../../shared/contract/host.ts'
import { version } from './version.ts'

/** The host without a window of its own: a page in a browser picks files by itself, the command line picks none. */
export const createHeadlessHost = (): HostApi => ({
  'host.info': async () => ({
    name: 'server',
    version,
    platform: process.platform,
    capabilities: { nativeFileDialog: false, showInFolder: false, openLinks: false },
  }),
  'host.pickFile': async () => null,
  'host.showInFolder': async () => null,
  'host.openLink': async () => null,
})
