import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { toHex } from '../../../shared/text/bytes.ts'
import { decodeAs } from '../../../shared/text/charset.ts'
import { RowMarkEditor } from '../log/row-mark.tsx'
import { RecordButtons } from '../sequences/record-buttons.tsx'
import { useCharset } from './charset-context.ts'
import { explainRow } from './explain-row.ts'
import { LineExplanation } from './line-explanation.tsx'
import type { LogRow } from './log-rows.ts'
import { VisibleBytes } from './log-row-view.tsx'
import styles from './log-view.module.css'
import { useRowModem } from './session-modem.ts'

/** One row whole: wrapped text, all its bytes, and a way to take it along. */
export function RowDetail({ row, onClose }: { readonly row: LogRow; readonly onClose: () => void }) {
  const { t } = useTranslation('terminal')
  const modem = useRowModem()
  const charset = useCharset()
  const explained = explainRow(row, modem)
  return (
    <section className={styles['detail']} aria-label={t('detail.name')}>
      <div className={styles['detailHead']}>
        <span>{t('detail.bytes', { count: row.bytes.length })}</span>
        <RowMarkEditor row={row.id} />
        <RecordButtons direction={explained.kind === 'echo' ? 'out' : row.direction} bytes={row.bytes} />
        <CopyButton value={decodeAs(row.direction === 'note' ? 'utf-8' : charset, row.bytes)}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? 'detail.copied' : 'detail.copy')}>
              <ActionIcon size="xs" aria-label={t('detail.copy')} onClick={copy}>
                {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        <ActionIcon size="xs" aria-label={t('detail.close')} onClick={onClose}>
          <IconX size={13} />
        </ActionIcon>
      </div>
      <LineExplanation explained={explained} />
      <div className={styles['detailText']}>
        <VisibleBytes bytes={row.bytes} />
      </div>
      <div className={styles['detailHex']}>{toHex(row.bytes, ' ')}</div>
    </section>
  )
}
