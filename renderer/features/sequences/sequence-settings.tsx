import { ActionIcon, Button, Checkbox, NumberInput, Select, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SequenceInput } from '../../../shared/sequence/schema.ts'
import { lineEndChoices, optionalNumber } from './form-parts.ts'
import { changeSequence } from './sequences-store.ts'
import styles from './sequences.module.css'

type Placeholders = NonNullable<SequenceInput['placeholders']>

/** What holds for the whole of it: loops, line end, a remark, and the values that are put in. */
export function SequenceSettings({ sequence }: { readonly sequence: SequenceInput }) {
  const { t } = useTranslation('sequences')
  const placeholders = sequence.placeholders ?? []
  const set = (change: Partial<SequenceInput>): void => changeSequence((now) => ({ ...now, ...change }))
  return (
    <div className={styles.settings}>
      <div className={styles.fields}>
        <NumberInput w={90} label={t('loops')} min={1} max={100_000} allowDecimal={false} value={sequence.loops ?? 1} onChange={(value) => set({ loops: optionalNumber(value) ?? 1 })} />
        <Select w={110} label={t('lineEnd.name')} data={lineEndChoices(t)} value={sequence.lineEnd ?? 'cr'} onChange={(value) => set({ lineEnd: value as NonNullable<SequenceInput['lineEnd']> })} />
        <TextInput className={styles.wide ?? ''} label={t('description')} maxLength={2_000} value={sequence.description ?? ''} onChange={(event) => set({ description: event.currentTarget.value })} />
        <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => set({ placeholders: [...placeholders, { name: freeName(placeholders), initial: '' }] })}>
          {t('placeholder.add')}
        </Button>
      </div>
      {placeholders.map((each, at) => (
        <PlaceholderRow key={at} placeholder={each} onChange={(changed) => set({ placeholders: placeholders.with(at, changed) })} onRemove={() => set({ placeholders: placeholders.toSpliced(at, 1) })} />
      ))}
      {placeholders.length > 0 && <p className={styles.hint}>{t('placeholder.hint')}</p>}
    </div>
  )
}

function freeName(placeholders: Placeholders): string {
  for (let number = placeholders.length + 1; ; number++) {
    const name = `value${number}`
    if (!placeholders.some((each) => each.name === name)) return name
  }
}

type RowProps = { readonly placeholder: Placeholders[number]; readonly onChange: (changed: Placeholders[number]) => void; readonly onRemove: () => void }

function PlaceholderRow({ placeholder: { name, label, initial, secret = false }, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('sequences')
  const put = (change: { name?: string; label?: string; initial?: string | undefined; secret?: boolean }): void => {
    const { secret: isSecret, label: words, initial: value, name: word } = { name, label, initial, secret, ...change }
    // A secret's value is asked for at every start and stands in no file.
    onChange({ name: word, ...(words !== undefined && words !== '' && { label: words }), ...(isSecret ? { secret: true } : { initial: value ?? '' }) })
  }
  return (
    <div className={styles.placeholder} data-placeholder={name}>
      <TextInput w={140} classNames={{ input: 'at-mono' }} aria-label={t('placeholder.name')} placeholder={t('placeholder.name')} value={name} spellCheck={false} onChange={(event) => put({ name: event.currentTarget.value })} />
      <TextInput className={styles.wide ?? ''} aria-label={t('placeholder.label')} placeholder={t('placeholder.label')} value={label ?? ''} onChange={(event) => put({ label: event.currentTarget.value })} />
      <TextInput
        className={styles.wide ?? ''}
        classNames={{ input: 'at-mono' }}
        aria-label={t('placeholder.initial')}
        placeholder={t(secret ? 'placeholder.asked' : 'placeholder.initial')}
        value={secret ? '' : (initial ?? '')}
        disabled={secret}
        spellCheck={false}
        onChange={(event) => put({ initial: event.currentTarget.value })}
      />
      <Checkbox label={t('placeholder.secret')} checked={secret} onChange={(event) => put({ secret: event.currentTarget.checked })} />
      <Tooltip label={t('placeholder.remove')}>
        <ActionIcon aria-label={`${t('placeholder.remove')} ${name}`} onClick={onRemove}>
          <IconTrash size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
