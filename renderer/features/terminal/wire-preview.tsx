import { useTranslation } from 'react-i18next'
import { toHex } from '../../../shared/text/bytes.ts'
import styles from './send-row.module.css'

/** Beyond this many nobody counts along. */
const shownBytes = 64

/** The bytes that will go out, where the line does not show them as they are. */
export function WirePreview({ bytes }: { readonly bytes: Uint8Array }) {
  const { t } = useTranslation('terminal')
  return (
    <p className={styles['wire']} data-testid="wire-preview">
      <span>{t('send.wire', { count: bytes.length })}</span>
      <code>{`${toHex(bytes.subarray(0, shownBytes), ' ')}${bytes.length > shownBytes ? ' …' : ''}`}</code>
    </p>
  )
}
