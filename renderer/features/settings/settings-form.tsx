import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUserFiles } from '../../app/catalogue.ts'
import { openDialog } from '../../app/dialogs.ts'
import { resetLayout } from '../../app/dock-layout.ts'
import { useActiveSession } from '../../app/open-session.ts'
import { bridge } from '../../bridge/bridge.ts'
import { changeSettings, useSettings } from './settings-store.ts'
import styles from './settings-form.module.css'

export function SettingsForm() {
  const { t } = useTranslation('settings')
  const language = useSettings((settings) => settings.language)
  const theme = useSettings((settings) => settings.theme)
  const recording = useActiveSession()?.recording.file
  const files = useUserFiles()
  const broken = files.filter(({ problems }) => problems.length > 0).length
  const { host } = bridge()
  return (
    <div className={styles['form']}>
      <span id="settings-language">{t('language.label')}</span>
      <SegmentedControl
        aria-labelledby="settings-language"
        value={language}
        onChange={(value) => changeSettings({ language: value })}
        data={[
          { value: 'system', label: t('language.system') },
          // Each language in its own words, so that it can be found by whoever cannot read the current one.
          { value: 'en', label: t('language.en') },
          { value: 'zh', label: t('language.zh') },
        ]}
      />
      <span id="settings-theme">{t('theme.label')}</span>
      <SegmentedControl
        aria-labelledby="settings-theme"
        value={theme}
        onChange={(value) => changeSettings({ theme: value })}
        data={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
      <span>{t('layout.label')}</span>
      <div>
        <Button variant="default" onClick={resetLayout}>
          {t('layout.reset')}
        </Button>
      </div>
      <span>{t('data.label')}</span>
      <div>
        <Text size="xs">{t('data.text')}</Text>
        {recording !== undefined && (
          <Group gap={6} mt={4}>
            <code className={styles['file']}>{recording}</code>
            {host.capabilities.showInFolder && (
              <Button size="compact-xs" variant="default" onClick={() => void bridge().call('host.showInFolder', recording)}>
                {t('data.show')}
              </Button>
            )}
          </Group>
        )}
      </div>
      <span>{t('profiles.label')}</span>
      <Group gap={8}>
        <Text size="xs">{files.length === 0 ? t('profiles.none') : t('profiles.summary', { count: files.length })}</Text>
        {broken > 0 && (
          <Text size="xs" c="var(--at-error)">
            {t('profiles.broken', { count: broken })}
          </Text>
        )}
        <Button size="compact-xs" variant="default" onClick={() => openDialog('user-profiles')} data-testid="settings-user-profiles">
          {t('profiles.show')}
        </Button>
      </Group>
      <span>{t('about.label')}</span>
      <Text size="xs" c="dimmed">
        {t(`about.${host.name}`, { version: host.version, platform: host.platform })}
      </Text>
    </div>
  )
}
