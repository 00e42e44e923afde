import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageColumn } from '../../../../shared/contract/settings.ts'
import { formatBytes, formatTime } from '../../../ui/format.ts'
import { useMqtt } from '../mqtt-store.ts'
import { payloadSize, type ListedMessage } from './listed-message.ts'
import { payloadLine } from './payload-line.ts'
import styles from './messages.module.css'

type Props = {
  readonly id: string
  readonly message: ListedMessage
  readonly columns: readonly MessageColumn[]
  readonly isSelected: boolean
  /** null: none. */
  readonly onSelect: (seq: number | null) => void
}

export const MessageRow = memo(
  function MessageRow({ id, message, columns, isSelected, onSelect }: Props) {
    return (
      // The list itself takes the keys; rows take the pointer.
      <div
        id={id}
        role="option"
        aria-selected={isSelected}
        className={styles['row']}
        data-direction={message.direction}
        data-seq={message.seq}
        onClick={() => onSelect(isSelected ? null : message.seq)}
      >
        {columns.map((column) => (
          <span key={column} data-column={column}>
            <Cell column={column} message={message} />
          </span>
        ))}
      </div>
    )
  },
  (before, after) =>
    before.message === after.message && before.isSelected === after.isSelected && before.id === after.id && before.onSelect === after.onSelect && before.columns.join() === after.columns.join(),
)

function Cell({ column, message }: { readonly column: MessageColumn; readonly message: ListedMessage }): ReactNode {
  const { t } = useTranslation('mqtt-messages')
  const format = useMqtt((state) => state.formats[message.topic])
  switch (column) {
    case 'time':
      return <time>{message.at > 0 && formatTime(message.at)}</time>
    case 'direction':
      return (
        <span role="img" aria-label={t(`direction.${message.direction}`)} title={t(`direction.${message.direction}`)}>
          {message.direction === 'in' ? '←' : '→'}
        </span>
      )
    case 'topic':
      return message.topic
    case 'qos':
      return message.qos
    case 'retain':
      return message.retain && <abbr title={t('retained')}>R</abbr>
    case 'size':
      return formatBytes(payloadSize(message))
    case 'payload':
      return payloadSize(message) === 0 ? <i>{t('empty')}</i> : payloadLine(message.payload, format)
  }
}
