import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LogExplanation, LoggedFailure } from '../../../shared/diagnosis/explain-log.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { modemLabel } from '../../../shared/modems/modem-label.ts'
import { useText } from '../../ui/local-text.ts'
import { selectLine } from './explain-store.ts'
import styles from './explain.module.css'

/** Failures named one by one beside the verdict; the rest are coloured among the lines. */
const mostNamed = 6

/** What the log comes to: what failed, or that the login went well, or that it tells neither. */
export function Verdict({ explanation }: { readonly explanation: LogExplanation }) {
  const { verdict, failures } = explanation
  return (
    <div className={styles['verdict']} data-testid="explain-verdict" aria-live="polite">
      <Recognised explanation={explanation} />
      {verdict ? <Failed verdict={verdict} explanation={explanation} /> : <NothingFailed isConnected={explanation.isConnected} />}
      <Others failures={failures.filter(({ line }) => line !== verdict?.line)} areMended={!verdict} />
    </div>
  )
}

function Recognised({ explanation: { modem, cloud, verdict } }: { readonly explanation: LogExplanation }) {
  const { t } = useTranslation(['explain', 'wizard'])
  const text = useText()
  const { findModem, findCloud } = useCatalogue()
  const module = modem === undefined ? undefined : findModem(modem)
  const modemName = module && text(modemLabel(module))
  const cloudName = cloud === undefined ? undefined : findCloud(cloud)?.name
  return (
    <dl className={styles['recognised']} data-testid="explain-recognised">
      {verdict && (
        <div data-tone="error">
          <dt>{t('failedAt')}</dt>
          <dd>{t(`wizard:stage.${verdict.stage}`)}</dd>
        </div>
      )}
      <div>
        <dt>{t('modem')}</dt>
        <dd>{modemName ?? t('unknown')}</dd>
      </div>
      <div>
        <dt>{t('cloud')}</dt>
        <dd>{cloudName ? text(cloudName) : t('unknown')}</dd>
      </div>
    </dl>
  )
}

function Failed({ verdict, explanation: { lines } }: { readonly verdict: LoggedFailure; readonly explanation: LogExplanation }) {
  const { t } = useTranslation('explain')
  const line = lines.find(({ number }) => number === verdict.line)?.text ?? ''
  // The card would say the line once more; what it proves by another one (the refused command) stays.
  const { evidence, ...rest } = verdict
  return (
    <FailureCard
      failure={evidence === undefined || evidence === line ? rest : verdict}
      actions={
        <button type="button" className={styles['evidence']} onClick={() => selectLine(verdict.line)} title={t('show')} data-testid="explain-evidence">
          <span>{t('evidence', { number: verdict.line })}</span>
          <code>{line}</code>
        </button>
      }
    />
  )
}

function NothingFailed({ isConnected }: { readonly isConnected: boolean }) {
  const { t } = useTranslation('explain')
  const Icon = isConnected ? IconCircleCheck : IconInfoCircle
  const kind = isConnected ? 'connected' : 'nothing'
  return (
    <div className={styles['outcome']} data-outcome={kind} role="status">
      <Icon size={18} aria-hidden />
      <div>
        <b>{t(`${kind}.what`)}</b>
        <p>{t(`${kind}.next`)}</p>
      </div>
    </div>
  )
}

function Others({ failures, areMended }: { readonly failures: readonly LoggedFailure[]; readonly areMended: boolean }) {
  const { t } = useTranslation('explain')
  const text = useText()
  if (failures.length === 0) return null
  return (
    <details className={styles['others']} data-testid="explain-others">
      <summary>{t(areMended ? 'mended' : 'others', { count: failures.length })}</summary>
      <ul>
        {failures.slice(0, mostNamed).map(({ line, what, isRecovered }) => (
          <li key={line}>
            <button type="button" onClick={() => selectLine(line)} title={t('show')}>
              {t('line', { number: line })}
            </button>
            <span>
              {text(what)} {isRecovered && !areMended && <i>{t('recovered')}</i>}
            </span>
          </li>
        ))}
      </ul>
      {failures.length > mostNamed && <p>{t('more', { count: failures.length - mostNamed })}</p>}
    </details>
  )
}
