import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { PortInfo } from '../../../shared/contract/serial.ts'
import { bridge } from '../../bridge/bridge.ts'

/** A device that was just plugged in should appear while one is still looking. */
const refreshMs = 2000

/** The port list, fresh while the caller is mounted. */
export function usePorts(): { ports: readonly PortInfo[]; problem: Failure | null; isLoading: boolean; refresh: () => void } {
  const [ports, setPorts] = useState<readonly PortInfo[]>([])
  const [problem, setProblem] = useState<Failure | null>(null)
  const [isLoading, setLoading] = useState(false)

  const load = useCallback(async () => {
    try {
      const list = await bridge().call('serial.listPorts')
      setPorts(list.ports)
      setProblem(list.problem ?? null)
    } catch {
      // The link is down: its banner says so, and the next round asks again.
    }
  }, [])

  const refresh = useCallback(() => {
    setLoading(true)
    void load().finally(() => setLoading(false))
  }, [load])

  useEffect(() => {
    void load()
    const timer = setInterval(() => void load(), refreshMs)
    return () => clearInterval(timer)
  }, [load])

  return { ports, problem, isLoading, refresh }
}
