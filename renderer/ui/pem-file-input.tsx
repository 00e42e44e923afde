import { ActionIcon, Button, Input } from '@mantine/core'
import { IconFileCertificate, IconUpload, IconX } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { PemFile } from '../../shared/wizard/credential.ts'
import { bridge } from '../bridge/bridge.ts'
import { ownFile, type OwnFile } from './own-file.ts'
import styles from './pem-file-input.module.css'

type Props = {
  readonly label: string
  readonly isKey: boolean
  readonly file: PemFile | null
  /** Said where no file is chosen. */
  readonly hint: string
  readonly error?: string | undefined
  readonly onChange: (file: OwnFile | null) => void
  readonly style?: CSSProperties
}

/** A certificate or key file: chosen, named, taken away again. Its bytes stay as the file has them. */
export function PemFileInput({ label, isKey, file, hint, error, onChange, style }: Props) {
  const { t } = useTranslation('common')
  const pick = async (): Promise<void> => {
    const picked = await bridge().pickFile({ title: label, extensions: isKey ? ['pem', 'key'] : ['pem', 'crt', 'cer', 'ca'] })
    if (picked) onChange(ownFile(picked))
  }
  return (
    <Input.Wrapper size="xs" label={label} labelElement="div" error={error} {...(style && { style })}>
      <div className={styles['file']}>
        {file ? (
          <>
            <IconFileCertificate size={15} aria-hidden />
            <code title={`${file.name}, ${t('file.bytes', { count: file.bytes.length })}`}>{file.name}</code>
            <ActionIcon size="xs" aria-label={t('file.remove', { file: label })} onClick={() => onChange(null)}>
              <IconX size={12} />
            </ActionIcon>
          </>
        ) : (
          <>
            <Button size="compact-xs" variant="default" leftSection={<IconUpload size={12} />} aria-label={t('file.chooseNamed', { file: label })} onClick={() => void pick()}>
              {t('file.choose')}
            </Button>
            <span>{hint}</span>
          </>
        )}
      </div>
    </Input.Wrapper>
  )
}
