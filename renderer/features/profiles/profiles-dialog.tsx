import { Button, Checkbox } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bridge } from '../../bridge/bridge.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { importProfile } from './profile-actions.ts'
import { ProfileRow } from './profile-row.tsx'
import { attachProfiles, dismissFailure, useProfiles } from './profiles-store.ts'
import { SaveProfile } from './save-profile.tsx'
import { SecretHint } from './secret-hint.tsx'
import styles from './profiles.module.css'

/** Saves the wizard's form under a name, and brings what was saved back into it. */
export function ProfilesDialog({ onLoaded }: { readonly onLoaded: () => void }) {
  const { t } = useTranslation('profiles')
  const profiles = useProfiles((state) => state.profiles)
  const failure = useProfiles((state) => state.failure)
  const [withSecrets, setWithSecrets] = useState(false)
  const [leftOut, setLeftOut] = useState(false)

  useEffect(() => {
    const detach = attachProfiles(bridge())
    return () => {
      detach()
      dismissFailure()
    }
  }, [])

  const bringIn = async (): Promise<void> => {
    const imported = await importProfile(t('import.title'), withSecrets)
    setLeftOut(imported?.secrets === 'left-out')
    setWithSecrets(false)
  }

  return (
    <div className={styles.dialog} data-testid="profiles">
      <SaveProfile />
      {failure && <FailureCard failure={failure} onDismiss={dismissFailure} />}
      <section aria-label={t('list.title')}>
        <h3 className={styles.title}>{t('list.title')}</h3>
        {profiles.length === 0 ? (
          <p className={styles.empty}>{t('list.empty')}</p>
        ) : (
          <ul className={styles.list}>
            {profiles.map((profile) => (
              <ProfileRow key={profile.id} profile={profile} onLoaded={onLoaded} />
            ))}
          </ul>
        )}
      </section>
      <div className={styles.import}>
        <Button variant="default" size="xs" leftSection={<IconFileImport size={14} />} onClick={() => void bringIn()} data-testid="profiles-import">
          {t('import.button')}
        </Button>
        <Checkbox size="xs" label={t('import.withSecrets')} checked={withSecrets} onChange={(event) => setWithSecrets(event.currentTarget.checked)} />
      </div>
      {withSecrets && <SecretHint />}
      {leftOut && <p className={styles.hint}>{t('import.leftOut')}</p>}
    </div>
  )
}
