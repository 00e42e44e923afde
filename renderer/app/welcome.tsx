import { Button } from '@mantine/core'
import { IconHelp, IconTestPipe, IconUsb } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/contract/failure.ts'
import { tryPractice } from '../features/practice/try-practice.ts'
import { FailureCard } from '../ui/failure-card.tsx'
import { openDialog } from './dialogs.ts'
import styles from './welcome.module.css'

type MoveProps = { readonly id: 'port' | 'practice' | 'help'; readonly icon: ReactNode; readonly isBusy?: boolean; readonly isFirst?: boolean; readonly run: () => void }

function Move({ id, icon, isBusy = false, isFirst = false, run }: MoveProps) {
  const { t } = useTranslation('shell')
  return (
    <li className={styles['move']}>
      <span className={styles['icon']} aria-hidden>
        {icon}
      </span>
      <div className={styles['words']}>
        <h3>{t(`welcome.${id}.title`)}</h3>
        <p>{t(`welcome.${id}.text`)}</p>
      </div>
      <Button variant={isFirst ? 'filled' : 'default'} loading={isBusy} onClick={run} data-welcome={id}>
        {t(`welcome.${id}.button`)}
      </Button>
    </li>
  )
}

/** What a newcomer sees where the terminal will be: the three first moves. */
export function Welcome() {
  const { t } = useTranslation('shell')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const practise = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    const result = await tryPractice()
    setBusy(false)
    if (!result.ok) setFailure(result.failure)
  }
  return (
    <section className={styles['welcome']} aria-label={t('welcome.title')}>
      <h2>{t('welcome.title')}</h2>
      <ol>
        <Move id="port" icon={<IconUsb size={20} stroke={1.5} />} isFirst run={() => openDialog('open-port')} />
        <Move id="practice" icon={<IconTestPipe size={20} stroke={1.5} />} isBusy={isBusy} run={() => void practise()} />
        <Move id="help" icon={<IconHelp size={20} stroke={1.5} />} run={() => openDialog('help')} />
      </ol>
      {failure && <FailureCard failure={failure} onDismiss={() => setFailure(null)} />}
    </section>
  )
}
