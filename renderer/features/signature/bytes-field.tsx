import { Input, PasswordInput, SegmentedControl, Textarea } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import toolStyles from './tool.module.css'
import styles from './signature.module.css'
import { hasOuterSpace, inputForms, readBytes, type InputForm } from './tool.ts'

type Props = {
  readonly label: string
  readonly value: string
  readonly form: InputForm
  readonly onChange: (value: string) => void
  readonly onForm: (form: InputForm) => void
  readonly testId: string
  readonly isSecret?: boolean
}

/** Bytes typed as text, hex or Base64, with how many they are and what keeps them from being read. */
export function BytesField({ label, value, form, onChange, onForm, testId, isSecret = false }: Props) {
  const { t } = useTranslation('signature')
  const id = useId()
  const { bytes, problem, at } = readBytes(value, form)
  const error = bytes || !problem ? undefined : t(`tool.problem.${problem}`, { at: at ?? 0 })
  const remarks = [
    t('bytes', { count: bytes?.length ?? 0 }),
    ...(bytes && problem ? [t(`tool.problem.${problem}`)] : []),
    ...(form === 'text' && hasOuterSpace(value) ? [t('tool.outerSpace')] : []),
  ]
  const common = { id, error: error !== undefined, value, spellCheck: false, classNames: { input: styles.mono ?? '' }, 'data-testid': testId }
  return (
    <Input.Wrapper
      className={toolStyles.bytesField ?? ''}
      size="xs"
      id={id}
      label={label}
      error={error}
      description={error === undefined ? remarks.join(' · ') : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <SegmentedControl
        className={toolStyles.formChoice ?? ''}
        aria-label={t('tool.form', { label })}
        data={inputForms.map((one) => ({ value: one, label: t(`tool.inputForm.${one}`) }))}
        value={form}
        onChange={(one) => onForm(one as InputForm)}
        data-testid={`${testId}-form`}
      />
      {isSecret ? (
        <PasswordInput
          {...common}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('tool.show') }}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <Textarea {...common} autosize minRows={2} maxRows={10} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
    </Input.Wrapper>
  )
}
