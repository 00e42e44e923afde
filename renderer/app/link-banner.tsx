import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLinkState } from './link-state.ts'
import styles from './link-banner.module.css'

/** The page lives on while the program is away; it only says so, and nothing is lost. */
export function LinkBanner() {
  const { t } = useTranslation('shell')
  const state = useLinkState()
  if (state === 'connected') return null
  return (
    <div className={styles['banner']} role="status">
      <IconPlugConnectedX size={16} aria-hidden />
      <strong>{t('link.lost')}</strong>
      <span>{t('link.next')}</span>
    </div>
  )
}
