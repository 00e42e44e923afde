import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { findVariant } from '../../../shared/wizard/variant.ts'
import { startBroker, usePractice } from '../practice/practice-store.ts'
import { fillFromPractice } from './form-actions.ts'
import { isOnBench } from './practice-inputs.ts'
import { inputsOf, useCloud, useModem, useWizard } from './wizard-store.ts'
import styles from './wizard.module.css'

/** No broker at hand? The practice broker fills the form in one click; it is started when it does not run yet. */
export function PracticeHint() {
  const { t } = useTranslation('wizard')
  const cloud = useCloud()
  const broker = usePractice((view) => view.broker)
  const clouds = usePractice((view) => view.clouds)
  const modem = useModem()
  const isFilled = useWizard((state) => broker !== null && isOnBench({ broker, clouds }, cloud, inputsOf(state), findVariant(modem, cloud, state.variantId)?.operation))
  const isBusy = usePractice((view) => view.isBusy)

  const fill = async (): Promise<void> => {
    if (broker) return fillFromPractice({ broker, clouds })
    const result = await startBroker()
    if (result.ok && result.value.broker) fillFromPractice({ broker: result.value.broker, clouds: result.value.clouds })
  }

  if (isFilled) return null
  return (
    <div className={styles.practice}>
      <span>{t(broker ? 'practice.running' : 'practice.stopped')}</span>
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconFlask size={13} />}
        loading={isBusy}
        onClick={() => void fill()}
        data-testid="wizard-fill-practice"
      >
        {t(broker ? 'practice.fill' : 'practice.startAndFill')}
      </Button>
    </div>
  )
}
