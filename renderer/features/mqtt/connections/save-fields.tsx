import { Autocomplete, Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BrokerForm } from './broker-form.ts'
import { KeepingHint } from './saved/keeping-hint.tsx'
import { savedStore, useSaved } from './saved/saved-store.ts'
import styles from './connection-form.module.css'

/** Where the connection is kept, and whether its secrets are. */
export function SaveFields({ form }: { readonly form: BrokerForm }) {
  const { t } = useTranslation('mqtt-connections')
  const target = useSaved((state) => state.target)
  const connections = useSaved((state) => state.connections)
  const folders = [...new Set(connections.map(({ folder }) => folder))].filter((folder) => folder !== '')
  const hasSecrets = form.password !== '' || form.privateKey !== null || form.path.includes('?')
  return (
    <div className={styles.fields}>
      <Autocomplete
        label={t('form.folder')}
        placeholder={t('form.noFolder')}
        data={folders}
        value={target.folder}
        maxLength={100}
        onChange={(folder) => savedStore.setState({ target: { ...target, folder } })}
        style={{ gridColumn: 'span 5' }}
      />
      <div style={{ gridColumn: 'span 7', paddingTop: 24 }}>
        <Checkbox
          label={t('form.withSecrets')}
          description={target.withSecrets ? undefined : t(hasSecrets ? 'form.secretsLeftOut' : 'form.noSecrets')}
          checked={target.withSecrets}
          onChange={(event) => savedStore.setState({ target: { ...target, withSecrets: event.currentTarget.checked } })}
          data-testid="mqtt-with-secrets"
        />
        {target.withSecrets && <KeepingHint />}
      </div>
    </div>
  )
}
