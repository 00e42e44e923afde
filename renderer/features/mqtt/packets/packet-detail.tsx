import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PacketRecord } from '../../../../shared/contract/mqtt-packets.ts'
import { explainPacket, packetName } from '../../../../shared/mqtt/packets/explain-packet.ts'
import { formatTime } from '../../../ui/format.ts'
import { useText } from '../../../ui/local-text.ts'
import { msText } from './ms-text.ts'
import messages from '../messages/messages.module.css'
import styles from './packets.module.css'

type Packet = Extract<PacketRecord, { kind: 'packet' }>
type Props = { readonly packet: Packet; readonly packets: readonly PacketRecord[]; readonly onChoose: (number: number | null) => void }

/** One packet in words: what it is for, each field, and the packet that it answers or that answers it. */
export function PacketDetail({ packet, packets, onChoose }: Props) {
  const { t } = useTranslation('mqtt-packets')
  const localText = useText()
  const { what, section, fields } = explainPacket(packet)
  const question = packets.find((one) => one.number === packet.answers)
  const answer = packets.find((one): one is Packet => one.kind === 'packet' && one.answers === packet.number)
  return (
    <aside className={messages['detail']} aria-label={t('detail')}>
      <header>
        <code>{packetName(packet.type)}</code>
        <ActionIcon size="sm" aria-label={t('close')} onClick={() => onChoose(null)}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      <p className={messages['detailFacts']}>
        {t(packet.direction)} · {formatTime(packet.at)} · {t('bytes', { count: packet.bytes })}
      </p>
      <div className={styles['detail']}>
        <p>
          {localText(what)} <small>{t('section', { section })}</small>
        </p>
        {question?.kind === 'packet' && (
          <p>
            {t('answers')}{' '}
            <button type="button" onClick={() => onChoose(question.number)}>
              {packetName(question.type)}
            </button>{' '}
            {packet.afterMs !== undefined && t('after', { time: msText(packet.afterMs) })}
          </p>
        )}
        {answer && (
          <p>
            {t('answeredBy')}{' '}
            <button type="button" onClick={() => onChoose(answer.number)}>
              {packetName(answer.type)}
            </button>{' '}
            {answer.afterMs !== undefined && t('after', { time: msText(answer.afterMs) })}
          </p>
        )}
        <dl>
          {fields.map(({ name, value, what: words }, index) => (
            // The order of a packet's fields never changes.
            <div key={index}>
              <dt>{name}</dt>
              <dd>
                <code>{value}</code>
                {words && <span>{localText(words)}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </aside>
  )
}
