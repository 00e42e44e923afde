import { ActionIcon, Button, Input } from '@mantine/core'
import { IconFileCertificate, IconUpload, IconX } from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/clouds/profile.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'
import type { PemFile } from '../../../shared/wizard/credential.ts'
import { bridge } from '../../bridge/bridge.ts'
import { useText } from '../../ui/local-text.ts'
import { ErrorText } from './error-text.tsx'
import { FieldHelp } from './field-help.tsx'
import type { FormEdit } from './form-edit.ts'
import { isKeyField } from './form-fields.ts'
import styles from './form.module.css'

type Props = { readonly field: Field; readonly value: PemFile | undefined; readonly findings: readonly Finding[]; readonly edit: FormEdit }

/** Certificates and keys are some kB; anything much larger is the wrong file (and the bridge refuses more than 1 MiB). */
const fileLimit = 256 * 1024

/** Pick or drop; then name, size, and what the file says of itself. The bytes are the file's own, line ends included. */
export function FileField({ field, value, findings, edit }: Props) {
  const { t } = useTranslation('cloud-form')
  const text = useText()
  const [isOver, setIsOver] = useState(false)
  const [isTooLarge, setIsTooLarge] = useState(false)

  const take = (file: PemFile): void => {
    setIsTooLarge(file.bytes.length > fileLimit)
    if (file.bytes.length <= fileLimit) edit.set(field.key, file)
    edit.touch(field.key)
  }
  const pick = async (): Promise<void> => {
    const extensions = isKeyField(field) ? ['pem', 'key'] : ['pem', 'crt', 'cer', 'ca']
    const picked = await bridge().pickFile({ title: text(field.label), extensions })
    if (picked) take(picked)
  }
  const drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault()
    setIsOver(false)
    const [file] = event.dataTransfer.files
    // The size is checked before the bytes are read, so that a dropped film does not fill the memory.
    if (file && file.size > fileLimit) setIsTooLarge(true)
    else if (file) take({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  }

  return (
    <Input.Wrapper
      size="xs"
      label={text(field.label)}
      withAsterisk={field.required}
      labelElement="div"
      description={value || findings.length > 0 ? undefined : <FieldHelp field={field} />}
      error={isTooLarge ? t('file.tooLarge', { limit: fileLimit / 1024 }) : findings.length > 0 ? <ErrorText findings={findings} /> : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <div
        className={styles.file}
        data-filled={value !== undefined}
        data-over={isOver}
        data-invalid={findings.length > 0}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => void drop(event)}
      >
        {value ? (
          <>
            <IconFileCertificate size={16} aria-hidden />
            <span className={styles.fileName}>{value.name}</span>
            <span className={styles.fileBytes}>{t('bytes', { count: value.bytes.length })}</span>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void pick()} aria-label={t('file.replaceOf', { field: text(field.label) })}>
              {t('file.replace')}
            </Button>
            <ActionIcon size="sm" aria-label={t('file.removeOf', { field: text(field.label) })} onClick={() => edit.set(field.key, undefined)}>
              <IconX size={14} />
            </ActionIcon>
          </>
        ) : (
          <>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconUpload size={13} />}
              onClick={() => void pick()}
              aria-label={t('file.chooseFor', { field: text(field.label) })}
            >
              {t('file.choose')}
            </Button>
            <span className={styles.fileHint}>{t('file.orDrop')}</span>
          </>
        )}
      </div>
      {value && edit.fileNotes?.(field, value)}
    </Input.Wrapper>
  )
}
