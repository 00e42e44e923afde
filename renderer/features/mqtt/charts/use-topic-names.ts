import { useEffect, useState } from 'react'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'

/** More than a list under a field is read through. */
const rowsAsked = 200

/** Topics that were received and contain what is typed. */
export function useTopicNames(connectionId: string, typed: string): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([])
  useEffect(() => {
    let isOver = false
    const ask = async (): Promise<void> => {
      const result = await attempt(() => bridge().call('mqttTopics.rows', connectionId, { filter: typed, sort: 'name', isAllOpen: true, exceptions: [] }, 0, rowsAsked))
      if (isOver || !result.ok) return
      const next = result.value.rows.flatMap(({ path, value }) => (value ? [path] : []))
      setNames((before) => (before.join('\n') === next.join('\n') ? before : next))
    }
    void ask()
    const off = bridge().on('mqttTopics.didChange', (id) => {
      if (id === connectionId) void ask()
    })
    return () => {
      isOver = true
      off()
    }
  }, [connectionId, typed])
  return names
}
