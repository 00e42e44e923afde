import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { bounds, wrongFields, type NumberField } from './load-form.ts'
import { changeForm, useLoadTest } from './load-test-store.ts'
import styles from './load-test.module.css'

export function LoadFields() {
  const { t } = useTranslation('load-test')
  const form = useLoadTest((state) => state.form)
  const wrong = wrongFields(form)
  const number = (field: NumberField) => {
    const [low, high] = bounds[field]
    return (
      <NumberInput
        label={t(`field.${field}`)}
        value={form[field]}
        onChange={(value) => changeForm({ [field]: typeof value === 'number' ? value : '' })}
        error={wrong.includes(field) && t('problem.range', { low: low.toLocaleString(), high: high.toLocaleString() })}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        hideControls
        classNames={{ input: styles['mono'] ?? '' }}
        className={styles['third'] ?? ''}
        data-testid={`load-${field}`}
      />
    )
  }
  return (
    <fieldset className={styles['fields']}>
      <legend>{t('load.title')}</legend>
      {number('publishers')}
      {number('subscribers')}
      <Select
        label="QoS"
        data={['0', '1', '2']}
        value={String(form.qos)}
        allowDeselect={false}
        onChange={(value) => changeForm({ qos: value === '2' ? 2 : value === '1' ? 1 : 0 })}
        className={styles['third'] ?? ''}
      />
      {number('rate')}
      {number('payloadBytes')}
      {number('seconds')}
      <div className={styles['wide']}>
        <span className={styles['label']} id="load-delivery">
          {t('field.delivery')}
        </span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-labelledby="load-delivery"
          data={(['each', 'all'] as const).map((value) => ({ value, label: t(`delivery.${value}`) }))}
          value={form.delivery}
          onChange={(value) => changeForm({ delivery: value === 'all' ? 'all' : 'each' })}
        />
      </div>
      <TextInput
        autoComplete="off"
        spellCheck={false}
        label={t('field.topic')}
        description={t('field.topicHelp', { topic: form.topic })}
        value={form.topic}
        onChange={(event) => changeForm({ topic: event.currentTarget.value })}
        error={form.topic === '' && t('problem.empty')}
        classNames={{ input: styles['mono'] ?? '' }}
        className={styles['wide'] ?? ''}
      />
    </fieldset>
  )
}
