import { Button, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSessions } from '../../app/open-session.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { BrokerDetails } from './broker-details.tsx'
import { PracticeCloudItem } from './practice-cloud-item.tsx'
import { PracticeModemCard } from './practice-modem-card.tsx'
import styles from './practice.module.css'
import { practiceStore, startBroker, stopBroker, usePractice } from './practice-store.ts'

/** Simulated modems, a local broker and stand-ins for the clouds: everything of the real path but the hardware. */
export function PracticePanel() {
  const { t } = useTranslation('practice')
  const broker = usePractice((view) => view.broker)
  const clouds = usePractice((view) => view.clouds)
  const modems = usePractice((view) => view.modems)
  const isBusy = usePractice((view) => view.isBusy)
  const failure = usePractice((view) => view.failure)
  const sessions = useSessions()
  return (
    <div className={styles['panel']}>
      <p className={styles['intro']}>{t('intro')}</p>
      {failure && <FailureCard failure={failure} onDismiss={() => practiceStore.setState({ failure: null })} />}
      <section aria-label={t('broker.title')}>
        <div className={styles['head']}>
          <h3>{t('broker.title')}</h3>
          <Switch
            label={t(broker ? 'broker.on' : 'broker.off')}
            checked={broker !== null}
            disabled={isBusy}
            onChange={(event) => void (event.currentTarget.checked ? startBroker() : stopBroker())}
          />
        </div>
        {broker ? (
          <BrokerDetails broker={broker} />
        ) : (
          <Button variant="default" loading={isBusy} onClick={() => void startBroker()}>
            {t('broker.start')}
          </Button>
        )}
      </section>
      <section aria-label={t('clouds.title')}>
        <div className={styles['head']}>
          <h3>{t('clouds.title')}</h3>
        </div>
        <p className={styles['hint']}>{t(clouds.length > 0 ? 'clouds.hint' : 'clouds.off')}</p>
        {clouds.map((cloud) => (
          <PracticeCloudItem key={cloud.id} cloud={cloud} />
        ))}
      </section>
      <section aria-label={t('modem.title')}>
        <div className={styles['head']}>
          <h3>{t('modem.title')}</h3>
        </div>
        {modems.map((modem) => (
          <PracticeModemCard
            key={modem.id}
            modem={modem}
            isOpen={sessions.some((session) => session.port.path === `practice:${modem.id}`)}
            isBusy={isBusy}
          />
        ))}
      </section>
    </div>
  )
}
