import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Exporter, ExportOptions } from '../../../shared/signature/exports/index.ts'
import type { Login } from '../../../shared/signature/login.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { useText } from '../../ui/local-text.ts'
import { saveFile } from '../../ui/save-file.ts'
import styles from './signature.module.css'

type Props = { readonly make: Exporter; readonly options: ExportOptions; readonly login: Login; readonly masked: Login; readonly isShown: boolean }

/** A login as one program takes it, to be copied or saved. */
export function ExportText({ make, options, login, masked, isShown }: Props) {
  const { t } = useTranslation('signature')
  const text = useText()
  const real = make(login, options)
  return (
    <>
      <pre className={styles.code} data-testid="signature-export">
        {(isShown ? real : make(masked, options)).text}
      </pre>
      {real.notes.map((note) => (
        <p key={note.en} className={styles.note}>
          {text(note)}
        </p>
      ))}
      <div className={styles.actions}>
        <CopyButton value={real.text}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />} onClick={copy} data-testid="signature-export-copy">
              {t(copied ? 'copyAs.copied' : 'copyAs.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconDownload size={13} />}
          onClick={() => saveFile(real.fileName, utf8(real.text), 'text/plain')}
          data-testid="signature-export-save"
        >
          {t('copyAs.save', { name: real.fileName })}
        </Button>
      </div>
    </>
  )
}
