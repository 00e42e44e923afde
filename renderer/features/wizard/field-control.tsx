import { PasswordInput, Select, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Field, InputValue } from '../../../shared/clouds/profile.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'
import { joinSentences } from '../../ui/join-sentences.ts'
import { useLanguage, useText } from '../../ui/local-text.ts'
import { ErrorText } from './error-text.tsx'
import { FileField } from './file-field.tsx'
import { setInput, touch } from './form-actions.ts'
import { fieldText } from './form-fields.ts'
import { PayloadField } from './payload-field.tsx'
import styles from './form.module.css'

export type FieldProps = {
  readonly field: Field
  readonly value: InputValue | undefined
  /** Only those that are to be shown now. */
  readonly findings: readonly Finding[]
}

/** One field of a cloud's form: its control, its help, and what the checker says about it. */
export function FieldControl({ field, value, findings }: FieldProps) {
  const language = useLanguage()
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  return (
    <>
      <Control field={field} value={value} findings={errors} />
      {warnings.map((warning) => (
        <p key={warning.code} className={styles.warning} data-finding={warning.code}>
          <IconAlertTriangle size={13} aria-hidden />
          <span>
            {joinSentences(language, warning.what, warning.next)}
          </span>
        </p>
      ))}
    </>
  )
}

function Control({ field, value, findings }: FieldProps) {
  const { t } = useTranslation('wizard')
  const text = useText()
  const error = findings.length === 0 ? undefined : <ErrorText findings={findings} />
  const common = {
    label: text(field.label),
    // The error takes the help's place: it says the same and more, and the form does not jump.
    description: error ? undefined : text(field.help),
    error,
    required: field.required,
    // The checker's words are better than the browser's bubble.
    withAsterisk: field.required,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    onBlur: () => touch(field.key),
  }
  const shown = fieldText(field, { [field.key]: value })
  const placeholder = field.placeholder ?? field.initial ?? ''
  const typed = { ...common, required: false, value: shown, placeholder, autoComplete: 'off', spellCheck: false, name: `wizard-${field.key}` }

  if (field.kind === 'file') return <FileField field={field} value={typeof value === 'object' ? value : undefined} findings={findings} />
  if (field.kind === 'payload') return <PayloadField field={field} value={shown} findings={findings} />
  if (field.kind === 'secret') {
    return (
      <PasswordInput
        {...typed}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('field.show') }}
        onChange={(event) => setInput(field.key, event.currentTarget.value)}
      />
    )
  }
  if (field.kind === 'choice') {
    return (
      <Select
        {...common}
        required={false}
        data={(field.choices ?? []).map((choice) => ({ value: choice.value, label: text(choice.label) }))}
        value={shown}
        onChange={(chosen) => chosen !== null && setInput(field.key, chosen)}
      />
    )
  }
  return (
    <TextInput
      {...typed}
      inputMode={field.kind === 'number' ? 'numeric' : 'text'}
      classNames={{ input: styles.mono ?? '' }}
      onChange={(event) => setInput(field.key, event.currentTarget.value)}
    />
  )
}
