import type { Result } from '../../../shared/contract/failure.ts'
import type { PortInfo } from '../../../shared/contract/serial.ts'
import type { Charset } from '../../../shared/text/charset.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { settingsStore } from '../settings/settings-store.ts'

/** What a recording was read in before; where nobody has said, what its port speaks. */
export async function charsetOfRecording({ name, port }: { readonly name: string; readonly port: Pick<PortInfo, 'path'> }): Promise<Charset> {
  const ofPort = settingsStore.getState().sendOptions[port.path]?.charset ?? 'utf-8'
  try {
    return (await bridge().call('recordings.charset', name)) ?? ofPort
  } catch {
    return ofPort
  }
}

export const keepCharset = (name: string, charset: Charset): Promise<Result<null>> => attempt(() => bridge().call('recordings.setCharset', name, charset))
