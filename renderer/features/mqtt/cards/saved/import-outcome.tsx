import { useTranslation } from 'react-i18next'
import type { LeftOut } from '../../../../../shared/mqtt/collections/file.ts'
import styles from './saved.module.css'

export type Outcome = {
  readonly collections: number
  readonly messages: number
  /** Variables whose value here is another than the file's, and stays. */
  readonly kept: readonly string[]
  readonly leftOut: readonly LeftOut[]
  readonly unknown: readonly string[]
}

const namedAtMost = 12

/** What a file has brought, and each thing that it has not. */
export function ImportOutcome({ outcome: { collections, messages, kept, leftOut, unknown } }: { readonly outcome: Outcome }) {
  const { t } = useTranslation('mqtt-cards')
  return (
    <div role="status" className={styles['outcome']} data-testid="mqtt-collections-outcome">
      <p>{t('saved.imported', { collections: t('saved.importedCollections', { count: collections }), messages: t('saved.importedMessages', { count: messages }) })}</p>
      {kept.length > 0 && <p>{t('saved.variablesKept', { names: kept.join(', ') })}</p>}
      {unknown.length > 0 && <p>{t('saved.unknown', { count: unknown.length, names: unknown.slice(0, namedAtMost).join(', ') + (unknown.length > namedAtMost ? ' …' : '') })}</p>}
      {leftOut.length > 0 && (
        <div className={styles['leftOut']}>
          <p>{t('saved.leftOut', { count: leftOut.length })}</p>
          <ul>
            {leftOut.slice(0, 20).map((each) => (
              <li key={`${each.collection}:${each.number}`}>
                {t('saved.leftOutOne', { collection: each.collection, number: each.number })} {each.name} <code>{each.part}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
