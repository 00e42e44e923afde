import { Button, Menu } from '@mantine/core'
import { IconBriefcase, IconFileText, IconReportAnalytics } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCase } from '../../../shared/casefile/read-case.ts'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { useLanguage } from '../../ui/local-text.ts'
import { fetchCase, saveCase, saveReport, showCase } from '../casefile/casefile-actions.ts'
import { noteFailure } from './run-actions.ts'

type Wanted = 'file' | 'report' | 'open'

/** What came of a run, to keep and to give away: the case file, a report to read, or the case opened here to be replayed. */
export function ReportMenu({ run }: { readonly run: WizardRun }) {
  const { t } = useTranslation('wizard')
  const language = useLanguage()
  const [isBusy, setBusy] = useState(false)

  const give = async (wanted: Wanted): Promise<void> => {
    setBusy(true)
    const saved = await fetchCase('casefile.ofRun', run.id)
    setBusy(false)
    if (!saved.ok) return noteFailure(saved.failure)
    if (wanted === 'file') return saveCase(saved.value)
    const content = readCase(saved.value.text)
    if (!content.ok) return noteFailure(content.failure)
    if (wanted === 'report') saveReport(saved.value.name, content.value, language)
    else showCase({ name: saved.value.name, content: content.value })
  }

  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <Button variant="subtle" size="compact-xs" leftSection={<IconReportAnalytics size={14} />} loading={isBusy} data-testid="wizard-report">
          {t('report.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconBriefcase size={14} />} onClick={() => void give('file')} data-testid="wizard-report-case">
          {t('report.case')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileText size={14} />} onClick={() => void give('report')} data-testid="wizard-report-markdown">
          {t('report.markdown')}
        </Menu.Item>
        <Menu.Item leftSection={<IconReportAnalytics size={14} />} onClick={() => void give('open')} data-testid="wizard-report-open">
          {t('report.open')}
        </Menu.Item>
        <Menu.Label>{t('report.hint')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}
