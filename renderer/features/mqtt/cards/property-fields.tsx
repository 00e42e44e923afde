import { ActionIcon, Button, Checkbox, NumberInput, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { checkTyped } from '../../../../shared/mqtt/template/payload.ts'
import type { TypedProperties } from '../../../../shared/mqtt/workspace/schema.ts'
import { useText } from '../../../ui/local-text.ts'
import styles from './cards.module.css'

type Props = { readonly properties: TypedProperties; readonly onChange: (properties: TypedProperties) => void }

const numberOf = (value: string | number): number | null => (value === '' || !Number.isFinite(Number(value)) ? null : Math.round(Number(value)))

/** What MQTT 5 lets travel with a message; empty fields are not sent. */
export function PropertyFields({ properties, onChange }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const pick = useText()
  const { isUtf8, contentType, responseTopic, correlation, correlationFormat, messageExpiry, topicAlias, userProperties } = properties
  const change = (part: Partial<TypedProperties>): void => onChange({ ...properties, ...part })
  const wrong = checkTyped(correlationFormat, correlation)
  const typed = { spellCheck: false, autoComplete: 'off', classNames: { input: 'at-mono' }, size: 'xs' } as const
  return (
    <fieldset className={styles['properties']}>
      <legend>{t('properties.title')}</legend>
      <TextInput {...typed} label={t('properties.contentType')} placeholder="application/json" value={contentType} onChange={(event) => change({ contentType: event.currentTarget.value })} />
      <TextInput {...typed} label={t('properties.responseTopic')} value={responseTopic} onChange={(event) => change({ responseTopic: event.currentTarget.value })} />
      <div className={styles['correlation']}>
        <TextInput {...typed} label={t('properties.correlation')} value={correlation} error={wrong ? pick(wrong.what) : undefined} onChange={(event) => change({ correlation: event.currentTarget.value })} />
        <SegmentedControl
          size="xs"
          aria-label={t('properties.correlationFormat')}
          data={[
            { value: 'text', label: t('properties.text') },
            { value: 'hex', label: 'HEX' },
          ]}
          value={correlationFormat}
          onChange={(value) => change({ correlationFormat: value === 'hex' ? 'hex' : 'text' })}
        />
      </div>
      <div className={styles['pair']}>
        <NumberInput size="xs" label={t('properties.expiry')} min={0} max={0xffff_ffff} allowDecimal={false} hideControls value={messageExpiry ?? ''} onChange={(value) => change({ messageExpiry: numberOf(value) })} />
        <NumberInput size="xs" label={t('properties.alias')} min={1} max={65_535} allowDecimal={false} hideControls value={topicAlias ?? ''} onChange={(value) => change({ topicAlias: numberOf(value) })} />
      </div>
      <Checkbox label={t('properties.utf8')} checked={isUtf8} onChange={(event) => change({ isUtf8: event.currentTarget.checked })} />
      {userProperties.map(({ name, value }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- their order is all they are known by: names may repeat
        <div key={index} className={styles['userProperty']}>
          <TextInput {...typed} aria-label={t('properties.userName', { number: index + 1 })} placeholder={t('properties.nameHint')} value={name} onChange={(event) => change({ userProperties: userProperties.with(index, { name: event.currentTarget.value, value }) })} />
          <TextInput {...typed} aria-label={t('properties.userValue', { number: index + 1 })} placeholder={t('properties.valueHint')} value={value} onChange={(event) => change({ userProperties: userProperties.with(index, { name, value: event.currentTarget.value }) })} />
          <Tooltip label={t('properties.removeUser')}>
            <ActionIcon size="sm" aria-label={t('properties.removeUser')} onClick={() => change({ userProperties: userProperties.toSpliced(index, 1) })}>
              <IconX size={13} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <Button variant="subtle" size="compact-xs" leftSection={<IconPlus size={12} />} onClick={() => change({ userProperties: [...userProperties, { name: '', value: '' }] })}>
        {t('properties.addUser')}
      </Button>
    </fieldset>
  )
}
