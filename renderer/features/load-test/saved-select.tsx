import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedConnection } from '../../../shared/contract/saved-connections.ts'
import { bridge } from '../../bridge/bridge.ts'
import { stillMissing, takeSaved } from './saved-broker.ts'
import { useLoadTest } from './load-test-store.ts'
import styles from './load-test.module.css'

/** Fills the form with a saved connection; what it has not kept is named. Nothing where none is saved. */
export function SavedSelect() {
  const { t } = useTranslation('load-test')
  const [saved, setSaved] = useState<readonly SavedConnection[]>([])
  const broker = useLoadTest((state) => state.form.broker)
  const missing = stillMissing(useLoadTest((state) => state.missing), broker)
  useEffect(() => {
    bridge().call('savedConnections.list').then(setSaved, () => {})
    return bridge().on('savedConnections.didChange', setSaved)
  }, [])
  if (saved.length === 0) return null
  return (
    <div className={styles['wide']}>
      <Select
        label={t('saved.label')}
        placeholder={t('saved.choose')}
        searchable
        // Taken over, not followed: what is changed below is the test's own.
        value={null}
        data={saved.map(({ id, folder, options }) => ({ value: id, label: `${folder === '' ? '' : `${folder} / `}${options.name || options.host}` }))}
        nothingFoundMessage={t('saved.none')}
        onChange={(id) => {
          if (id !== null) void takeSaved(id)
        }}
        data-testid="load-saved"
      />
      {missing.length > 0 && (
        <p className={styles['note']} role="status" data-testid="load-missing">
          <span data-tone="warning">{t('saved.missing', { what: missing.map((key) => t(`saved.secret.${key}`)).join(t('saved.listMark')) })}</span>
        </p>
      )}
    </div>
  )
}
