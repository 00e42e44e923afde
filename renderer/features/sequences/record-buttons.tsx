import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { recordReceived, recordSent, waitChoices, type Recorded } from '../../../shared/sequence/record-step.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import { changeSequence, sequencesStore, setSequences, useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'

function take(record: (draft: Parameters<typeof recordSent>[0]) => Recorded): void {
  const { draft } = sequencesStore.getState()
  if (!draft?.sequence) return
  const { change, how } = record(draft.sequence)
  changeSequence((sequence) => ({ ...sequence, ...change }))
  requestAnimationFrame(() => document.querySelector(`[data-panel="sequences"] [data-step="${change.steps.length - 1}"]`)?.scrollIntoView({ block: 'nearest' }))
  setSequences({ lastRecorded: { how, step: change.steps.length - 1 } })
}

type Props = { readonly direction: 'in' | 'out' | 'note'; readonly bytes: Uint8Array }

/** For a line of the terminal that somebody chose, while steps are recorded: what it can become. Nothing at other times. */
export function RecordButtons({ direction, bytes }: Props) {
  const { t } = useTranslation('sequences')
  const isRecording = useSequences((state) => state.isRecording)
  if (!isRecording || direction === 'note') return null
  if (direction === 'out') {
    return (
      <span className={styles.recordButtons} data-testid="record-step">
        <Button size="compact-xs" onClick={() => take((draft) => recordSent(draft, bytes))}>
          {t('record.send')}
        </Button>
      </span>
    )
  }
  return (
    <span className={styles.recordButtons} data-testid="record-step">
      {waitChoices(fromUtf8(bytes)).map(({ kind, wait }, at) => (
        <Button key={kind} size="compact-xs" variant={at === 0 ? 'filled' : 'default'} onClick={() => take((draft) => recordReceived(draft, wait))}>
          {t(`record.wait.${kind}`, { begin: typeof wait === 'object' && 'urc' in wait ? wait.urc : '' })}
        </Button>
      ))}
    </span>
  )
}
