import { NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { usesPath, usesTls } from '../mqtt/connections/broker-form.ts'
import { withHost } from './load-form.ts'
import { changeBroker, changeForm, useLoadTest } from './load-test-store.ts'
import { SavedSelect } from './saved-select.tsx'
import { TlsFields } from './tls-fields.tsx'
import styles from './load-test.module.css'

/** Default ports, so that a changed protocol does not leave the port of another behind. */
const ports = { mqtt: 1883, mqtts: 8883, ws: 8083, wss: 8084 } as const
const protocols = Object.keys(ports) as readonly BrokerOptions['protocol'][]
const plain = { autoComplete: 'off', spellCheck: false } as const

export function BrokerFields() {
  const { t } = useTranslation(['load-test', 'mqtt'])
  const broker = useLoadTest((state) => state.form.broker)
  const { protocol, host, port, path, username, password, version } = broker
  return (
    <fieldset className={styles['fields']}>
      <legend>{t('broker.title')}</legend>
      <SavedSelect />
      <Select
        label={t('broker.protocol')}
        data={protocols.map((value) => ({ value, label: `${value}://` }))}
        value={protocol}
        allowDeselect={false}
        onChange={(value) => {
          const next = protocols.find((each) => each === value)
          if (next) changeBroker({ protocol: next, ...(port === ports[protocol] && { port: ports[next] }) })
        }}
        className={styles['third'] ?? ''}
      />
      <TextInput
        {...plain}
        label={t('broker.host')}
        value={host}
        onChange={(event) => changeForm({ broker: withHost(broker, event.currentTarget.value) })}
        error={host.trim() === '' && t('problem.empty')}
        classNames={{ input: styles['mono'] ?? '' }}
        className={styles['twoThirds'] ?? ''}
        data-testid="load-host"
        data-panel-focus
      />
      <NumberInput
        label={t('broker.port')}
        value={port}
        onChange={(value) => typeof value === 'number' && changeBroker({ port: value })}
        min={1}
        max={65_535}
        allowDecimal={false}
        hideControls
        classNames={{ input: styles['mono'] ?? '' }}
        className={styles['third'] ?? ''}
        data-testid="load-port"
      />
      <Select
        label={t('broker.version')}
        data={[
          { value: '3', label: '3.1' },
          { value: '4', label: '3.1.1' },
          { value: '5', label: '5' },
        ]}
        value={String(version)}
        allowDeselect={false}
        onChange={(value) => changeBroker({ version: value === '5' ? 5 : value === '3' ? 3 : 4 })}
        className={styles['third'] ?? ''}
      />
      {usesPath(protocol) && (
        <TextInput
          {...plain}
          label={t('broker.path')}
          value={path}
          placeholder="/mqtt"
          onChange={(event) => changeBroker({ path: event.currentTarget.value })}
          classNames={{ input: styles['mono'] ?? '' }}
          className={styles['third'] ?? ''}
        />
      )}
      <TextInput
        {...plain}
        label={t('broker.username')}
        value={username}
        onChange={(event) => changeBroker({ username: event.currentTarget.value })}
        classNames={{ input: styles['mono'] ?? '' }}
        className={styles['half'] ?? ''}
      />
      <PasswordInput
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('mqtt:form.showPassword') }}
        label={t('broker.password')}
        value={password}
        onChange={(event) => changeBroker({ password: event.currentTarget.value })}
        className={styles['half'] ?? ''}
      />
      {usesTls(protocol) && <TlsFields />}
    </fieldset>
  )
}
