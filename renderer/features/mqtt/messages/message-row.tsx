import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageColumn } from '../../../../shared/contract/settings.ts'
import type { PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { formatBytes, formatTime } from '../../../ui/format.ts'
import { useTopicLook } from '../cards/use-topic-look.ts'
import table from '../table.module.css'
import { isGone, payloadSize, type ListedMessage } from './listed-message.ts'
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
    const { format, colour } = useTopicLook(message.topic)
    return (
      // The list itself takes the keys; rows take the pointer.
      <div
        id={id}
        role="option"
        aria-selected={isSelected}
        className={`${table.row} ${styles.row}`}
        data-direction={message.direction}
        data-seq={message.seq}
        data-colour={colour === 'none' ? undefined : colour}
        onClick={() => onSelect(isSelected ? null : message.seq)}
      >
        {columns.map((column) => (
          <span key={column} data-column={column}>
            <Cell column={column} message={message} format={format} />
          </span>
        ))}
      </div>
    )
  },
  (before, after) =>
    before.message === after.message && before.isSelected === after.isSelected && before.id === after.id && before.onSelect === after.onSelect && before.columns.join() === after.columns.join(),
)

function Cell({ column, message, format }: { readonly column: MessageColumn; readonly message: ListedMessage; readonly format: PayloadFormat | undefined }): ReactNode {
  const { t } = useTranslation('mqtt-messages')
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
      if (isGone(message)) return <i>{t('missing')}</i>
      return payloadSize(message) === 0 ? <i>{t('empty')}</i> : payloadLine(message.payload, format)
  }
}
