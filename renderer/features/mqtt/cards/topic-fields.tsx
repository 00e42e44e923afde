import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import type { Template } from '../../../../shared/mqtt/workspace/schema.ts'
import { joinSentences } from '../../../ui/join-sentences.ts'
import { useLanguage } from '../../../ui/local-text.ts'
import styles from './cards.module.css'

type Props = {
  readonly connection: ConnectionInfo
  readonly template: Template
  readonly onChange: (change: Partial<Template>) => void
  readonly problemOf: (topic: string) => Failure | null
}

/** The topic, and further ones that the same message goes to. */
export function TopicFields({ template: { topic, moreTopics }, onChange, problemOf }: Props) {
  const { t } = useTranslation(['mqtt-cards', 'mqtt'])
  const language = useLanguage()
  const errorOf = (value: string): string | undefined => {
    const problem = value === '' ? null : problemOf(value)
    return problem ? joinSentences(language, problem.what, problem.next) : undefined
  }
  return (
    <>
      <TextInput
        aria-label={t('mqtt:publish.topic')}
        placeholder={t('mqtt:publish.topic')}
        classNames={{ input: 'at-mono' }}
        value={topic}
        onChange={(event) => onChange({ topic: event.currentTarget.value })}
        error={errorOf(topic)}
        spellCheck={false}
        autoComplete="off"
        data-testid="mqtt-publish-topic"
      />
      {moreTopics.map((each, index) => (
        // Their order is all they are known by.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles['moreTopic']}>
          <TextInput
            aria-label={t('topics.more', { number: index + 2 })}
            placeholder={t('topics.more', { number: index + 2 })}
            classNames={{ input: 'at-mono' }}
            value={each}
            onChange={(event) => onChange({ moreTopics: moreTopics.with(index, event.currentTarget.value) })}
            error={errorOf(each)}
            spellCheck={false}
            autoComplete="off"
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
