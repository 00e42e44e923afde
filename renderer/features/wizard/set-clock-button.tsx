import { Button } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { controlRun } from './run-actions.ts'
import { useWizard } from './wizard-store.ts'

/** Offered where the clock is what failed; its title shows the command, for the click is the consent. */
export function SetClockButton({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  const { findModem } = useCatalogue()
  const busy = useWizard((view) => view.busy)
  // The time of the click is what is sent; this one shows the form.
  const [now] = useState(() => Date.now())
  const command = findModem(run.plan.modem)?.clock?.set?.(now)
  if (!command) return null
  return (
    <Button variant="default" size="compact-sm" leftSection={<IconClock size={14} />} loading={busy === 'control'} title={command.send} onClick={() => void controlRun(run.id, 'wizard.setClock')} data-testid="wizard-set-clock">
      {t('clock.set')}
    </Button>
  )
}
