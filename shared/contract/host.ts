import { z } from 'zod'
import { maximumLogBytes } from './channel.ts'

/** What differs between the desktop window and the browser. Components ask these, never which host it is. */
export type HostInfo = {
  readonly name: 'desktop' | 'server'
  readonly version: string
  readonly platform: string
  readonly capabilities: {
    /** `host.pickFile` opens a native dialog; without it the page uses a file input. */
    readonly nativeFileDialog: boolean
    /** `host.showInFolder` works. */
    readonly showInFolder: boolean
    /** `host.openLink` works; without it the page opens a tab of its own. */
    readonly openLinks: boolean
  }
}

/** `maximumBytes`: 1 MiB where left out. */
export type PickOptions = { title: string; extensions: string[]; maximumBytes?: number | undefined }

export type PickedFile = { readonly name: string; readonly bytes: Uint8Array }

export const hostInputs = {
  'host.info': z.tuple([]),
  'host.pickFile': z.tuple([z.object({ title: z.string().max(200), extensions: z.array(z.string().max(16)).max(20), maximumBytes: z.number().int().positive().max(maximumLogBytes).optional() })]),
  'host.showInFolder': z.tuple([z.string().max(4096)]),
  'host.openLink': z.tuple([z.url({ protocol: /^https?$/ }).max(4096)]),
}

export type HostApi = {
  'host.info': () => Promise<HostInfo>
  /** null when the person cancels. Files above `maximumBytes` are refused. No time limit: a person is choosing. */
  'host.pickFile': (options: PickOptions) => Promise<PickedFile | null>
  'host.showInFolder': (path: string) => Promise<null>
  /** Asks the person, with the address in sight, and hands it to the system's browser. */
  'host.openLink': (address: string) => Promise<null>
}
