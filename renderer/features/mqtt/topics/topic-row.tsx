import { IconChevronRight } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TopicRow as Row, TopicValue } from '../../../../shared/contract/mqtt-topics.ts'
import { formatTime } from '../../../ui/format.ts'
import { useMqtt } from '../mqtt-store.ts'
import { payloadLine } from '../messages/payload-line.ts'
import table from '../table.module.css'
import { rateText } from './rate-text.ts'
import styles from './topics.module.css'

type Props = {
  readonly id: string
  readonly row: Row
  readonly isSelected: boolean
  readonly onChoose: (path: string) => void
  readonly onToggle: (path: string) => void
}

/** px a level is set in; past the deepest all stand below each other. */
const indent = 14
const deepest = 16
/** Messages a second above which a change is no news: a row that never stops flashing tells nothing. */
const calm = 2

/** One level of the tree. */
export const TopicRow = memo(function TopicRow({ id, row, isSelected, onChoose, onToggle }: Props) {
  const { t } = useTranslation('mqtt-topics')
  const { path, level, depth, children, isOpen, value } = row
  return (
    // The tree itself takes the keys; rows take the pointer.
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isSelected}
      {...(children > 0 && { 'aria-expanded': isOpen })}
      className={`${table.row} ${styles.row}`}
      onClick={() => onChoose(path)}
      onDoubleClick={() => onToggle(path)}
    >
      <span className={styles['topic']} style={{ paddingLeft: Math.min(depth, deepest) * indent }} title={path}>
        <span
          className={styles['twist']}
          data-open={isOpen}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation()
            if (children > 0) onToggle(path)
          }}
        >
          {children > 0 && <IconChevronRight size={13} />}
        </span>
        <b>{level === '' ? <i>{t('emptyLevel')}</i> : level}</b>
        {value?.isRetained && <abbr title={t('retained')}>R</abbr>}
        {children > 0 && !isOpen && <small>{t('below', { count: row.topics, shown: row.topics.toLocaleString() })}</small>}
      </span>
      <span className={styles['value']}>{value && <Value path={path} value={value} isCalm={row.rate <= calm} />}</span>
      <span className={table['number']}>{row.messages.toLocaleString()}</span>
      <span className={table['number']}>{rateText(row, t)}</span>
      <time>{value && formatTime(value.at)}</time>
    </div>
  )
})

/** The beginning of the last payload; it lights up for a moment when it is another. */
function Value({ path, value, isCalm }: { readonly path: string; readonly value: TopicValue; readonly isCalm: boolean }) {
  const { t } = useTranslation('mqtt-messages')
  const format = useMqtt((state) => state.formats[path])
  const [firstSeq] = useState(value.seq)
  return (
    <span key={isCalm ? value.seq : 'fast'} data-flash={isCalm && value.seq !== firstSeq}>
      {value.payloadBytes === 0 ? <i>{t('empty')}</i> : payloadLine(value.preview, format)}
    </span>
  )
}
