import { ActionIcon, CopyButton, SegmentedControl, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MqttMessage } from '../../../shared/contract/mqtt.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import { formatTime } from '../../ui/format.ts'
import { hexDump, isText, prettyJson } from '../../ui/payload-text.ts'
import { selectMessage } from './mqtt-actions.ts'
import styles from './messages.module.css'

type View = 'json' | 'text' | 'hex'

/** Beyond this a payload is cut in the view, so that one huge message does not freeze the page. Bytes. */
const shownBytes = 64 * 1024

export function MessageDetail({ connectionId, message }: { readonly connectionId: string; readonly message: MqttMessage }) {
  const { t } = useTranslation('mqtt')
  const shown = useMemo(() => message.payload.subarray(0, shownBytes), [message])
  const pretty = useMemo(() => prettyJson(shown), [shown])
  const [view, setView] = useState<View>(pretty !== undefined ? 'json' : isText(shown) ? 'text' : 'hex')
  const content = view === 'json' ? (pretty ?? '') : view === 'text' ? fromUtf8(shown) : hexDump(shown)
  const views: readonly View[] = pretty === undefined ? ['text', 'hex'] : ['json', 'text', 'hex']
  return (
    <aside className={styles.detail} aria-label={t('detail.title')}>
      <header>
        <code title={message.topic}>{message.topic}</code>
        <SegmentedControl
          size="xs"
          aria-label={t('detail.view')}
          data={views.map((one) => ({ value: one, label: t(`detail.${one}`) }))}
          value={view}
          onChange={(chosen) => setView(views.find((one) => one === chosen) ?? 'text')}
        />
        <CopyButton value={content}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? 'detail.copied' : 'detail.copy')}>
              <ActionIcon size="sm" aria-label={t('detail.copy')} onClick={copy}>
                {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        <ActionIcon size="sm" aria-label={t('detail.close')} onClick={() => selectMessage(connectionId, undefined)}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      <p className={styles.detailFacts}>
        {t(`message.${message.direction}`)} · {formatTime(message.at)} · QoS {message.qos}
        {message.retain && ` · ${t('message.retained')}`} · {t('bytes', { count: message.payload.length })}
      </p>
      <pre data-view={view} tabIndex={0}>
        {content}
      </pre>
      {shown.length < message.payload.length && <p className={styles.cut}>{t('detail.cut', { count: shownBytes / 1024 })}</p>}
    </aside>
  )
}
