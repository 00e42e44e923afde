import { Autocomplete } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SystemTopic } from '../../../../shared/clouds/profile.ts'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { useText } from '../../../ui/local-text.ts'
import { useTopicSuggestions } from './use-topic-suggestions.ts'
import styles from './cards.module.css'

type Props = {
  readonly connection: ConnectionInfo
  readonly direction: 'publish' | 'subscribe'
  readonly label: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (topic: string) => void
  /** One of the cloud's own topics was chosen. */
  readonly onTake?: (topic: SystemTopic) => void
  readonly testId?: string
}

/** A topic with what the cloud's documents and the messages so far suggest for it. */
export function TopicInput({ connection, direction, label, value, error, onChange, onTake, testId }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const pick = useText()
  const [isActive, setActive] = useState(false)
  const { cloud, seen } = useTopicSuggestions(connection, direction, value, isActive)
  const known = new Map(cloud?.topics.map((one) => [one.topic, one]))
  const others = seen.filter((topic) => !known.has(topic))
  const data = [
    ...(cloud ? [{ group: pick(cloud.name), items: [...known.keys()] }] : []),
    ...(others.length > 0 ? [{ group: t('topics.seen'), items: others }] : []),
  ]
  return (
    <Autocomplete
      className={styles['topicInput'] ?? ''}
      aria-label={label}
      placeholder={label}
      classNames={{ input: 'at-mono' }}
      value={value}
      onChange={onChange}
      onOptionSubmit={(chosen) => {
        const topic = known.get(chosen)
        if (topic) onTake?.(topic)
      }}
      data={data}
      limit={40}
      maxDropdownHeight={260}
      // The width of what is offered is its own: a topic is longer than its field.
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      renderOption={({ option }) => {
        const topic = known.get(option.value)
        return (
          <span className={styles['suggestion']}>
            <code>{option.value}</code>
            {topic && <small>{pick(topic.title)}</small>}
          </span>
        )
      }}
      error={error}
      spellCheck={false}
      autoComplete="off"
      onFocus={() => setActive(true)}
      onBlur={() => setActive(false)}
      data-testid={testId}
    />
  )
}
