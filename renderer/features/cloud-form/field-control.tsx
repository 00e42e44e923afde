import { PasswordInput, Select, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Field, InputValue } from '../../../shared/clouds/profile.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'
import { joinSentences } from '../../ui/join-sentences.ts'
import { useLanguage, useText } from '../../ui/local-text.ts'
import { ErrorText } from './error-text.tsx'
import { FieldHelp } from './field-help.tsx'
import { FileField } from './file-field.tsx'
import type { FormEdit } from './form-edit.ts'
import { fieldText } from './form-fields.ts'
import { PayloadField } from './payload-field.tsx'
import styles from './form.module.css'

export type FieldProps = {
  readonly field: Field
  readonly value: InputValue | undefined
  /** Only those that are to be shown now. */
  readonly findings: readonly Finding[]
  readonly edit: FormEdit
  /** What holds while nothing is entered, where clock, chance or other fields settle it. */
  readonly assumed?: string | undefined
}

/** One field of a cloud's form: its control, its help, and what the checker says about it. */
export function FieldControl({ field, value, findings, edit, assumed }: FieldProps) {
  const language = useLanguage()
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  return (
    <>
      <Control field={field} value={value} findings={errors} edit={edit} assumed={assumed} />
      {warnings.map((warning) => (
        <p key={warning.code} className={styles.warning} data-finding={warning.code}>
          <IconAlertTriangle size={13} aria-hidden />
          <span>{joinSentences(language, warning.what, warning.next)}</span>
        </p>
      ))}
    </>
  )
}

function Control({ field, value, findings, edit, assumed }: FieldProps) {
  const { t } = useTranslation('cloud-form')
  const text = useText()
  const error = findings.length === 0 ? undefined : <ErrorText findings={findings} />
  const common = {
    label: text(field.label),
    // The error takes the help's place: it says the same and more, and the form does not jump.
    description: error ? undefined : <FieldHelp field={field} />,
    error,
    required: field.required,
    // The checker's words are better than the browser's bubble.
    withAsterisk: field.required,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    onBlur: () => edit.touch(field.key),
  }
  const shown = fieldText(value === undefined && field.initial !== undefined && assumed !== undefined ? { ...field, initial: assumed } : field, { [field.key]: value })
  // A secret is never shown unasked, wherever it came from.
  const placeholder = (field.kind === 'secret' ? '' : assumed) || (field.placeholder ?? field.initial ?? '')
  const typed = { ...common, required: false, value: shown, placeholder, autoComplete: 'off', spellCheck: false, name: `${edit.form}-${field.key}` }

  if (field.kind === 'file') return <FileField field={field} value={typeof value === 'object' ? value : undefined} findings={findings} edit={edit} />
  if (field.kind === 'payload') return <PayloadField field={field} value={shown} findings={findings} edit={edit} />
  if (field.kind === 'secret') {
    return (
      <PasswordInput
        {...typed}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('field.show') }}
        onChange={(event) => edit.set(field.key, event.currentTarget.value)}
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
        onChange={(chosen) => chosen !== null && edit.set(field.key, chosen)}
      />
    )
  }
  return (
    <TextInput
      {...typed}
      inputMode={field.kind === 'number' ? 'numeric' : 'text'}
      classNames={{ input: styles.mono ?? '' }}
      onChange={(event) => edit.set(field.key, event.currentTarget.value)}
    />
  )
}
