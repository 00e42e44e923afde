import { ActionIcon, Button, Checkbox, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Will } from '../../../../shared/contract/mqtt.ts'
import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import { usesTls, usualReconnect } from './broker-form.ts'
import { plainInput, setField, type FormPartProps } from './form-parts.ts'
import styles from './connection-form.module.css'

/** What most connections never need: folded, unless something in it is set or wrong. */
export function MoreFields({ form, problems }: FormPartProps) {
  const { t } = useTranslation('mqtt-connections')
  const isUsed =
    form.will !== null || form.userProperties.length > 0 || form.sessionExpiry !== '' || form.alpn.length > 0 || form.servername !== '' || form.reconnect.isOn !== usualReconnect.isOn
  const isWrong = (['will', 'sessionExpiry', 'userProperties', 'reconnect'] as const).some((key) => problems[key] !== undefined)
  const [isOpen, setOpen] = useState(isUsed)
  const shows = isOpen || isWrong
  const Chevron = shows ? IconChevronDown : IconChevronRight
  return (
    <section className={styles.more}>
      <button type="button" className={styles.moreTitle} aria-expanded={shows} onClick={() => setOpen(!shows)} data-testid="mqtt-form-more">
        <Chevron size={13} aria-hidden />
        {t('form.more')}
      </button>
      {shows && (
        <>
          {usesTls(form.protocol) && <TlsExtras form={form} problems={problems} />}
          <ReconnectFields form={form} problems={problems} />
          <WillFields form={form} problems={problems} />
          {form.version === 5 && <Version5Fields form={form} problems={problems} />}
        </>
      )}
    </section>
  )
}

