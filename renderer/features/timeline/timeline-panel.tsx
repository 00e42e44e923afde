import { useTranslation } from 'react-i18next'
import { useSessions } from '../../app/open-session.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { useMqtt } from '../mqtt/mqtt-store.ts'
import { TimelineRows } from './timeline-rows.tsx'
import { offeredSources } from './timeline-sources.ts'
import { setTimeline, toggleSource, useTimelineState } from './timeline-store.ts'
import styles from './timeline.module.css'
import { useTimeline } from './use-timeline.ts'

/** What went over several ports and broker connections, on one clock: which came first, and how long after it the other. */
export function TimelinePanel() {
  const { t } = useTranslation('timeline')
  const sessions = useSessions()
  const connections = useMqtt((state) => state.connections)
  const leftOut = useTimelineState((state) => state.leftOut)
  const failure = useTimelineState((state) => state.failure)
  const offered = offeredSources(sessions, connections)
  const sources = offered.filter(({ key }) => !leftOut.includes(key))
  const timeline = useTimeline(sources)
  return (
    <section className={styles['panel']} data-testid="timeline">
      <header className={styles['head']}>
        <span className={styles['what']}>{t('what')}</span>
        {offered.map(({ key, name, kind, colour }) => (
          <button key={key} type="button" className={styles['chip']} data-colour={colour} aria-pressed={!leftOut.includes(key)} onClick={() => toggleSource(key)}>
            <span className={styles['dot']} aria-hidden />
            {name}
            <small>{t(`kind.${kind}`)}</small>
          </button>
        ))}
      </header>
      {failure && (
        <div className={styles['problem']}>
          <FailureCard failure={failure} onDismiss={() => setTimeline({ failure: null })} />
        </div>
      )}
      {timeline && sources.length > 0 ? <TimelineRows key={timeline.id} timeline={timeline} sources={sources} /> : <p className={styles['empty']}>{t(offered.length === 0 ? 'noSource' : 'noneChosen')}</p>}
    </section>
  )
}
