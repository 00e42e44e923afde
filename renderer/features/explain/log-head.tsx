import { Button, Switch } from '@mantine/core'
import { IconEraser, IconFileText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { clearLog, openLog, showOnlyFailures, useExplain, type ExplainedLog } from './explain-store.ts'
import styles from './explain.module.css'

/** Where the log comes from, and the way to another. */
export function LogHead({ log: { explanation, name, encoding } }: { readonly log: ExplainedLog }) {
  const { t } = useTranslation('explain')
  const onlyFailures = useExplain((state) => state.onlyFailures)
  const count = explanation.lines.length
  return (
    <header className={styles['head']}>
      <h3>{t('title')}</h3>
      <span className={styles['hint']} data-testid="explain-source">
        {name === null ? t('pasted', { count }) : t('file', { name, encoding, count })}
      </span>
      <span className={styles['spacer']} />
      <Switch size="xs" label={t('onlyFailures')} checked={onlyFailures} onChange={(event) => showOnlyFailures(event.currentTarget.checked)} data-testid="explain-only-failures" />
      <Button variant="default" leftSection={<IconFileText size={14} />} onClick={() => void openLog(t('open'))}>
        {t('open')}
      </Button>
      <Button variant="default" leftSection={<IconEraser size={14} />} onClick={clearLog} data-testid="explain-clear">
        {t('another')}
      </Button>
    </header>
  )
}
