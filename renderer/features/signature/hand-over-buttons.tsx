import { Button } from '@mantine/core'
import { IconListCheck, IconPlayerPlay, IconPlugConnected } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Calculation } from './calculation.ts'
import { toWizard, tryFromHere } from './hand-over.ts'
import { runFromHere, useRun } from './run-store.ts'
import styles from './signature.module.css'

/** One click to where the values are used. */
export function HandOver({ calculation: { cloud, operation } }: { readonly calculation: Calculation }) {
  const { t } = useTranslation('signature')
  const isRunning = useRun((state) => state.running !== null)
  if (operation.kind === 'tool') return null
  return (
    <div className={styles.actions}>
      {operation.kind === 'login' ? (
        <>
          <Button leftSection={<IconPlugConnected size={14} />} title={t('try.hint')} onClick={() => void tryFromHere()} data-testid="signature-try">
            {t('try.button')}
          </Button>
          <Button variant="default" leftSection={<IconListCheck size={14} />} title={t('wizard.hint')} onClick={toWizard} data-testid="signature-to-wizard">
            {t('wizard.button')}
          </Button>
        </>
      ) : (
        <Button
          leftSection={<IconPlayerPlay size={14} />}
          loading={isRunning}
          title={t('run.hint')}
          onClick={() => void runFromHere(cloud.id, operation.id)}
          data-testid="signature-run"
        >
          {t('run.button')}
        </Button>
      )}
    </div>
  )
}
