import { Button } from '@mantine/core'
import { IconArrowsUpDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { watchRun } from './watch-run.ts'

/** Stays in sight during a run: what is published before somebody watches is gone. */
export function WatchButton({ run, isShort = false }: { readonly run: WizardRun; readonly isShort?: boolean }) {
  const { t } = useTranslation('wizard')
  return (
    <Button
      variant={isShort ? 'light' : 'default'}
      leftSection={<IconArrowsUpDown size={14} />}
      onClick={() => watchRun(run)}
      title={t('watch.hint')}
      data-testid="wizard-watch"
    >
      {t(isShort ? 'watch.short' : 'watch.open')}
    </Button>
  )
}
