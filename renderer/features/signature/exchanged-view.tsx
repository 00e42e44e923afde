import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchanged } from '../../../shared/contract/registration.ts'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { RevealIcon } from '../../ui/reveal-icon.tsx'
import { withoutSecrets } from './result-rows.ts'
import styles from './signature.module.css'

type Props = { readonly exchanged: Exchanged; readonly secrets: readonly string[] }

/** The call as it went over the wire, both ways; its secrets behind an eye. */
export function ExchangedView({ exchanged, secrets }: Props) {
  const { t } = useTranslation('signature')
  const [isShown, setShown] = useState(false)
  const shown = (value: string): string => (isShown ? value : withoutSecrets(value, secrets, '••••••'))
  return (
    <div className={styles.exchanged}>
      <p className={styles.blockHead}>
        <span>{t('run.sent')}</span>
        <RevealIcon isShown={isShown} onToggle={() => setShown(!isShown)} name={t('run.secrets')} />
        <CopyIcon value={`${exchanged.target}\n${exchanged.sent}`} name={t('run.sent')} />
      </p>
      <pre className={styles.code}>{shown(`${exchanged.target}\n${exchanged.sent}`)}</pre>
      <p className={styles.blockHead}>
        <span>{t('run.received', { ms: exchanged.elapsedMs })}</span>
        <CopyIcon value={exchanged.received} name={t('run.answer')} />
      </p>
      <pre className={styles.code}>{shown(exchanged.received)}</pre>
    </div>
  )
}
