import { PasswordInput, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OwnFile } from '../../ui/own-file.ts'
import { PemFileInput } from '../../ui/pem-file-input.tsx'
import { isHalfPair } from './load-form.ts'
import { changeBroker, useLoadTest } from './load-test-store.ts'
import styles from './load-test.module.css'

type FileKey = 'ca' | 'certificate' | 'privateKey'

/** What TLS takes: who is trusted, and the certificate that all clients of the test show. */
export function TlsFields() {
  const { t } = useTranslation(['load-test', 'mqtt'])
  const broker = useLoadTest((state) => state.form.broker)
  const { privateKey, passphrase = '', verifyServer } = broker
  const file = (key: FileKey, hint: string) => (
    <PemFileInput
      label={t(`tls.${key}`)}
      isKey={key === 'privateKey'}
      file={broker[key]}
      hint={hint}
      error={key !== 'ca' && broker[key] === null && isHalfPair(broker) ? t('tls.pair') : undefined}
      onChange={(picked: OwnFile | null) => changeBroker({ [key]: picked })}
      style={{ gridColumn: key === 'ca' ? 'span 6' : 'span 3' }}
    />
  )
  return (
    <>
      {file('ca', t('tls.systemCa'))}
      {file('certificate', t('tls.optional'))}
      {file('privateKey', t('tls.optional'))}
      {privateKey && (
        <PasswordInput
          label={t('tls.passphrase')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('mqtt:form.showPassword') }}
          value={passphrase}
          onChange={(event) => changeBroker({ passphrase: event.currentTarget.value })}
          className={styles['wide'] ?? ''}
          data-testid="load-passphrase"
        />
      )}
      <div className={styles['wide']}>
        <Switch size="xs" label={t('tls.verify')} checked={verifyServer} onChange={(event) => changeBroker({ verifyServer: event.currentTarget.checked })} />
        {!verifyServer && (
          <p className={styles['note']} role="alert">
            <span data-tone="warning">{t('tls.unchecked')}</span>
          </p>
        )}
      </div>
    </>
  )
}
