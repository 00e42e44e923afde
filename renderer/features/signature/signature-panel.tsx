import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BatchView } from './batch-view.tsx'
import { CalculateView } from './calculate-view.tsx'
import { CheckView } from './check-view.tsx'
import { showTab } from './signature-actions.ts'
import { signatureTabs, useSignature, type SignatureTab } from './signature-store.ts'
import styles from './signature.module.css'
import { ToolView } from './tool-view.tsx'

const views = { calculate: CalculateView, check: CheckView, tool: ToolView, batch: BatchView } as const

/** What a cloud wants to see at the door: computed, checked, for one device or a list of them. */
export function SignaturePanel() {
  const { t } = useTranslation('signature')
  const tab = useSignature((state) => state.tab)
  return (
    <section className={styles.panel} data-testid="signature">
      <Tabs className={styles.tabs ?? ''} value={tab} onChange={(chosen) => chosen && showTab(chosen as SignatureTab)} keepMounted={false}>
        <Tabs.List aria-label={t('tabs')}>
          {signatureTabs.map((id) => (
            <Tabs.Tab key={id} value={id} data-testid={`signature-tab-${id}`}>
              {t(`tab.${id}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {signatureTabs.map((id) => {
          const View = views[id]
          return (
            <Tabs.Panel key={id} value={id} className={styles.view ?? ''}>
              <View />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </section>
  )
}