function TlsExtras({ form }: FormPartProps) {
  const { t } = useTranslation('mqtt-connections')
  return (
    <div className={styles.fields}>
      <TextInput
        {...plainInput}
        label={t('form.servername')}
        description={t('form.servernameHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={form.host}
        classNames={{ input: styles.mono ?? '' }}
        value={form.servername}
        onChange={(event) => setField('servername', event.currentTarget.value)}
        style={{ gridColumn: 'span 6' }}
      />
      <TagsInput
        label={t('form.alpn')}
        description={t('form.alpnHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={['mqtt', 'x-amzn-mqtt-ca']}
        maxTags={5}
        value={[...form.alpn]}
        onChange={(alpn) => setField('alpn', alpn)}
        style={{ gridColumn: 'span 6' }}
      />
    </div>
  )
}

function ReconnectFields({ form: { reconnect }, problems }: FormPartProps) {
  const { t } = useTranslation('mqtt-connections')
  const seconds = (key: 'firstWait' | 'greatestWait', label: string) => (
    <NumberInput
      label={label}
      classNames={{ input: styles.mono ?? '' }}
      value={reconnect[key]}
      onChange={(value) => setField('reconnect', { ...reconnect, [key]: typeof value === 'number' ? value : Number.NaN })}
      disabled={!reconnect.isOn}
      hideControls
      min={0}
      style={{ gridColumn: 'span 3' }}
    />
  )
  return (
    <div className={styles.fields}>
      <Switch
        label={t('form.reconnect')}
        description={problems.reconnect ? <span className={styles.error}>{t(`form.problem.${problems.reconnect}`)}</span> : t('form.reconnectHelp')}
        checked={reconnect.isOn}
        onChange={(event) => setField('reconnect', { ...reconnect, isOn: event.currentTarget.checked })}
        style={{ gridColumn: 'span 6' }}
      />
      {seconds('firstWait', t('form.firstWait'))}
      {seconds('greatestWait', t('form.greatestWait'))}
    </div>
  )
}

const emptyWill: Will = { topic: '', payload: new Uint8Array(), qos: 0, retain: false }

/** A payload that is no text, as an import may bring it. */
const isText = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function WillFields({ form: { will, version }, problems }: FormPartProps) {
  const { t } = useTranslation('mqtt-connections')
  const change = (part: Partial<Will>): void => setField('will', { ...(will ?? emptyWill), ...part })
  return (
    <div className={styles.fields}>
      <Switch label={t('form.will')} checked={will !== null} onChange={(event) => setField('will', event.currentTarget.checked ? emptyWill : null)} style={{ gridColumn: 'span 12' }} data-testid="mqtt-will" />
      {will && (
        <>
          <TextInput
            {...plainInput}
            label={t('form.willTopic')}
            classNames={{ input: styles.mono ?? '' }}
            value={will.topic}
            onChange={(event) => change({ topic: event.currentTarget.value })}
            error={problems.will ? t(`form.problem.${problems.will}`) : undefined}
            style={{ gridColumn: 'span 6' }}
          />
          <Select label={t('form.willQos')} data={['0', '1', '2']} value={String(will.qos)} onChange={(qos) => change({ qos: qos === '2' ? 2 : qos === '1' ? 1 : 0 })} style={{ gridColumn: 'span 2' }} />
          {version === 5 && (
            <NumberInput
              label={t('form.willDelay')}
              value={will.delay ?? ''}
              onChange={(value) => {
                const { delay: _delay, ...rest } = will
                setField('will', typeof value === 'number' ? { ...rest, delay: value } : rest)
              }}
              hideControls
              allowDecimal={false}
              min={0}
              style={{ gridColumn: 'span 2' }}
            />
          )}
          <Checkbox label={t('form.willRetain')} checked={will.retain} onChange={(event) => change({ retain: event.currentTarget.checked })} style={{ gridColumn: 'span 2', paddingTop: 26 }} />
          {isText(will.payload) ? (
            <Textarea label={t('form.willPayload')} classNames={{ input: styles.mono ?? '' }} autosize minRows={1} maxRows={6} value={fromUtf8(will.payload)} onChange={(event) => change({ payload: utf8(event.currentTarget.value) })} style={{ gridColumn: 'span 12' }} />
          ) : (
            <div className={styles.binary}>
              {t('form.willBinary', { count: will.payload.length })}
              <Button size="compact-xs" variant="default" onClick={() => change({ payload: new Uint8Array() })}>
                {t('form.willReplace')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  )
}

function Version5Fields({ form: { sessionExpiry, userProperties, cleanSession }, problems }: FormPartProps) {
  const { t } = useTranslation('mqtt-connections')
  const set = (at: number, part: { readonly name?: string; readonly value?: string }): void => setField('userProperties', userProperties.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className={styles.fields}>
      <NumberInput
        label={t('form.sessionExpiry')}
        description={t('form.sessionExpiryHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={cleanSession ? '0' : '86400'}
        value={sessionExpiry}
        onChange={(value) => setField('sessionExpiry', typeof value === 'number' ? value : '')}
        error={problems.sessionExpiry ? t(`form.problem.${problems.sessionExpiry}`) : undefined}
        hideControls
        allowDecimal={false}
        style={{ gridColumn: 'span 12' }}
      />
      <div className={styles.properties}>
        <span>{t('form.userProperties')}</span>
        {userProperties.map(({ name, value }, at) => (
          <div key={at} className={styles.property}>
            <TextInput {...plainInput} aria-label={t('form.propertyName')} placeholder={t('form.propertyName')} value={name} onChange={(event) => set(at, { name: event.currentTarget.value })} error={problems.userProperties !== undefined && name === ''} />
            <TextInput {...plainInput} aria-label={t('form.propertyValue')} placeholder={t('form.propertyValue')} value={value} onChange={(event) => set(at, { value: event.currentTarget.value })} />
            <ActionIcon size="sm" aria-label={t('form.removeProperty')} onClick={() => setField('userProperties', userProperties.filter((_, index) => index !== at))}>
              <IconX size={13} />
            </ActionIcon>
          </div>
        ))}
        <Button size="compact-xs" variant="default" leftSection={<IconPlus size={12} />} onClick={() => setField('userProperties', [...userProperties, { name: '', value: '' }])}>
          {t('form.addProperty')}
        </Button>
      </div>
    </div>
  )
}
