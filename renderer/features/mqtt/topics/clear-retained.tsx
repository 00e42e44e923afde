import { Button, Group, Modal, Progress } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clearing, ClearingRow } from '../../../../shared/contract/mqtt-topics.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { useText } from '../../../ui/local-text.ts'
import { HugeListView } from '../../../ui/huge-list-view.tsx'
import { useHugeList } from '../../../ui/use-huge-list.ts'
import { useClearing } from './use-clearing.ts'
import styles from './topics.module.css'

type Props = { readonly connectionId: string; readonly path: string | null; readonly isBelow: boolean; readonly onClose: () => void }

/** Which retained messages there are, asked before the broker forgets them for everybody, and what came of each. */
export function ClearRetained({ connectionId, path, isBelow, onClose }: Props) {
  const { t } = useTranslation('mqtt-topics')
  const { clearing, failure, start, cancel } = useClearing(connectionId, path, isBelow)
  const isRunning = clearing?.state === 'running'
  const isAsked = clearing?.state === 'asked'
  const count = (clearing?.total ?? 0) - (isAsked ? clearing.refused : 0)
  return (
    <Modal opened onClose={onClose} title={t('clear.title')} size="lg" closeOnClickOutside={!isRunning}>
      {failure && <FailureCard failure={failure} />}
      {clearing && (
        <div className={styles['clear']}>
          {isAsked && clearing.refusal && <FailureCard failure={clearing.refusal} />}
          {isAsked && clearing.refused > 0 && <p>{t('clear.notSent', { count: clearing.refused, shown: clearing.refused.toLocaleString() })}</p>}
          {isAsked ? count > 0 && <p>{t('clear.what', { count, shown: count.toLocaleString() })}</p> : <Outcome clearing={clearing} />}
          <ClearingList clearing={clearing} />
          {clearing.failure && <FailureCard failure={clearing.failure} />}
        </div>
      )}
      <Group justify="flex-end" mt="md" gap="sm">
        {isRunning ? (
          <Button variant="default" onClick={() => void cancel()}>
            {t('clear.stop')}
          </Button>
        ) : (
          <Button variant="default" onClick={onClose}>
            {t(isAsked && count > 0 ? 'clear.cancel' : 'clear.close')}
          </Button>
        )}
        {isAsked && count > 0 && (
          <Button color="red" onClick={() => void start()} data-testid="clear-retained">
            {t('clear.do', { count, shown: count.toLocaleString() })}
          </Button>
        )}
      </Group>
    </Modal>
  )
}

function Outcome({ clearing }: { readonly clearing: Clearing }) {
  const { t } = useTranslation('mqtt-topics')
  const { total, cleared, unconfirmed, refused, state } = clearing
  const answered = cleared + unconfirmed + refused
  return (
    <>
      <Progress value={total === 0 ? 100 : (answered / total) * 100} size="sm" aria-label={t('clear.title')} />
      <p role="status">
        {t('clear.cleared', { shown: cleared.toLocaleString(), total: total.toLocaleString() })}
        {refused > 0 && ` · ${t('clear.refused', { shown: refused.toLocaleString() })}`}
        {unconfirmed > 0 && ` · ${t('clear.unconfirmed', { shown: unconfirmed.toLocaleString() })}`}
        {state === 'cancelled' && ` · ${t('clear.cancelled')}`}
      </p>
      {unconfirmed > 0 && state !== 'running' && <p className={styles['hint']}>{t('clear.unconfirmedHint')}</p>}
    </>
  )
}

/** px; `.clearRow` in the style sheet. */
const rowHeight = 22

function ClearingList({ clearing }: { readonly clearing: Clearing }) {
  const { t } = useTranslation('mqtt-topics')
  const localText = useText()
  const [rows, setRows] = useState<{ readonly from: number; readonly rows: readonly ClearingRow[] }>({ from: 0, rows: [] })
  const list = useHugeList({ count: clearing.total, rowHeight })
  const { start, end } = list
  useEffect(() => {
    let isOver = false
    if (end <= start) return undefined
    void attempt(() => bridge().call('mqttTopics.clearingRows', clearing.id, start, Math.min(500, end - start))).then((result) => {
      if (!isOver && result.ok) setRows({ from: start, rows: result.value })
    })
    return () => {
      isOver = true
    }
    // Another state of the clearing has other results.
  }, [clearing, start, end])
  return (
    <HugeListView list={list} role="list" className={styles['clearList'] ?? ''} style={{ height: clearing.total * rowHeight + 2 }} aria-label={t('clear.list')}>
      {Array.from({ length: Math.max(0, end - start) }, (_, index) => {
        const row = rows.rows[start + index - rows.from]
        return (
          <div key={start + index} role="listitem" className={styles['clearRow']} data-result={row?.result}>
            <code title={row?.topic}>{row?.topic}</code>
            {row && row.result !== 'waiting' && <span title={row.failure && localText(row.failure.next)}>{row.failure ? localText(row.failure.what) : t(`result.${row.result}`)}</span>}
          </div>
        )
      })}
    </HugeListView>
  )
}
