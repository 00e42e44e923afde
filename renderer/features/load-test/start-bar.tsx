import { Button } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../ui/format.ts'
import { useText } from '../../ui/local-text.ts'
import { planOf, problemOf, totals } from './load-form.ts'
import { startLoadTest, stopLoadTest } from './load-test-actions.ts'
import { isUnderWay, useLoadTest } from './load-test-store.ts'
import styles from './load-test.module.css'

/** What the plan comes to, and the one button. */
export function StartBar() {
  const { t } = useTranslation('load-test')
  const text = useText()
  const form = useLoadTest((state) => state.form)
  const isRunning = useLoadTest(({ test }) => isUnderWay(test))
  const isBusy = useLoadTest((state) => state.isBusy)
  const plan = planOf(form)
  const problem = problemOf(form)
  const sum = plan && totals(plan)
  return (
    <div className={styles['start']}>
      {problem ? (
        <p className={styles['problem']} role="alert" data-testid="load-problem">
          {text(problem.what)} {text(problem.next)}
        </p>
      ) : (
        sum && (
          <p className={styles['note']} data-testid="load-totals">
            {t('totals', { messages: sum.messages.toLocaleString(), deliveries: sum.deliveries.toLocaleString(), bytes: formatBytes(sum.bytesPerSecond) })}
          </p>
        )
      )}
      {isRunning ? (
        <Button color="red" leftSection={<IconPlayerStop size={14} />} loading={isBusy} onClick={() => void stopLoadTest()} data-testid="load-stop">
          {t('stop')}
        </Button>
      ) : (
        <Button leftSection={<IconPlayerPlay size={14} />} loading={isBusy} disabled={!plan || problem !== null} onClick={() => void startLoadTest()} data-testid="load-start">
          {t('start')}
        </Button>
      )}
    </div>
  )
}
