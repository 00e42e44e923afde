import { useTranslation } from 'react-i18next'
import type { ReturnCode, SystemTopic } from '../../../shared/clouds/profile.ts'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { useText } from '../../ui/local-text.ts'
import styles from './signature.module.css'

export function Topics({ topics }: { readonly topics: readonly SystemTopic[] }) {
  const { t } = useTranslation('signature')
  const text = useText()
  if (topics.length === 0) return null
  return (
    <section>
      <h4>{t('facts.topics')}</h4>
      <ul className={styles.topics}>
        {topics.map(({ topic, direction, title, payload }) => (
          <li key={`${direction} ${topic}`}>
            <div>
              <span className={styles.direction} data-direction={direction}>
                {t(`facts.direction.${direction}`)}
              </span>
              <span className={styles.topicTitle}>{text(title)}</span>
            </div>
            <div>
              <code>{topic}</code>
              <CopyIcon value={topic} name={t('facts.topic')} />
            </div>
            {payload !== undefined && (
              <div>
                <code className={styles.payload}>{payload}</code>
                <CopyIcon value={payload} name={t('facts.payload')} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Codes({ codes }: { readonly codes: readonly ReturnCode[] }) {
  const { t } = useTranslation('signature')
  const text = useText()
  if (codes.length === 0) return null
  return (
    <section>
      <h4>{t('facts.codes')}</h4>
      <dl className={styles.codes}>
        {codes.map(({ where, code, meaning, next }) => (
          <div key={`${where} ${code}`}>
            <dt>
              {where} <code>{code}</code>
            </dt>
            <dd>
              {text(meaning)} {next && <span className={styles.next}>{text(next)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
