import { useTranslation } from 'react-i18next'
import { useProfiles } from './profiles-store.ts'
import styles from './profiles.module.css'

/** Where secrets go and how they are kept there, said before they are. */
export function SecretHint() {
  const { t } = useTranslation('profiles')
  const keeping = useProfiles((state) => state.keeping)
  if (!keeping) return null
  return (
    <p className={styles.hint} data-keeping={keeping.kind} data-testid="profiles-keeping">
      {t(`keeping.${keeping.kind}`)} <code>{keeping.path}</code>
    </p>
  )
}
