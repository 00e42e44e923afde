import { ActionIcon, Menu, Select, TextInput, Tooltip } from '@mantine/core'
import { IconDots, IconFilter, IconFoldDown, IconFoldUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TopicRows, TopicTotals } from '../../../../shared/contract/mqtt-topics.ts'
import { changeTopics, useTopics } from './topics-store.ts'
import styles from './topics.module.css'

type Props = {
  readonly connectionId: string
  readonly totals: TopicTotals & Pick<TopicRows, 'reading'>
  readonly onClear: () => void
  readonly onForget: () => void
}

const sorts = ['name', 'messages', 'recent'] as const

/** What is shown of the tree, and what there is of it. */
export function TopicsBar({ connectionId, totals, onClear, onForget }: Props) {
  const { t } = useTranslation('mqtt-topics')
  const { filter, sort } = useTopics(connectionId)
  const openAll = (isAllOpen: boolean): void => changeTopics(connectionId, { isAllOpen, exceptions: [] })
  return (
    <div className={styles['bar']}>
      <TextInput
        className={styles['filter'] ?? ''}
        classNames={{ input: 'at-mono' }}
        aria-label={t('filter')}
        placeholder={t('filterExample')}
        leftSection={<IconFilter size={13} />}
        value={filter}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => changeTopics(connectionId, { filter: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') changeTopics(connectionId, { filter: '' })
        }}
      />
      <Select
        aria-label={t('sort')}
        size="xs"
        w={124}
        data={sorts.map((value) => ({ value, label: t(`sortBy.${value}`) }))}
        value={sort}
        onChange={(chosen) => {
          const found = sorts.find((one) => one === chosen)
          if (found) changeTopics(connectionId, { sort: found })
        }}
        allowDeselect={false}
      />
      <Tooltip label={t('openAll')}>
        <ActionIcon size="sm" aria-label={t('openAll')} disabled={filter !== ''} onClick={() => openAll(true)}>
          <IconFoldDown size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('closeAll')}>
        <ActionIcon size="sm" aria-label={t('closeAll')} disabled={filter !== ''} onClick={() => openAll(false)}>
          <IconFoldUp size={15} />
        </ActionIcon>
      </Tooltip>
      <span className={styles['totals']} data-testid="topics-totals">
        {totals.reading === undefined
          ? `${t('topics', { count: totals.topics, shown: totals.topics.toLocaleString() })} · ${t('messages', { count: totals.messages, shown: totals.messages.toLocaleString() })}`
          : t('reading', { percent: Math.floor(totals.reading * 100) })}
        {totals.unplaced > 0 && (
          <Tooltip label={t('unplacedHint')} multiline w={300}>
            <strong>{t('unplaced', { count: totals.unplaced, shown: totals.unplaced.toLocaleString() })}</strong>
          </Tooltip>
        )}
      </span>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t('more')}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={totals.retained === 0} onClick={onClear}>
            {t('clearAll', { count: totals.retained, shown: totals.retained.toLocaleString() })}
          </Menu.Item>
          <Menu.Item disabled={totals.topics === 0} onClick={onForget}>
            {t('forget')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
