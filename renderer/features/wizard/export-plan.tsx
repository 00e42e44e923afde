import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Text } from '../../../shared/text/local-text.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { planExporters, type PlanExporter } from '../../../shared/wizard/exports/index.ts'
import type { Plan } from '../../../shared/wizard/plan.ts'
import { useLanguage, useText } from '../../ui/local-text.ts'
import { saveFile } from '../../ui/save-file.ts'
import styles from './wizard.module.css'

type Props = { readonly plan: Plan }

/** The plan as a file for another program. Secrets only for whoever ticks them, anew for every file; a list without comments has its remarks here. */
export function ExportPlan({ plan }: Props) {
  const { t } = useTranslation('wizard')
  const text = useText()
  const language = useLanguage()
  const [withSecrets, setWithSecrets] = useState(false)
  const [notes, setNotes] = useState<readonly Text[]>([])

  const save = (make: PlanExporter): void => {
    const exported = make(plan, { withSecrets, language })
    saveFile(exported.fileName, utf8(exported.text), 'text/plain')
    setNotes(exported.notes)
    setWithSecrets(false)
  }

  return (
    <>
      <Menu position="top-end" width={260}>
        <Menu.Target>
          <Button variant="subtle" px={8} leftSection={<IconDownload size={14} />} data-testid="wizard-export">
            {t('export.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {planExporters.map(({ id, label, make }) => (
            <Menu.Item key={id} onClick={() => save(make)} data-testid={`wizard-export-${id}`}>
              {text(label)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.CheckboxItem checked={withSecrets} onChange={setWithSecrets} data-testid="wizard-export-secrets">
            {t('export.withSecrets')}
          </Menu.CheckboxItem>
          <Menu.Label>{t(withSecrets ? 'export.secretHint' : 'export.maskedHint')}</Menu.Label>
        </Menu.Dropdown>
      </Menu>
      {notes.length > 0 && (
        <ul className={styles.exportNotes} data-testid="wizard-export-notes">
          {notes.map((note) => (
            <li key={note.en}>{text(note)}</li>
          ))}
        </ul>
      )}
    </>
  )
}
