import { Button } from '@mantine/core'
import { IconArrowsUpDown, IconCloud, IconFileImport, IconFlask, IconPlugConnected } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useOffers } from '../../app/intents.ts'
import { bridge } from '../../bridge/bridge.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { startBroker, usePractice } from '../practice/practice-store.ts'
import { attachMqtt } from './attach-mqtt.ts'
import { withPracticeBroker } from './connections/broker-form.ts'
import { ConnectionForm } from './connections/connection-form.tsx'
import { ConnectionHeader } from './connections/connection-header.tsx'
import { ConnectionView } from './connection-view.tsx'
import { changeForm, openForm } from './connections/form-actions.ts'
import { dismissFailure } from './connections/connection-actions.ts'
import { SavedList } from './connections/saved/saved-list.tsx'
import { attachSaved, savedStore } from './connections/saved/saved-store.ts'
import { activeConnection, useMqtt } from './mqtt-store.ts'
import styles from './mqtt.module.css'

/** This PC's own connections to brokers: what the modem publishes arrives here, what is published here reaches the modem. */
export function MqttPanel() {
  const connection = useMqtt(activeConnection)
  const failure = useMqtt((state) => state.failure)

  useEffect(() => attachMqtt(bridge()), [])
  useEffect(() => attachSaved(bridge()), [])

  return (
    <section className={styles.panel} data-testid="mqtt">
      <ConnectionHeader />
      {failure && (
        <div className={styles.failure}>
          <FailureCard failure={failure} onDismiss={dismissFailure} />
        </div>
      )}
      <div className={styles.body}>
        <SavedList />
        <div className={styles.main}>{connection ? <ConnectionView key={connection.id} connection={connection} /> : <Empty />}</div>
      </div>
      <ConnectionForm />
    </section>
  )
}

function Empty() {
  const { t } = useTranslation('mqtt')
  const { t: words } = useTranslation('mqtt-connections')
  const broker = usePractice((view) => view.broker)
  const isBusy = usePractice((view) => view.isBusy)
  const watch = useOffers((offers) => offers.watch)
  const practise = async (): Promise<void> => {
    const result = broker ? null : await startBroker()
    const running = broker ?? (result?.ok ? result.value.broker : null)
    openForm()
    if (running) changeForm((form) => withPracticeBroker(form, running))
  }
  return (
    <div className={styles.empty}>
      <p>{t('empty.what')}</p>
      <div>
        {watch && (
          <Button leftSection={<IconArrowsUpDown size={14} />} title={t('empty.watchHint')} onClick={watch.open} data-testid="mqtt-watch">
            {t('empty.watch', { broker: watch.broker })}
          </Button>
        )}
        <Button variant={watch ? 'default' : 'filled'} leftSection={<IconPlugConnected size={14} />} onClick={() => openForm()} data-testid="mqtt-new">
          {t('empty.connect')}
        </Button>
        <Button variant="default" leftSection={<IconCloud size={14} />} onClick={() => savedStore.setState({ isFromCloud: true })} data-testid="mqtt-new-cloud">
          {words('cloud.open')}
        </Button>
        {!watch && (
          <Button variant="default" leftSection={<IconFlask size={14} />} loading={isBusy} onClick={() => void practise()}>
            {t('empty.practice')}
          </Button>
        )}
        <Button variant="default" leftSection={<IconFileImport size={14} />} onClick={() => savedStore.setState({ isImporting: true })} data-testid="mqtt-new-import">
          {words('import.open')}
        </Button>
      </div>
    </div>
  )
}
