import { Kbd, UnstyledButton } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { bridge } from '../bridge/bridge.ts'
import { SessionTabs } from './session-tabs.tsx'
import { SignalBadges } from './signal-badges.tsx'
import { useActiveSession } from './open-session.ts'
import styles from './top-bar.module.css'

export function TopBar() {
  const { t } = useTranslation('shell')
  const session = useActiveSession()
  return (
    <header className={styles['bar']}>
      <SessionTabs />
      {session && <SignalBadges session={session} />}
      <UnstyledButton className={styles['search']} onClick={spotlight.open} aria-label={t('palette.open')}>
        <IconSearch size={14} aria-hidden />
        <span className="at-truncate">{t('palette.placeholder')}</span>
        <Kbd size="xs">{t(bridge().host.platform === 'darwin' ? 'palette.keysMac' : 'palette.keys')}</Kbd>
      </UnstyledButton>
    </header>
  )
}
