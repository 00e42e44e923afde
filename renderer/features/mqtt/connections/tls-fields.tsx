import { PasswordInput, Switch } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OwnFile } from '../../../ui/own-file.ts'
import { PemFileInput } from '../../../ui/pem-file-input.tsx'
import { setField, type FormPartProps } from './form-parts.ts'
import styles from './connection-form.module.css'

type FileKey = 'ca' | 'certificate' | 'privateKey'

export function TlsFields({ form, problems }: FormPartProps) {
  const { t } = useTranslation('mqtt')
  const { t: words } = useTranslation('mqtt-connections')
  const error = (key: FileKey): string | undefined => (problems[key] ? t(`form.problem.${problems[key]}`) : undefined)
  const fileProps = (key: FileKey) => ({
    label: t(`form.${key}`),
    isKey: key === 'privateKey',
    file: form[key],
    error: error(key),
    onChange: (file: OwnFile | null) => setField(key, file),
    style: { gridColumn: 'span 4' },
  })
  return (
    <div className={styles.fields}>
      <PemFileInput {...fileProps('ca')} hint={t('form.caHint')} />
      <PemFileInput {...fileProps('certificate')} hint={t('form.optional')} />
      <PemFileInput {...fileProps('privateKey')} hint={t('form.optional')} />
      {form.privateKey && (
        <PasswordInput
          label={words('form.passphrase')}
          description={words('form.passphraseHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('form.showPassword') }}
          value={form.passphrase}
          onChange={(event) => setField('passphrase', event.currentTarget.value)}
          data-testid="mqtt-passphrase"
          style={{ gridColumn: 'span 12' }}
        />
      )}
      <div style={{ gridColumn: 'span 12' }}>
        <Switch
          label={t('form.verifyServer')}
          checked={form.verifyServer}
          onChange={(event) => setField('verifyServer', event.currentTarget.checked)}
        />
        {!form.verifyServer && (
          <p className={styles.warning} role="alert">
            <IconAlertTriangle size={14} aria-hidden /> {t('form.unverified')}
          </p>
        )}
      </div>
    </div>
  )
}
