import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import type { Template } from '../../../../shared/mqtt/workspace/schema.ts'
import { joinSentences } from '../../../ui/join-sentences.ts'
import { useLanguage } from '../../../ui/local-text.ts'
import { TopicInput } from './topic-input.tsx'
import styles from './cards.module.css'

type Props = {
  readonly connection: ConnectionInfo
  readonly template: Template
  readonly onChange: (change: Partial<Template>) => void
  readonly problemOf: (topic: string) => Failure | null
}

/** The topic, and further ones that the same message goes to. */
export function TopicFields({ connection, template: { topic, moreTopics, payload }, onChange, problemOf }: Props) {
  const { t } = useTranslation(['mqtt-cards', 'mqtt'])
  const language = useLanguage()
  const errorOf = (value: string): string | undefined => {
    const problem = value === '' ? null : problemOf(value)
    return problem ? joinSentences(language, problem.what, problem.next) : undefined
  }
  return (
    <>
      <TopicInput
        connection={connection}
        direction="publish"
        label={t('mqtt:publish.topic')}
        value={topic}
        error={errorOf(topic)}
        onChange={(next) => onChange({ topic: next })}
        // The document's example, where nothing has been written.
        onTake={({ payload: example, topic: chosen }) => onChange({ topic: chosen, ...(payload === '' && example !== undefined && { payload: example }) })}
        testId="mqtt-publish-topic"
      />
      {moreTopics.map((each, index) => (
        // Their order is all they are known by.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles['moreTopic']}>
          <TopicInput
            connection={connection}
            direction="publish"
            label={t('topics.more', { number: index + 2 })}
            value={each}
            error={errorOf(each)}
            onChange={(next) => onChange({ moreTopics: moreTopics.with(index, next) })}
          />
          <Tooltip label={t('topics.remove')}>
            <ActionIcon aria-label={t('topics.remove')} onClick={() => onChange({ moreTopics: moreTopics.toSpliced(index, 1) })}>
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
    </>
  )
}
