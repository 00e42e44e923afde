import { ActionIcon, Button, CopyButton, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { likelyFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { formatBytes, formatTime } from '../../../ui/format.ts'
import { FormatSelect } from '../cards/format-select.tsx'
import { useTopicLook } from '../cards/use-topic-look.ts'
import { imageFacts } from './image-facts.ts'
import { payloadSize } from './listed-message.ts'
import { selectMessage, showTopicAs, stepOnTopic } from './message-actions.ts'
import { MessageDifference } from './message-difference.tsx'
import { MessageImage } from './message-image.tsx'
import { MessageMenu } from './message-menu.tsx'
import { MessageProperties } from './message-properties.tsx'
import { PayloadText } from './payload-text.tsx'
import { shownPayload } from './shown-payload.ts'
import { useMessage } from './use-message.ts'
import table from '../table.module.css'
import styles from './messages.module.css'

/** Bytes of a payload that are fetched and shown at first, what is added at a time, and at most: one huge message must not freeze the page. */
const folded = { first: 64 * 1024, step: 256 * 1024, most: 1024 * 1024 }

type Choose = (seq: number | null) => void

type Props = { readonly connectionId: string; readonly seq: number; readonly onClose?: () => void; /** In place of the connection's own choice. */ readonly onChoose?: Choose }

/** The chosen message, fetched when it is opened. */
export function MessageDetail({ connectionId, seq, onClose, onChoose }: Props) {
  const choose: Choose = (next) => {
    if (onChoose) onChoose(next)
    else if (next === null && onClose) onClose()
    else selectMessage(connectionId, next)
  }
  const [limit, setLimit] = useState(folded.first)
  const { message, failure } = useMessage(connectionId, seq, limit)
  const { t } = useTranslation(['mqtt', 'mqtt-messages'])
  if (message) return <OpenedMessage connectionId={connectionId} message={message} choose={choose} onMore={limit < folded.most ? () => setLimit(Math.min(folded.most, limit + folded.step)) : null} />
  return (
    <aside className={styles['detail']} aria-label={t('detail.title')}>
      <header>
        <code />
        <CloseButton choose={choose} />
      </header>
      {failure && <FailureCard failure={failure} />}
      {message === undefined && <p className={table['none']}>{t('mqtt-messages:gone')}</p>}
    </aside>
  )
}

const views = ['payload', 'difference', 'image'] as const
type View = (typeof views)[number]

/** `onMore` unfolds more of a large payload; null: there is no more to unfold. */
function OpenedMessage({ connectionId, message, choose, onMore }: { readonly connectionId: string; readonly message: MqttMessage; readonly choose: Choose; readonly onMore: (() => void) | null }) {
  const { t } = useTranslation(['mqtt', 'mqtt-messages'])
  const chosen = useTopicLook(message.topic).format
  const likely = useMemo(() => likelyFormat(message.payload), [message])
  const format = chosen ?? likely
  const shown = useMemo(() => shownPayload(message.payload, format, 4 * folded.most), [message, format])
  const image = useMemo(() => imageFacts(message.payload), [message])
  const [chosenView, setView] = useState<View | null>(null)
  const view = chosenView ?? (image && chosen === undefined ? 'image' : 'payload')
  const size = payloadSize(message)
  return (
    <aside className={styles['detail']} aria-label={t('detail.title')}>
      <header>
        <code title={message.topic}>{message.topic}</code>
        <StepButton connectionId={connectionId} seq={message.seq} choose={choose} side="before" />
        <StepButton connectionId={connectionId} seq={message.seq} choose={choose} side="after" />
        <CopyButton value={shown.text}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? 'detail.copied' : 'detail.copy')}>
              <ActionIcon size="sm" aria-label={t('detail.copy')} onClick={copy}>
                {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        <MessageMenu connectionId={connectionId} message={message} />
        <CloseButton choose={choose} />
      </header>
      <div className={styles['detailBody']}>
        <p className={styles['detailFacts']}>
          {t(`message.${message.direction}`)} · {formatTime(message.at)} · QoS {message.qos}
          {message.retain && ` · ${t('message.retained')}`} · {t('bytes', { count: size })}
        </p>
        <div className={styles['detailViews']}>
          <div role="tablist" aria-label={t('mqtt-messages:detail.views')}>
            {views.map((each) =>
              each === 'image' && !image ? null : (
                <button key={each} type="button" role="tab" aria-selected={each === view} onClick={() => setView(each)}>
                  {t(`mqtt-messages:detail.${each}`)}
                </button>
              ),
            )}
          </div>
          <FormatSelect label={t('detail.view')} value={format} onChange={(next) => showTopicAs(message.topic, next)} />
        </div>
        {view === 'image' && image && <MessageImage connectionId={connectionId} message={message} facts={image} />}
        {view === 'difference' && <MessageDifference connectionId={connectionId} message={message} format={format} />}
        {view === 'payload' && <PayloadText shown={shown} format={format} />}
        {view === 'payload' && message.payload.length < size && (
          <p className={styles['cut']}>
            {t('mqtt-messages:detail.folded', { shown: formatBytes(message.payload.length), all: formatBytes(size) })}
            {onMore && (
              <Button size="compact-xs" variant="subtle" onClick={onMore}>
                {t('mqtt-messages:detail.more')}
              </Button>
            )}
          </p>
        )}
        {message.properties && <MessageProperties properties={message.properties} />}
      </div>
    </aside>
  )
}

function CloseButton({ choose }: { readonly choose: Choose }) {
  const { t } = useTranslation('mqtt')
  return (
    <ActionIcon size="sm" aria-label={t('detail.close')} onClick={() => choose(null)}>
      <IconX size={14} />
    </ActionIcon>
  )
}

function StepButton({ connectionId, seq, choose, side }: { readonly connectionId: string; readonly seq: number; readonly choose: Choose; readonly side: 'before' | 'after' }) {
  const { t } = useTranslation('mqtt-messages')
  return (
    <Tooltip label={t(`detail.${side}`)}>
      <ActionIcon size="sm" aria-label={t(`detail.${side}`)} onClick={() => void stepOnTopic(connectionId, seq, side, t(`detail.none-${side}`), choose)}>
        {side === 'before' ? <IconArrowUp size={14} /> : <IconArrowDown size={14} />}
      </ActionIcon>
    </Tooltip>
  )
}
