import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCloud, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TimelineSource } from '../../../shared/contract/timeline.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { formatBytes } from '../../ui/format.ts'
import { hexDump, isText, prettyJson } from '../../ui/payload-text.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import { showMessage } from '../mqtt/messages/message-actions.ts'
import logStyles from '../terminal/log-view.module.css'
import { RowDetail } from '../terminal/row-detail.tsx'
import type { ShownRow } from './shown-row.ts'

/** The chosen row whole: a line as in the terminal, a message with its topic and payload. */
export function TimelineDetail({ row, source, onClose }: { readonly row: ShownRow; readonly source: TimelineSource | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('timeline')
  if (row.kind === 'line') return row.log ? <RowDetail row={row.log} onClose={onClose} /> : null
  if (row.kind === 'gone') return null
  const { message, payloadBytes } = row
  const text = prettyJson(message.payload) ?? (isText(message.payload) ? fromUtf8(message.payload) : hexDump(message.payload))
  return (
    <section className={logStyles['detail']} aria-label={t('detail')}>
      <div className={logStyles['detailHead']}>
        <span>
          {message.topic} · QoS {message.qos}
          {message.retain && ` · ${t('retained')}`} · {formatBytes(payloadBytes)}
        </span>
        <CopyIcon value={text} name={t('payload')} />
        {source?.kind === 'mqtt' && (
          <Tooltip label={t('toMqtt')}>
            <ActionIcon
              size="xs"
              aria-label={t('toMqtt')}
              onClick={() => {
                showMessage(source.id, message.seq)
                showPanel('mqtt')
              }}
            >
              <IconCloud size={13} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={t('close')}>
          <ActionIcon size="xs" aria-label={t('close')} onClick={onClose}>
            <IconX size={13} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={logStyles['detailText']} style={{ whiteSpace: 'pre-wrap' }}>
        {text}
      </div>
      {payloadBytes > message.payload.length && <div className={logStyles['detailHead']}>{t('cut', { shown: formatBytes(message.payload.length) })}</div>}
    </section>
  )
}
