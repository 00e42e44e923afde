import type { Text } from '../../text/local-text.ts'
import type { PemFile } from '../../wizard/credential.ts'
import type { Login } from '../login.ts'

export type ExportOptions = {
  /** Topic to subscribe to, or to publish to where there is a payload. */
  readonly topic?: string
  readonly payload?: string
  /** Folder of the certificate files on the machine where the text will be used. */
  readonly folder?: string
  /** s. */
  readonly keepAlive?: number
}

/** A login as text ready to be pasted or saved. It holds the password: callers mask and guard it as one. */
export type Exported = {
  readonly text: string
  readonly fileName: string
  readonly language: 'json' | 'shell' | 'c' | 'python'
  readonly notes: readonly Text[]
}

export type Exporter = (login: Login, options?: ExportOptions) => Exported

/** s. In the range of every cloud (Alibaba, Huawei and AWS 30 to 1200, Azure up to 1177). */
export const usualKeepAlive = 120

/** A topic that no cloud knows: whoever logs in to try the login alone needs none. */
export const usualTopic = 'test'

export const isTls = ({ transport }: Login): boolean => transport === 'tls' || transport === 'wss'
export const isWebSocket = ({ transport }: Login): boolean => transport === 'ws' || transport === 'wss'

/** Slashes as the folder has them. */
export function pathOf(file: PemFile, folder: string | undefined): string {
  if (folder === undefined || folder === '') return file.name
  const slash = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return folder.endsWith(slash) ? folder + file.name : folder + slash + file.name
}
