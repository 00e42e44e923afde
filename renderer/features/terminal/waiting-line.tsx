import { useTranslation } from 'react-i18next'
import type { SessionInfo } from '../../../shared/contract/serial.ts'
import { useText } from '../../ui/local-text.ts'
import styles from './terminal-panel.module.css'

/** Says that the device is gone and that nothing needs to be done about the session. */
export function WaitingLine({ session }: { readonly session: SessionInfo }) {
  const { t } = useTranslation('terminal')
  const text = useText()
  if (session.state !== 'waiting') return null
  return (
    <div className={styles['waiting']} role="status">
      <strong>{session.failure ? text(session.failure.what) : t('waiting.what')}</strong>
      <span>{t('waiting.next')}</span>
    </div>
  )
}
