import { Input } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/clouds/profile.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'
import { CodeEditor } from '../../ui/code-editor.tsx'
import { useText } from '../../ui/local-text.ts'
import { byteLength, checkJson } from '../../ui/payload-text.ts'
import { ErrorText } from './error-text.tsx'
import type { FormEdit } from './form-edit.ts'
import styles from './form.module.css'

type Props = { readonly field: Field; readonly value: string; readonly findings: readonly Finding[]; readonly edit: FormEdit }

/** The message, with the bytes that will be sent and whether it reads as JSON. Not being JSON is no error: some clouds take other things. */
export function PayloadField({ field, value, findings, edit }: Props) {
  const { t } = useTranslation('cloud-form')
  const text = useText()
  const verdict = checkJson(value)
  return (
    <Input.Wrapper
      size="xs"
      label={text(field.label)}
      labelElement="div"
      description={findings.length > 0 ? undefined : text(field.help)}
      error={findings.length > 0 ? <ErrorText findings={findings} /> : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onBlur={() => edit.touch(field.key)}
    >
      <CodeEditor
        label={text(field.label)}
        value={value}
        onChange={(typed) => edit.set(field.key, typed)}
        language="json"
        height="92px"
        placeholder={field.placeholder ?? ''}
      />
      <p className={styles.payload}>
        <span>{t('bytes', { count: byteLength(value) })}</span>
        {verdict.kind === 'valid' && <span data-tone="ok">{t('payload.json')}</span>}
        {verdict.kind === 'invalid' && (
          <span data-tone="warning">{t('payload.notJson', { line: verdict.line, column: verdict.column })}</span>
        )}
      </p>
    </Input.Wrapper>
  )
}
