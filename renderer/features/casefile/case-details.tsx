import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../shared/casefile/format.ts'
import { settingRows } from '../../../shared/casefile/setting-rows.ts'
import { useText } from '../../ui/local-text.ts'
import { ProbeResult } from '../wizard/probe-result.tsx'
import styles from './casefile.module.css'

/** What the module said of itself, what was set, what the PC found. */
export function CaseDetails({ content }: { readonly content: CaseFile }) {
  const { t } = useTranslation('casefile')
  const text = useText()
  const { module, run, transcript } = content
  const start = Date.parse(transcript.startedAt)
  return (
    <div className={styles['details']} data-testid="casefile-details">
      <section>
        <h3>{t('details.settings')}</h3>
        <table className={styles['rows']}>
          <tbody>
            {settingRows(content).map(({ id, label, value, words }) => (
              <tr key={id}>
                <th scope="row">{text(label)}</th>
                <td>
                  {words ? text(words) : <code>{value}</code>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h3>{t('details.module')}</h3>
        {module.answers.length === 0 && <p className={styles['muted']}>{t('details.notAsked')}</p>}
        <dl className={styles['answers']}>
          {module.answers.map(({ command, lines }) => (
            <div key={command}>
              <dt>{command}</dt>
              <dd>{lines.join('\n')}</dd>
            </div>
          ))}
        </dl>
      </section>
      {run && run.findings.length > 0 && (
        <section>
          <h3>{t('details.findings')}</h3>
          <ul>
            {run.findings.map(({ code, field, what, next }) => (
              <li key={`${code}:${field ?? ''}`}>
                {text(what)} <span className={styles['muted']}>{text(next)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {run?.probe && (
        <section>
          <ProbeResult probe={{ ...run.probe, at: start + run.probe.at }} />
        </section>
      )}
      {run && run.received.length > 0 && (
        <section>
          <h3>{t('details.received')}</h3>
          <ul>
            {run.received.map(({ at, topic, payload }) => (
              <li key={`${at}:${topic}`}>
                <code>{topic}</code> <code>{payload}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
