import { Button } from '@mantine/core'
import { IconArrowsDiff, IconFileText, IconFolderOpen, IconX, IconZoomScan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { findCloud } from '../../../shared/clouds/index.ts'
import { findModem } from '../../../shared/modems/index.ts'
import { modemLabel } from '../../../shared/modems/modem-label.ts'
import { useLanguage, useText } from '../../ui/local-text.ts'
import { explainCase, openCase, openOther, saveReport } from './casefile-actions.ts'
import { closeCase, type OpenedCase } from './casefile-store.ts'
import styles from './casefile.module.css'

/** What was opened, of whom and from when, and what can be done with it. */
export function CaseHead({ opened }: { readonly opened: OpenedCase }) {
  const { t } = useTranslation('casefile')
  const text = useText()
  const language = useLanguage()
  const { content, name } = opened
  const { run, module, session } = content
  const cloud = run && findCloud(run.cloud)
  const modem = run && findModem(run.modem)
  const pair = run ? [modem ? text(modemLabel(modem)) : run.modem, cloud ? text(cloud.name) : run.cloud].filter((part) => part !== '').join(' → ') : t('sessionOnly', { port: session.port })
  const facts = [module.model, module.firmware, new Date(content.transcript.startedAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB'), `ATelier ${content.program}`]
  return (
    <header className={styles['head']}>
      <div className={styles['what']}>
        <h2 title={name}>
          {pair}
          {run && (
            <span className={styles['status']} data-status={run.status} data-testid="casefile-status">
              {t(`status.${run.status}`)}
            </span>
          )}
        </h2>
        <p className={styles['muted']}>{facts.filter((fact) => fact !== undefined).join(' · ')}</p>
      </div>
      <Button variant="default" leftSection={<IconZoomScan size={14} />} onClick={() => explainCase(opened)} title={t('explainHint')} data-testid="casefile-explain">
        {t('explain')}
      </Button>
      <Button variant="default" leftSection={<IconArrowsDiff size={14} />} onClick={() => void openOther()} data-testid="casefile-other">
        {t('compareWith')}
      </Button>
      <Button variant="default" leftSection={<IconFileText size={14} />} onClick={() => saveReport(name, content, language)} data-testid="casefile-markdown">
        {t('markdown')}
      </Button>
      <Button variant="default" leftSection={<IconFolderOpen size={14} />} onClick={() => void openCase()} data-testid="casefile-open">
        {t('openAnother')}
      </Button>
      <Button variant="subtle" color="gray" px={6} aria-label={t('close')} title={t('close')} onClick={closeCase} data-testid="casefile-close">
        <IconX size={15} />
      </Button>
    </header>
  )
}
