import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { PortInfo } from '../../../shared/contract/serial.ts'
import { bridge } from '../../bridge/bridge.ts'

/** A device that was just plugged in should appear while one is still looking. */
const refreshMs = 2000

type PortList = { readonly ports: readonly PortInfo[]; readonly problem?: Failure }

/** The port list, fresh while the caller is mounted. */
export function usePorts(): PortList & { readonly isLoading: boolean; readonly refresh: () => void } {
  const [list, setList] = useState<PortList>({ ports: [] })
  const [isLoading, setLoading] = useState(false)

  useEffect(() => {
    // Without a link nothing changes: its banner says so, and the next round asks again.
    const ask = (): void => void bridge().call('serial.listPorts').then(setList, () => {})
    ask()
    const timer = setInterval(ask, refreshMs)
    return () => clearInterval(timer)
  }, [])

  const refresh = useCallback(() => {
    setLoading(true)
    void bridge()
      .call('serial.listPorts')
      .then(setList, () => {})
      .finally(() => setLoading(false))
  }, [])

  return { ...list, isLoading, refresh }
}
