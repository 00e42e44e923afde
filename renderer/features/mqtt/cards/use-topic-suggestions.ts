import { useEffect, useMemo, useState } from 'react'
import { hasOpenPart } from '../../../../shared/clouds/offered-topics.ts'
import type { SystemTopic } from '../../../../shared/clouds/profile.ts'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { cloudOf, statedInputs } from '../../../../shared/mqtt/template/device-names.ts'
import { useCatalogue } from '../../../app/catalogue.ts'
import { bridge } from '../../../bridge/bridge.ts'

/** Topics seen that are offered at most, and how many rows of the tree are looked through for them. */
const mostSeen = 50
const rowsAsked = 200
/** ms that typing pauses before the program is asked. */
const typingMs = 200

export type TopicSuggestions = {
  /** What the cloud's documents say that this device has. */
  readonly cloud: { readonly name: { readonly en: string; readonly zh: string }; readonly topics: readonly SystemTopic[] } | null
  /** Topics on which this connection has received, the busiest first. */
  readonly seen: readonly string[]
}

/** What could be meant by a topic that is being typed, while its field has the keyboard. */
export function useTopicSuggestions(connection: ConnectionInfo, direction: 'publish' | 'subscribe', typed: string, isActive: boolean): TopicSuggestions {
  const { clouds } = useCatalogue()
  const cloud = useMemo(() => {
    const found = cloudOf(connection.options, clouds)
    if (!found) return null
    const topics = found.topics(statedInputs(connection.options, found)).filter((one) => (one.direction === direction || one.direction === 'both') && !hasOpenPart(one.topic) && (direction === 'subscribe' || !/[+#]/.test(one.topic)))
    return topics.length > 0 ? { name: found.name, topics } : null
  }, [connection.options, clouds, direction])
  const [seen, setSeen] = useState<readonly string[]>([])
  // A wildcard or a variable is no text to look for.
  const filter = /[+#{}]/.test(typed) ? '' : typed.slice(0, 1024)
  useEffect(() => {
    if (!isActive) return undefined
    let isOver = false
    const timer = setTimeout(() => {
      bridge()
        .call('mqttTopics.rows', connection.id, { filter, sort: 'messages', isAllOpen: true, exceptions: [] }, 0, rowsAsked)
        .then((result) => {
          if (result.ok && !isOver) setSeen(result.value.rows.filter(({ value }) => value !== undefined).map(({ path }) => path).slice(0, mostSeen))
        })
        .catch(() => {})
    }, typingMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [connection.id, filter, isActive])
  return { cloud, seen }
}
