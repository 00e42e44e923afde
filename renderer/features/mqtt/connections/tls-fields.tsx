import { ActionIcon, Button, Input, PasswordInput, Switch } from '@mantine/core'
import { IconAlertTriangle, IconFileCertificate, IconUpload, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { bridge } from '../../../bridge/bridge.ts'
import { ownFile } from '../../../ui/own-file.ts'
import type { BrokerForm } from './broker-form.ts'
import { setField, type FormPartProps } from './form-parts.ts'
import styles from './connection-form.module.css'

type FileKey = 'ca' | 'certificate' | 'privateKey'

export function TlsFields({ form, problems }: FormPartProps) {
  const { t } = useTranslation('mqtt')
  const { t: words } = useTranslation('mqtt-connections')
  const error = (key: FileKey): string | undefined => (problems[key] ? t(`form.problem.${problems[key]}`) : undefined)
  return (
    <div className={styles.fields}>
      <FileInput name="ca" file={form.ca} hint={t('form.caHint')} error={error('ca')} />
      <FileInput name="certificate" file={form.certificate} hint={t('form.optional')} error={error('certificate')} />
      <FileInput name="privateKey" file={form.privateKey} hint={t('form.optional')} error={error('privateKey')} />
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

type FileProps = { readonly name: FileKey; readonly file: BrokerForm[FileKey]; readonly hint: string; readonly error: string | undefined }

function FileInput({ name, file, hint, error }: FileProps) {
  const { t } = useTranslation('mqtt')
  const label = t(`form.${name}`)
  const pick = async (): Promise<void> => {
    const extensions = name === 'privateKey' ? ['pem', 'key'] : ['pem', 'crt', 'cer', 'ca']
    const picked = await bridge().pickFile({ title: label, extensions })
    if (picked) setField(name, ownFile(picked))
  }
  return (
    <Input.Wrapper size="xs" label={label} labelElement="div" error={error} style={{ gridColumn: 'span 4' }}>
      <div className={styles.file}>
        {file ? (
          <>
            <IconFileCertificate size={15} aria-hidden />
            <code title={`${file.name}, ${t('bytes', { count: file.bytes.length })}`}>{file.name}</code>
            <ActionIcon size="xs" aria-label={t('form.removeFile', { file: label })} onClick={() => setField(name, null)}>
              <IconX size={12} />
            </ActionIcon>
          </>
        ) : (
          <>
            <Button size="compact-xs" variant="default" leftSection={<IconUpload size={12} />} aria-label={t('form.chooseFile', { file: label })} onClick={() => void pick()}>
              {t('form.choose')}
            </Button>
            <span>{hint}</span>
          </>
        )}
      </div>
    </Input.Wrapper>
  )
}
