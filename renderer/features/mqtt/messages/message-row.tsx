import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { formatTime } from '../../../ui/format.ts'
import { useMqtt } from '../mqtt-store.ts'
import { payloadLine } from './payload-line.ts'
import styles from './messages.module.css'

type Props = {
  readonly id: string
  readonly message: MqttMessage
  /** px from the top of the list. */
  readonly top: number
  readonly isSelected: boolean
  readonly onSelect: () => void
}

export const MessageRow = memo(
  function MessageRow({ id, message, top, isSelected, onSelect }: Props) {
    const { t } = useTranslation('mqtt')
    const format = useMqtt((state) => state.formats[message.topic])
    return (
      // The list itself takes the keys; rows take the pointer.
      <div
        id={id}
        role="option"
        aria-selected={isSelected}
        className={styles.row}
        data-direction={message.direction}
        style={{ transform: `translateY(${top}px)` }}
        onClick={onSelect}
      >
        <time>{formatTime(message.at)}</time>
        <span aria-label={t(`message.${message.direction}`)} title={t(`message.${message.direction}`)}>
          {message.direction === 'in' ? '←' : '→'}
        </span>
        <span data-part="topic">{message.topic}</span>
        <span>
          {message.qos}
          {message.retain && <abbr title={t('message.retained')}>R</abbr>}
        </span>
        <span data-part="payload">{message.payload.length === 0 ? <i>{t('message.empty')}</i> : payloadLine(message.payload, format)}</span>
      </div>
    )
  },
  (before, after) => before.message === after.message && before.top === after.top && before.isSelected === after.isSelected,
)
