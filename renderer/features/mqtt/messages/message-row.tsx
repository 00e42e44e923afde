import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../../ui/format.ts'
import { useMqtt } from '../mqtt-store.ts'
import { payloadSize, type ListedMessage } from './listed-message.ts'
import { payloadLine } from './payload-line.ts'
import styles from './messages.module.css'

type Props = {
  readonly id: string
  readonly message: ListedMessage
  readonly isSelected: boolean
  /** null: none. */
  readonly onSelect: (seq: number | null) => void
}

export const MessageRow = memo(function MessageRow({ id, message, isSelected, onSelect }: Props) {
  const { t } = useTranslation('mqtt')
  const format = useMqtt((state) => state.formats[message.topic])
  return (
    // The list itself takes the keys; rows take the pointer.
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      className={styles['row']}
      data-direction={message.direction}
      onClick={() => onSelect(isSelected ? null : message.seq)}
    >
      <time>{message.at > 0 && formatTime(message.at)}</time>
      <span aria-label={t(`message.${message.direction}`)} title={t(`message.${message.direction}`)}>
        {message.direction === 'in' ? '←' : '→'}
      </span>
      <span data-part="topic">{message.topic}</span>
      <span>
        {message.qos}
        {message.retain && <abbr title={t('message.retained')}>R</abbr>}
      </span>
      <span data-part="payload">{payloadSize(message) === 0 ? <i>{t('message.empty')}</i> : payloadLine(message.payload, format)}</span>
    </div>
  )
})
