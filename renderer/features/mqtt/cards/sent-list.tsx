import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconCopy, IconCornerUpLeft, IconEraser, IconRepeat } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo, Qos } from '../../../../shared/contract/mqtt.ts'
import type { CardSending, SentAnswer, SentMessage } from '../../../../shared/contract/mqtt-sending.ts'
import type { Template } from '../../../../shared/mqtt/workspace/schema.ts'
import { notice } from '../../../app/notices.tsx'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { formatMoment } from '../../../ui/format.ts'
import { useText } from '../../../ui/local-text.ts'
import { mqttStore } from '../mqtt-store.ts'
import styles from './cards.module.css'

type Props = {
  readonly connection: ConnectionInfo
  readonly cardId: string
  readonly sending: CardSending
  readonly onChange: () => void
  /** A sent message is to be written again. */
  readonly onTake: (template: Template) => void
}

/** What the card has sent, newest first, each with its answer; folded to the newest one's. */
export function SentList({ connection, cardId, sending, onChange, onTake }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const [isOpen, setOpen] = useState(false)
  const pick = useText()
  const { sent, total, failure } = sending
  const newest = sent[0]
  if (!newest && !failure) return null
  return (
    <section className={styles['sent']} data-open={isOpen} aria-label={t('sent.title')} data-testid="mqtt-sent">
      <div className={styles['sentHead']}>
        <UnstyledButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <IconChevronRight size={13} aria-hidden />
          <span>{t('sent.count', { count: total, shown: total.toLocaleString() })}</span>
          {!isOpen && newest && <Answer answer={newest.answer} qos={newest.qos} />}
        </UnstyledButton>
        {isOpen && (
          <Tooltip label={t('sent.clear')}>
            <ActionIcon size="xs" aria-label={t('sent.clear')} onClick={() => void attempt(() => bridge().call('mqttSending.clear', connection.id, cardId)).then(onChange)}>
              <IconEraser size={13} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {failure && (
        <p className={styles['sentFailure']} role="alert" title={failure.evidence}>
          {pick(failure.what)} {pick(failure.next)}
        </p>
      )}
      {isOpen && (
        <ol>
          {sent.map((message) => (
            <SentRow key={message.id} connection={connection} cardId={cardId} message={message} onChange={onChange} onTake={onTake} />
          ))}
        </ol>
      )}
    </section>
  )
}

function SentRow({ connection, cardId, message, onChange, onTake }: Omit<Props, 'sending'> & { readonly message: SentMessage }) {
  const { t } = useTranslation('mqtt-cards')
  const whole = () => attempt(() => bridge().call('mqttSending.template', connection.id, cardId, message.id))
  const copy = async (): Promise<void> => {
    const result = await whole()
    if (!result.ok) return mqttStore.setState({ failure: result.failure })
    await navigator.clipboard.writeText(result.value.payload)
    notice(t('sent.copied'))
  }
  const take = async (): Promise<void> => {
    const result = await whole()
    if (result.ok) onTake(result.value)
    else mqttStore.setState({ failure: result.failure })
  }
  const again = async (): Promise<void> => {
    const result = await attempt(() => bridge().call('mqttSending.again', connection.id, cardId, message.id))
    mqttStore.setState({ failure: result.ok ? null : result.failure })
    onChange()
  }
  const buttons = [
    { name: t('sent.again'), Icon: IconRepeat, act: again, isOff: connection.state !== 'connected' },
    { name: t('sent.take'), Icon: IconCornerUpLeft, act: take, isOff: false },
    { name: t('sent.copy'), Icon: IconCopy, act: copy, isOff: false },
  ]
  return (
    <li>
      <div>
        <time>{formatMoment(message.at)}</time>
        <code title={message.topic}>{message.topic}</code>
        <span>
          QoS {message.qos}
          {message.retain && ' R'}
        </span>
        <span className={styles['sentButtons']}>
          {buttons.map(({ name, Icon, act, isOff }) => (
            <Tooltip key={name} label={name}>
              <ActionIcon size="xs" aria-label={name} disabled={isOff} onClick={() => void act()}>
                <Icon size={12} />
              </ActionIcon>
            </Tooltip>
          ))}
        </span>
      </div>
      <pre title={message.preview}>{message.preview === '' ? <i>{t('sent.empty')}</i> : message.preview}</pre>
      <Answer answer={message.answer} qos={message.qos} isWhole />
    </li>
  )
}

function Answer({ answer, qos, isWhole = false }: { readonly answer: SentAnswer; readonly qos: Qos; readonly isWhole?: boolean }) {
  const { t } = useTranslation('mqtt-cards')
  const pick = useText()
  if (answer.kind === 'waiting') return <small>{t('sent.waiting')}</small>
  if (answer.kind === 'refused')
    return (
      <small data-tone="error" title={answer.failure.evidence}>
        {pick(answer.failure.what)}
        {isWhole && answer.failure.evidence !== undefined && ` (${answer.failure.evidence})`}
      </small>
    )
  const ms = answer.ms < 10 ? answer.ms.toFixed(1) : String(Math.round(answer.ms))
  return (
    <small data-tone={answer.hasNoSubscribers ? 'warning' : 'ok'}>
      {/* Nobody acknowledges QoS 0. */}
      {t(qos === 0 ? 'sent.sent' : 'sent.taken', { ms })}
      {answer.hasNoSubscribers && ` · ${t('sent.unheard')}`}
    </small>
  )
}
