import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { startBroker, usePractice } from '../practice/practice-store.ts'
import { fillFromPractice } from './form-actions.ts'
import { inputsOf, useWizard } from './wizard-store.ts'
import styles from './wizard.module.css'

/** No broker at hand? The practice broker fills the form in one click; it is started when it does not run yet. */
export function PracticeHint() {
  const { t } = useTranslation('wizard')
  const broker = usePractice((view) => view.broker)
  const isFilled = useWizard((state) => broker !== null && inputsOf(state)['host'] === broker.host && inputsOf(state)['port'] === String(broker.tlsPort))
  const isBusy = usePractice((view) => view.isBusy)

  const fill = async (): Promise<void> => {
    if (broker) return fillFromPractice(broker)
    const result = await startBroker()
    if (result.ok && result.value.broker) fillFromPractice(result.value.broker)
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
