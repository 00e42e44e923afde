import { useTranslation } from 'react-i18next'
import { useSaved } from './saved-store.ts'
import styles from './saved.module.css'

/** Where secrets go and how they are kept there, said before they are. */
export function KeepingHint() {
  const { t } = useTranslation('profiles')
  const keeping = useSaved((state) => state.keeping)
  if (!keeping) return null
  return (
    <p className={styles.hint} data-keeping={keeping.kind} data-testid="mqtt-keeping">
      {t(`keeping.${keeping.kind}`)} <code>{keeping.path}</code>
    </p>
  )
}
