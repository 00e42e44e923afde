import { ActionIcon, Select, Tooltip } from '@mantine/core'
import { IconEraser, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failure.ts'
import { useText } from '../../../ui/local-text.ts'
import { PatternInput } from '../../../ui/pattern-input.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import type { ListFilter } from './list-filter.ts'
import { MessageCounts, type CountsProps } from './message-counts.tsx'
import styles from './messages.module.css'

type Props = CountsProps & {
  readonly filter: ListFilter
  readonly onFilter: (filter: ListFilter) => void
  /** Why the filter is not in force. */
  readonly failure: Failure | null
  readonly onPause: (isPaused: boolean) => void
  readonly onClear: () => void
  /** What else can be done with what is shown. */
  readonly children?: ReactNode
}

/** Which messages are shown, and whether the list stands still. */
export function MessageBar({ filter, onFilter, failure, onPause, onClear, children, ...counts }: Props) {
  const { t } = useTranslation('mqtt-messages')
  const text = useText()
  const errorAt = (code: string): string | null => (failure?.code === code ? text(failure.what) : null)
  const isOwnField = failure?.code === 'mqtt.bad-topic-filter' || failure?.code === 'mqtt.bad-payload-filter'
  const isPaused = counts.pausedEnd !== null
  const { value, isRegex } = filter.payload
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('bar')}>
      <PatternInput
        className={styles['pattern']}
        name={t('filter.topic')}
        placeholder={t('filter.topicExample')}
        value={filter.topic}
        onChange={(topic) => onFilter({ ...filter, topic })}
        error={errorAt('mqtt.bad-topic-filter')}
      />
      <PatternInput
        className={styles['pattern']}
        name={t('filter.payload')}
        placeholder={t(isRegex ? 'filter.regexExample' : 'filter.payloadExample')}
        value={value}
        onChange={(next) => onFilter({ ...filter, payload: { value: next, isRegex } })}
        regex={{ label: t('filter.regex'), name: t('filter.regex'), isOn: isRegex, onToggle: () => onFilter({ ...filter, payload: { value, isRegex: !isRegex } }) }}
        error={errorAt('mqtt.bad-payload-filter')}
      />
      <Select
        aria-label={t('filter.direction')}
        w={82}
        wrapperProps={{ 'data-filter': true, 'data-on': filter.direction !== null }}
        data={[
          { value: 'all', label: t('filter.both') },
          { value: 'in', label: t('filter.in') },
          { value: 'out', label: t('filter.out') },
        ]}
        value={filter.direction ?? 'all'}
        allowDeselect={false}
        onChange={(chosen) => onFilter({ ...filter, direction: chosen === 'in' || chosen === 'out' ? chosen : null })}
      />
      <Tooltip label={t('filter.retainedHint')}>
        <ActionIcon
          variant={filter.isRetainedOnly ? 'light' : 'default'}
          data-filter
          data-on={filter.isRetainedOnly}
          aria-label={t('filter.retained')}
          aria-pressed={filter.isRetainedOnly}
          onClick={() => onFilter({ ...filter, isRetainedOnly: !filter.isRetainedOnly })}
        >
          R
        </ActionIcon>
      </Tooltip>
      <MessageCounts {...counts} />
      <div className={styles['actions']}>
        <Tooltip label={t(isPaused ? 'resumeHint' : 'pauseHint')}>
          <ActionIcon size="sm" variant={isPaused ? 'light' : 'subtle'} aria-label={t(isPaused ? 'resume' : 'pause')} aria-pressed={isPaused} onClick={() => onPause(!isPaused)}>
            {isPaused ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
          </ActionIcon>
        </Tooltip>
        <ColumnsMenu />
        {children}
        <Tooltip label={t('clear')}>
          <ActionIcon size="sm" aria-label={t('clear')} onClick={onClear}>
            <IconEraser size={15} />
          </ActionIcon>
        </Tooltip>
      </div>
      {failure && !isOwnField && (
        <span className={styles['bad']} role="alert">
          {text(failure.what)}
        </span>
      )}
    </div>
  )
}
