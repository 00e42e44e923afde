import { NumberInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isIncomplete, usesPath, withHost, withProtocol, type Protocol } from './broker-form.ts'
import { changeForm } from './form-actions.ts'
import { plainInput, setField, type FormPartProps } from './form-parts.ts'
import styles from './connection-form.module.css'

const protocols: readonly Protocol[] = ['mqtt', 'mqtts', 'ws', 'wss']

export function ServerFields({ form, problems }: FormPartProps) {
  const { t } = useTranslation('mqtt')
  const error = (key: keyof typeof problems): string | undefined => (problems[key] ? t(`form.problem.${problems[key]}`) : undefined)
  return (
    <div className={styles.fields}>
      <Select
        label={t('form.protocol')}
        data={protocols.map((protocol) => ({ value: protocol, label: `${protocol}://` }))}
        value={form.protocol}
        onChange={(chosen) => {
          const protocol = protocols.find((one) => one === chosen)
          if (protocol) changeForm((before) => withProtocol(before, protocol))
        }}
        style={{ gridColumn: 'span 3' }}
      />
      <TextInput
        {...plainInput}
        label={t('form.host')}
        placeholder="broker.example.com"
        classNames={{ input: styles.mono ?? '' }}
        value={form.host}
        onChange={(event) => {
          const typed = event.currentTarget.value
          changeForm((before) => withHost(before, typed))
        }}
        error={error('host')}
        {...(!isIncomplete(form) && { 'data-autofocus': true })}
        data-testid="mqtt-host"
        style={{ gridColumn: 'span 6' }}
      />
      <NumberInput
        label={t('form.port')}
        classNames={{ input: styles.mono ?? '' }}
        value={form.port}
        onChange={(value) => setField('port', typeof value === 'number' ? value : '')}
        error={error('port')}
        hideControls
        allowDecimal={false}
        style={{ gridColumn: 'span 3' }}
      />
      {usesPath(form.protocol) && (
        <TextInput
          {...plainInput}
          label={t('form.path')}
          description={t('form.pathHelp')}
          classNames={{ input: styles.mono ?? '' }}
          value={form.path}
          onChange={(event) => setField('path', event.currentTarget.value)}
          error={error('path')}
          style={{ gridColumn: 'span 12' }}
        />
      )}
    </div>
  )
}
