import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './terminal-panel.module.css'
import { setTerminal, useTerminal } from './terminal-store.ts'

/** Lines or screen: the same choice for every session and replay. */
export function ViewChoice() {
  const { t } = useTranslation('terminal')
  const view = useTerminal((state) => state.view)
  return (
    <SegmentedControl
      className={styles['views'] ?? ''}
      aria-label={t('view.name')}
      value={view}
      onChange={(value) => setTerminal({ view: value })}
      data={[
        { value: 'log', label: t('view.log') },
        { value: 'screen', label: t('view.screen') },
      ]}
    />
  )
}
