import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { startOver } from './run-actions.ts'
import { useWizard } from './wizard-store.ts'

/** What the plan had set on the modem is gone: the same plan again, from its first command. */
export function StartOverButton({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  const isBusy = useWizard((state) => state.busy !== null)
  return (
    <Button size="compact-sm" variant="default" loading={isBusy} title={t('alert.startOverHint')} onClick={() => void startOver(run)} data-testid="wizard-start-over">
      {t('alert.startOver')}
    </Button>
  )
}
