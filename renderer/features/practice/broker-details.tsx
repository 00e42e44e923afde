import { ActionIcon, Button } from '@mantine/core'
import { IconDownload, IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PracticeBroker } from '../../../shared/contract/practice.ts'
import { saveFile } from '../../ui/save-file.ts'
import { Copy } from './copy.tsx'
import styles from './practice.module.css'

/** Everything another client needs to join: mosquitto_sub, MQTTX, a real modem on the bench's network. */
export function BrokerDetails({ broker }: { readonly broker: PracticeBroker }) {
  const { t } = useTranslation('practice')
  const [isShown, setShown] = useState(false)
  const rows = [
    { id: 'host', value: broker.host },
    { id: 'tlsPort', value: String(broker.tlsPort) },
    { id: 'tcpPort', value: String(broker.tcpPort) },
    { id: 'wsPort', value: String(broker.wsPort) },
    { id: 'wssPort', value: String(broker.wssPort) },
    { id: 'username', value: broker.username },
  ] as const
  return (
    <>
      <dl className={styles['values']}>
        {rows.map(({ id, value }) => (
          <div key={id}>
            <dt>{t(`broker.${id}`)}</dt>
            <dd>{value}</dd>
            <Copy value={value} name={t(`broker.${id}`)} />
          </div>
        ))}
        <div>
          <dt>{t('broker.password')}</dt>
          <dd>{isShown ? broker.password : '••••••••'}</dd>
          <ActionIcon size="xs" aria-label={t(isShown ? 'broker.hidePassword' : 'broker.showPassword')} onClick={() => setShown(!isShown)}>
            {isShown ? <IconEyeOff size={13} /> : <IconEye size={13} />}
          </ActionIcon>
          <Copy value={broker.password} name={t('broker.password')} />
        </div>
        <div>
          <dt>{t('broker.ca')}</dt>
          <dd>{t('broker.caBytes', { name: broker.ca.name, count: broker.ca.bytes.length })}</dd>
        </div>
      </dl>
      <Button variant="default" leftSection={<IconDownload size={14} />} onClick={() => saveFile(broker.ca.name, broker.ca.bytes)}>
        {t('broker.saveCa')}
      </Button>
    </>
  )
}
