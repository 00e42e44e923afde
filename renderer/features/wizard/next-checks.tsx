import { Button } from '@mantine/core'
import { IconCircleCheck, IconPlayerPlay, IconTargetArrow } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepCheck, WizardRun } from '../../../shared/contract/wizard.ts'
import { useSessions } from '../../app/open-session.ts'
import { useText } from '../../ui/local-text.ts'
import { checkRun } from './run-actions.ts'
import styles from './next-checks.module.css'

/** Commands that tell the causes of a failure apart, each run by one click, with what the modem answered in words. */
export function NextChecks({ run, checks }: { readonly run: WizardRun; readonly checks: readonly StepCheck[] }) {
  const { t } = useTranslation('wizard')
  const isPortOpen = useSessions().some(({ id, state }) => id === run.sessionId && state === 'open')
  const isBlocked = !isPortOpen || checks.some(({ status }) => status === 'running')
  return (
    <section className={styles['checks']} aria-label={t('check.title')} data-testid="wizard-checks">
      <h4>{t('check.title')}</h4>
      <ol>
        {checks.map((check, index) => (
          <Check key={check.send} check={check} isBlocked={isBlocked} send={(isConfirmed) => void checkRun(run.id, index, isConfirmed)} />
        ))}
      </ol>
    </section>
  )
}

type Props = { readonly check: StepCheck; readonly isBlocked: boolean; readonly send: (isConfirmed: boolean) => void }

function Check({ check, isBlocked, send }: Props) {
  const { t } = useTranslation('wizard')
  const text = useText()
  const [asks, setAsks] = useState(false)
  const row = useRef<HTMLLIElement>(null)
  const isOver = check.status === 'answered' || check.status === 'failed'

  useEffect(() => {
    if (isOver) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isOver])

  const press = (): void => {
    if (check.changes && !asks) return setAsks(true)
    setAsks(false)
    send(check.changes)
  }

  return (
    <li ref={row} data-check={check.send} data-status={check.status}>
      <div className={styles['ask']}>
        <div>
          <span>{text(check.tells)}</span>
          <code>{check.send}</code>
        </div>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlayerPlay size={13} />}
          loading={check.status === 'running'}
          disabled={isBlocked && check.status !== 'running'}
          onClick={press}
          aria-label={t('check.runNamed', { command: check.send })}
          {...(asks && { color: 'red' })}
        >
          {t(asks ? 'check.confirm' : isOver ? 'check.again' : 'check.run')}
        </Button>
      </div>
      {asks && <p className={styles['changes']}>{t('check.changes')}</p>}
      {isOver && (
        <div className={styles['answer']} role="status">
          {check.lines.map((line, index) => (
            <div key={`${index}:${line.text}`}>
              <code>{line.text}</code> {line.words && <span>{text(line.words)}</span>}
            </div>
          ))}
          {check.findings.map(({ means, verdict }) => (
            <p key={means.en} data-verdict={verdict}>
              {verdict === 'confirms' ? <IconTargetArrow size={15} aria-hidden /> : <IconCircleCheck size={15} aria-hidden />}
              <span>
                <b>{text(means)}</b> {t(`check.verdict.${verdict}`)}
              </span>
            </p>
          ))}
          {check.failure && (
            <p data-verdict="failed">
              {text(check.failure.what)} {text(check.failure.next)}
            </p>
          )}
          {!check.failure && check.findings.length === 0 && check.lines.length === 0 && <p>{t('check.empty')}</p>}
        </div>
      )}
    </li>
  )
}
