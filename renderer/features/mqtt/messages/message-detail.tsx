import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { likelyFormat, readPayload } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { formatTime } from '../../../ui/format.ts'
import { hexDump } from '../../../ui/payload-text.ts'
import { FormatSelect } from '../cards/format-select.tsx'
import { selectMessage, showTopicAs } from './message-actions.ts'
import { useMqtt } from '../mqtt-store.ts'
import { PayloadProblem } from '../cards/payload-problem.tsx'
import { payloadSize } from './listed-message.ts'
import { useMessage } from './use-message.ts'
import styles from './messages.module.css'

/** Beyond this a payload is cut in the view, so that one huge message does not freeze the page. Bytes. */
const shownBytes = 64 * 1024

/** The chosen message, fetched when it is opened. */
export function MessageDetail({ connectionId, seq }: { readonly connectionId: string; readonly seq: number }) {
  const { message, failure } = useMessage(connectionId, seq, shownBytes)
  const { t } = useTranslation(['mqtt', 'mqtt-messages'])
  if (message) return <WholeMessage connectionId={connectionId} message={message} />
  return (
    <aside className={styles['detail']} aria-label={t('detail.title')}>
      <header>
        <code />
        <ActionIcon size="sm" aria-label={t('detail.close')} onClick={() => selectMessage(connectionId, null)}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      {failure && <FailureCard failure={failure} />}
      {message === undefined && <p className={styles['none']}>{t('mqtt-messages:gone')}</p>}
    </aside>
  )
}

function WholeMessage({ connectionId, message }: { readonly connectionId: string; readonly message: MqttMessage }) {
  const { t } = useTranslation('mqtt')
  const chosen = useMqtt((state) => state.formats[message.topic])
  const likely = useMemo(() => likelyFormat(message.payload), [message])
  const view = chosen ?? likely
  const reading = useMemo(() => readPayload(view, message.payload, shownBytes), [message, view])
  const isDump = view === 'hex' || !reading.ok
  const dump = useMemo(() => (isDump ? hexDump(message.payload) : ''), [message, isDump])
  const content = reading.ok && !isDump ? reading.text : dump
  const isCut = payloadSize(message) > shownBytes || (reading.ok && reading.isCut)
  return (
    <aside className={styles['detail']} aria-label={t('detail.title')}>
      <header>
        <code title={message.topic}>{message.topic}</code>
        <FormatSelect label={t('detail.view')} value={view} onChange={(format) => showTopicAs(message.topic, format)} />
        <CopyButton value={content}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? 'detail.copied' : 'detail.copy')}>
              <ActionIcon size="sm" aria-label={t('detail.copy')} onClick={copy}>
                {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        <ActionIcon size="sm" aria-label={t('detail.close')} onClick={() => selectMessage(connectionId, null)}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      <p className={styles['detailFacts']}>
        {t(`message.${message.direction}`)} · {formatTime(message.at)} · QoS {message.qos}
        {message.retain && ` · ${t('message.retained')}`} · {t('bytes', { count: payloadSize(message) })}
      </p>
      {!reading.ok && <PayloadProblem problem={reading.problem} note={t('detail.asHex')} />}
      <pre data-view={isDump ? 'hex' : view} tabIndex={0}>
        {content}
      </pre>
      {isCut && <p className={styles['cut']}>{t('detail.cut', { count: shownBytes / 1024 })}</p>}
    </aside>
  )
}
