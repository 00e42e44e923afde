import { ActionIcon, NumberInput, PasswordInput, Select, Switch, TextInput, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isIncomplete } from './broker-form.ts'
import { freshClientId } from './form-actions.ts'
import { plainInput, setField, type FormPartProps } from './form-parts.ts'
import { connectionWith, modemWith } from './same-client.ts'
import { useSaved } from './saved/saved-store.ts'
import { useMqtt } from '../mqtt-store.ts'
import { useWizard } from '../../wizard/wizard-store.ts'
import styles from './connection-form.module.css'

/** Said before it happens: of two clients with one ID a broker throws the older off. */
function SameClient({ form }: Pick<FormPartProps, 'form'>) {
  const { t } = useTranslation('mqtt-connections')
  const modem = useWizard(({ runs }) => modemWith(runs, form))
  const editedId = useSaved(({ target }) => target.id)
  const connection = useMqtt(({ connections }) => connectionWith(connections, form, editedId))
  if (!modem && !connection) return null
  return (
    <p className={styles.warning} role="status" style={{ gridColumn: 'span 12' }} data-testid="mqtt-same-client">
      <IconAlertTriangle size={14} aria-hidden /> {modem ? t('form.sameAsModem') : t('form.sameAsConnection', { name: connection?.options.name })}
    </p>
  )
}

export function LoginFields({ form, problems }: FormPartProps) {
  const { t } = useTranslation('mqtt')
  const error = (key: keyof typeof problems): string | undefined => (problems[key] ? t(`form.problem.${problems[key]}`) : undefined)
  return (
    <div className={styles.fields}>
      <TextInput
        {...plainInput}
        label={t('form.clientId')}
        description={t('form.clientIdHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        classNames={{ input: styles.mono ?? '' }}
        value={form.clientId}
        onChange={(event) => setField('clientId', event.currentTarget.value)}
        error={error('clientId')}
        rightSection={
          <Tooltip label={t('form.newClientId')}>
            <ActionIcon size="sm" aria-label={t('form.newClientId')} onClick={() => setField('clientId', freshClientId())}>
              <IconRefresh size={14} />
            </ActionIcon>
          </Tooltip>
        }
        style={{ gridColumn: 'span 12' }}
      />
      <SameClient form={form} />
      <TextInput
        {...plainInput}
        label={t('form.username')}
        classNames={{ input: styles.mono ?? '' }}
        value={form.username}
        onChange={(event) => setField('username', event.currentTarget.value)}
        error={error('username')}
        style={{ gridColumn: 'span 6' }}
      />
      <PasswordInput
        label={t('form.password')}
        {...(isIncomplete(form) && { 'data-autofocus': true })}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('form.showPassword') }}
        description={form.username !== '' && form.password === '' ? t('form.passwordHelp') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={form.password}
        onChange={(event) => setField('password', event.currentTarget.value)}
        style={{ gridColumn: 'span 6' }}
      />
      <Select
        label={t('form.version')}
        data={[
          { value: '3', label: 'MQTT 3.1' },
          { value: '4', label: 'MQTT 3.1.1' },
          { value: '5', label: 'MQTT 5' },
        ]}
        value={String(form.version)}
        onChange={(chosen) => setField('version', chosen === '5' ? 5 : chosen === '3' ? 3 : 4)}
        style={{ gridColumn: 'span 3' }}
      />
      <NumberInput
        label={t('form.keepAlive')}
        classNames={{ input: styles.mono ?? '' }}
        value={form.keepAlive}
        onChange={(value) => setField('keepAlive', typeof value === 'number' ? value : '')}
        error={error('keepAlive')}
        hideControls
        allowDecimal={false}
        style={{ gridColumn: 'span 3' }}
      />
      <TextInput
        {...plainInput}
        label={t('form.name')}
        placeholder={form.host ? `${form.host}:${form.port}` : ''}
        value={form.name}
        onChange={(event) => setField('name', event.currentTarget.value)}
        style={{ gridColumn: 'span 6' }}
      />
      <Switch
        label={t('form.cleanSession')}
        checked={form.cleanSession}
        onChange={(event) => setField('cleanSession', event.currentTarget.checked)}
        style={{ gridColumn: 'span 12' }}
      />
    </div>
  )
}
