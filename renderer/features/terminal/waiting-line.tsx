import { useTranslation } from 'react-i18next'
import { useText } from '../../ui/local-text.ts'
import styles from './terminal-panel.module.css'
import type { Session } from '../../app/session-list.ts'

/** Says what is wrong with a session that goes on by itself: the device is gone, or its recording cannot be written. */
export function WaitingLine({ session: { state, failure } }: { readonly session: Session }) {
  const { t } = useTranslation('terminal')
  const text = useText()
  if (state !== 'waiting' && (state === 'closed' || !failure)) return null
  return (
    <div className={styles['waiting']} role="status">
      <strong>{failure ? text(failure.what) : t('waiting.what')}</strong>
      <span>{state === 'open' && failure ? text(failure.next) : t('waiting.next')}</span>
    </div>
  )
}
