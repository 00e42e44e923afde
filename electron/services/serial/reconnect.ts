import type { Disposer, Failure } from '../../../shared/contract/failure.ts'
import type { LineSettings, PortInfo } from '../../../shared/contract/serial.ts'
import type { PortHandle, PortProvider } from './provider.ts'
import { findSameDevice } from './same-device.ts'

const everyMs = 1000
/** Serial servers are asked less and less often, so that one that is off for the night is not flooded. */
const slowestTcpMs = 5000

/** The device is simply not back yet: no news for anybody. */
const stillAway: ReadonlySet<string> = new Set(['port.not-found', 'port.vanished'])

export type ReconnectOptions = {
  readonly provider: PortProvider
  readonly port: PortInfo
  /** Read at each attempt: a person may change them meanwhile. */
  readonly settings: () => LineSettings
  /** The device is back but does not open (permission, busy). Trying goes on. */
  readonly onFailure: (failure: Failure) => void
  /** Called once; the handle is the caller's. */
  readonly onBack: (handle: PortHandle) => void
}

/** Waits for the same device and opens it again. The disposer ends the waiting. */
export function reconnect({ provider, port, settings, onFailure, onBack }: ReconnectOptions): Disposer {
  let isOff = false
  let delay = everyMs
  let timer = setTimeout(attempt, delay)

  async function tryOnce(): Promise<boolean> {
    const path = provider.kind === 'system' ? findSameDevice(port, (await provider.list()).ports) : port.path
    if (path === undefined || isOff) return false
    const opened = await provider.open(path, settings())
    if (opened.ok) {
      if (isOff) await opened.value.close()
      else onBack(opened.value)
      return true
    }
    if (!isOff && !stillAway.has(opened.failure.code)) onFailure(opened.failure)
    return false
  }

  function attempt(): void {
    void tryOnce().then((isBack) => {
      if (isBack || isOff) return
      if (provider.kind === 'tcp') delay = Math.min(slowestTcpMs, delay + everyMs)
      timer = setTimeout(attempt, delay)
    })
  }

  return () => {
    isOff = true
    clearTimeout(timer)
  }
}
