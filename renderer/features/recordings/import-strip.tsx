import { ActionIcon, Button, Progress } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportedLog } from '../../../shared/contract/recording-imports.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { cancelImport } from './import-actions.ts'
import { dismissOutcome, useImports } from './import-store.ts'
import styles from './imports.module.css'
import { openRecording } from './recordings-actions.ts'
import { useRecordings } from './recordings-store.ts'

/** Lines that are named; how many more there are is told. */
const namedProblems = 5

function Made({ logName, made, onDismiss }: { readonly logName: string; readonly made: ImportedLog; readonly onDismiss: () => void }) {
  const { t } = useTranslation('recordings')
  const isOpened = useRecordings((state) => state.opened?.entry.name === made.name)
  const { form, lines, problems, problemCount } = made
  return (
    <div className={styles['outcome']} role="status" data-testid="imported">
      <div className={styles['words']}>
        <strong>{logName}</strong> {t(form === 'recording' ? 'import.copied' : 'import.found', { form: t(`import.forms.${form}`), count: lines, lines: lines.toLocaleString() })}
        {problemCount > 0 && (
          <div className={styles['problems']}>
            {t('import.problems', { count: problemCount })}
            <ul>
              {problems.slice(0, namedProblems).map(({ line, kind }) => (
                <li key={line}>{t(`import.problem.${kind}`, { line })}</li>
              ))}
              {problemCount > namedProblems && <li>{t('import.moreProblems', { count: problemCount - namedProblems })}</li>}
            </ul>
          </div>
        )}
      </div>
      {!isOpened && (
        <Button size="compact-xs" variant="default" onClick={() => void openRecording(made.name)}>
          {t('import.open')}
        </Button>
      )}
      <ActionIcon size="sm" aria-label={t('import.dismiss')} onClick={onDismiss}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  )
}

/** The log on its way in, and what came of those before. */
export function ImportStrip() {
  const { t } = useTranslation('recordings')
  const current = useImports((state) => state.current)
  const waiting = useImports((state) => state.waiting)
  const outcomes = useImports((state) => state.outcomes)
  if (!current && outcomes.length === 0) return null
  return (
    <div className={styles['strip']}>
      {outcomes.map((outcome) =>
        'made' in outcome ? (
          <Made key={`${outcome.logName}:${outcome.made.name}`} logName={outcome.logName} made={outcome.made} onDismiss={() => dismissOutcome(outcome)} />
        ) : (
          <FailureCard key={outcome.logName} failure={outcome.failure} onDismiss={() => dismissOutcome(outcome)} />
        ),
      )}
      {current && (
        <div className={styles['running']} data-testid="importing">
          <span>{t('import.running', { name: current.logName, percent: Math.floor(current.progress * 100) })}</span>
          {waiting > 0 && <span className={styles['waiting']}>{t('import.waiting', { count: waiting })}</span>}
          <Progress className={styles['bar'] ?? ''} size={4} value={current.progress * 100} aria-label={t('import.progress')} />
          <Button size="compact-xs" variant="default" disabled={current.isStopped} onClick={() => void cancelImport()}>
            {t('import.cancel')}
          </Button>
        </div>
      )}
    </div>
  )
}
