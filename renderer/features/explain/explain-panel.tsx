import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureList } from '../field-failures/failure-list.tsx'
import { showView, useExplain, type ExplainView } from './explain-store.ts'
import styles from './explain.module.css'
import { LogView } from './log-view.tsx'

/** A log explained, and the failures of the field to look something up in. */
export function ExplainPanel() {
  const { t } = useTranslation('field-failures')
  const view = useExplain((state) => state.view)
  return (
    <section className={styles['explain']} data-testid="explain">
      <Tabs className={styles['tabs'] ?? ''} value={view} onChange={(chosen) => chosen && showView(chosen as ExplainView)} keepMounted={false}>
        <Tabs.List aria-label={t('tab.label')}>
          <Tabs.Tab value="log" data-testid="explain-tab-log">
            {t('tab.log')}
          </Tabs.Tab>
          <Tabs.Tab value="list" data-testid="explain-tab-list">
            {t('tab.list')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="log" className={styles['view'] ?? ''}>
          <LogView />
        </Tabs.Panel>
        <Tabs.Panel value="list" className={styles['view'] ?? ''}>
          <FailureList />
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}
