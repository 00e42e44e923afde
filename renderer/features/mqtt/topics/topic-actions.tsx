import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TopicRow } from '../../../../shared/contract/mqtt-topics.ts'
import { chartTopic } from '../charts/ask-fields.ts'
import { noFilter } from '../messages/list-filter.ts'
import { changeFilter, showView } from '../messages/message-actions.ts'
import styles from './topics.module.css'

/** What can be done with the chosen level; in a line of its own, so that no row moves. */
export function TopicActions({ connectionId, row, onClear }: { readonly connectionId: string; readonly row: TopicRow; readonly onClear: (isBelow: boolean) => void }) {
  const { t } = useTranslation('mqtt-topics')
  const isKept = row.value?.isRetained ?? false
  const kept = row.retained - (isKept ? 1 : 0)
  return (
    <div className={styles['actions']}>
      <code title={row.path}>{row.path}</code>
      <CopyButton value={row.path}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={copy}>
            {t(copied ? 'copied' : 'copyTopic')}
          </Button>
        )}
      </CopyButton>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => showMessages(connectionId, row)}>
        {t('itsMessages')}
      </Button>
      {row.value && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void chartTopic(connectionId, row.path)}>
          {t('chart.open')}
        </Button>
      )}
      {isKept && (
        <Button size="compact-xs" variant="default" onClick={() => onClear(false)}>
          {t('clearOne')}
        </Button>
      )}
      {kept > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => onClear(true)}>
          {t('clearBelow', { count: row.retained, shown: row.retained.toLocaleString() })}
        </Button>
      )}
    </div>
  )
}

function showMessages(connectionId: string, { path, children }: TopicRow): void {
  changeFilter(connectionId, { ...noFilter, topic: children > 0 ? `${path}/#` : path })
  showView(connectionId, 'list')
}
