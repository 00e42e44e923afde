import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMantineColorScheme } from '@mantine/core'
import { usePractice } from '../features/practice/practice-store.ts'
import { shortPortName } from '../features/ports/port-name.ts'
import { changeSettings } from '../features/settings/settings-store.ts'
import { formatBytes } from '../ui/format.ts'
import { useLanguage } from '../ui/local-text.ts'
import { showPanel } from './dock-layout.ts'
import { useActiveSession, useSessionCounts } from './open-session.ts'
import styles from './status-bar.module.css'

const noCounts = { bytesIn: 0, bytesOut: 0, recorded: 0 }

function SessionStatus() {
  const { t } = useTranslation('shell')
  const session = useActiveSession()
  const { bytesIn, bytesOut, recorded } = useSessionCounts(session?.id ?? '') ?? noCounts
  if (!session) return <span>{t('status.noSession')}</span>
  return (
    <>
      <span title={session.port.path}>{shortPortName(session.port)}</span>
      <span className="at-mono" title={t('status.bytes')}>
        ↓ {formatBytes(bytesIn)} ↑ {formatBytes(bytesOut)}
      </span>
      <span title={session.recording.file}>{t('status.recording', { size: formatBytes(recorded) })}</span>
      <span data-owner={session.owner}>{t(`status.owner.${session.owner}`)}</span>
    </>
  )
}

export function StatusBar() {
  const { t } = useTranslation('shell')
  const language = useLanguage()
  const { colorScheme } = useMantineColorScheme()
  const isBrokerOn = usePractice((practice) => practice.broker !== null)
  const isDark = colorScheme === 'dark'
  return (
    <footer className={styles['bar']}>
      <SessionStatus />
      <span className={styles['space']} />
      <UnstyledButton className={styles['button']} onClick={() => showPanel('practice')}>
        {t(isBrokerOn ? 'status.practiceOn' : 'status.practiceOff')}
      </UnstyledButton>
      <UnstyledButton
        className={styles['button']}
        aria-label={t('status.switchLanguage')}
        onClick={() => changeSettings({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        <span data-on={language === 'zh' || undefined}>中文</span> / <span data-on={language === 'en' || undefined}>EN</span>
      </UnstyledButton>
      <ActionIcon
        size="xs"
        aria-label={t(isDark ? 'status.toLight' : 'status.toDark')}
        title={t(isDark ? 'status.toLight' : 'status.toDark')}
        onClick={() => changeSettings({ theme: isDark ? 'light' : 'dark' })}
      >
        {isDark ? <IconSun size={14} /> : <IconMoon size={14} />}
      </ActionIcon>
    </footer>
  )
}
