import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PacketRecord } from '../../../../shared/contract/mqtt-packets.ts'
import { codeWords, isRefusal, packetLine, packetName } from '../../../../shared/mqtt/packets/explain-packet.ts'
import { formatTime } from '../../../ui/format.ts'
import { useText } from '../../../ui/local-text.ts'
import table from '../table.module.css'
import { msText } from './ms-text.ts'
import styles from './packets.module.css'

type Props = { readonly id: string; readonly packet: PacketRecord; readonly isSelected: boolean; readonly onChoose: (number: number | null) => void }

export const PacketRow = memo(function PacketRow({ id, packet, isSelected, onChoose }: Props) {
  const { t } = useTranslation('mqtt-packets')
  const localText = useText()
  if (packet.kind !== 'packet') {
    const { kind } = packet
    return (
      <div id={id} role="option" aria-selected={false} aria-disabled className={`${table.row} ${styles.row}`} data-kind={kind}>
        <time>{formatTime(packet.at)}</time>
        <span />
        <span>{kind === 'closed' ? t('closed') : t('skipped', { sent: packet.sent.toLocaleString(), received: packet.received.toLocaleString() })}</span>
      </div>
    )
  }
  const { direction, type, fields, bytes, afterMs } = packet
  const { code } = fields
  const words = typeof code === 'number' ? codeWords(type, code) : undefined
  return (
    // The list itself takes the keys; rows take the pointer.
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      className={`${table.row} ${styles.row}`}
      data-direction={direction}
      data-refused={isRefusal(packet)}
      onClick={() => onChoose(isSelected ? null : packet.number)}
    >
      <time>{formatTime(packet.at)}</time>
      <span aria-label={t(direction)} title={t(direction)}>
        {direction === 'in' ? '←' : '→'}
      </span>
      <span>{packetName(type)}</span>
      <span>
        {packetLine(packet)}
        {words && <em>{localText(words)}</em>}
      </span>
      <span className={table['number']}>{bytes.toLocaleString()}</span>
      <span className={table['number']}>{afterMs !== undefined && msText(afterMs)}</span>
    </div>
  )
})
