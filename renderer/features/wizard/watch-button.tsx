import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowsUpDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { setIntent } from '../../app/intents.ts'
import { brokerOptionsOf } from './broker-options.ts'
import { useComposed } from './use-composed.ts'

/** The second client: this PC on the same broker, so that both directions can be watched. */
export function WatchButton({ run, isQuiet = false }: { readonly run: WizardRun; readonly isQuiet?: boolean }) {
  const { t } = useTranslation('wizard')
  const { plan } = useComposed()
  const open = (): void => {
    const { publishTopic, subscribeTopic } = run.plan.job.exchange
    // The other way round: what the modem publishes is heard here, and what it hears is spoken here.
    setIntent('mqttTopics', {
      ...(publishTopic !== undefined && { subscribe: publishTopic }),
      ...(subscribeTopic !== undefined && !/[+#]/.test(subscribeTopic) && { publish: subscribeTopic }),
    })
    setIntent('connectMqtt', brokerOptionsOf(run.plan.job, plan?.job))
    showPanel('mqtt')
  }
  if (isQuiet) {
    return (
      <Tooltip label={`${t('watch.open')}: ${t('watch.hint')}`} multiline w={240}>
        <ActionIcon size="input-xs" aria-label={t('watch.open')} onClick={open} data-testid="wizard-watch">
          <IconArrowsUpDown size={16} />
        </ActionIcon>
      </Tooltip>
    )
  }
  return (
    <Button variant="default" leftSection={<IconArrowsUpDown size={14} />} onClick={open} title={t('watch.hint')} data-testid="wizard-watch">
      {t('watch.open')}
    </Button>
  )
}
