import { useTranslation } from 'react-i18next'
import { formatTime } from '../../ui/format.ts'
import { VisibleBytes } from '../terminal/log-row-view.tsx'
import styles from './recordings.module.css'
import { setRecordings, useRecordings } from './recordings-store.ts'

/** Bytes of a row in the list of what was found. */
const shownBytes = 200

/** Rows that a search has found; a click leads to the row in its place. */
export function HitList() {
  const { t } = useTranslation('recordings')
  const hits = useRecordings((state) => state.hits)
  const search = useRecordings((state) => state.search)
  const selected = useRecordings((state) => state.selected)
  if (hits.length === 0) return null
  return (
    <aside className={styles['hits']} aria-label={t('search.hits')}>
      {hits.map(({ row, at, direction, bytes }, index) => (
        <button
          key={index}
          type="button"
          className={styles['hit']}
          data-direction={direction}
          data-selected={row === selected || undefined}
          onClick={() => setRecordings({ selected: row })}
        >
          <span className={styles['hitTime']}>{formatTime(at)}</span>
          <span className={styles['hitText']}>
            <VisibleBytes bytes={bytes.subarray(0, shownBytes)} />
          </span>
        </button>
      ))}
      {search && search.count > hits.length && <p className={styles['more']}>{t('search.more', { shown: hits.length })}</p>}
    </aside>
  )
}
