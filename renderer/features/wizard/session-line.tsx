import { Anchor } from '@mantine/core'
import { IconPlug, IconPlugOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatLine } from '../../../shared/contract/serial.ts'
import { openDialog } from '../../app/dialogs.ts'
import { useActiveSession } from '../../app/open-session.ts'
import styles from './wizard.module.css'

/** Which port the commands will go to, or how to get one. */
export function SessionLine() {
  const { t } = useTranslation('wizard')
  const session = useActiveSession()
  if (!session) {
    return (
      <div className={styles.session} data-tone="missing">
        <IconPlugOff size={15} aria-hidden />
        <span>{t('session.none')}</span>
        <Anchor component="button" type="button" size="sm" onClick={() => openDialog('open-port')}>
          {t('session.open')}
        </Anchor>
      </div>
    )
  }
  return (
    <div className={styles.session} data-tone={session.state === 'open' ? 'open' : 'missing'}>
      <IconPlug size={15} aria-hidden />
      <span>{t('session.port')}</span>
      <code className={styles.sessionPath}>{session.port.path}</code>
      <span className={styles.sessionLine}>
        {session.port.kind === 'system' ? formatLine(session.settings) : ''}
        {session.state === 'open' ? '' : ` ${t('session.waiting')}`}
      </span>
    </div>
  )
}
