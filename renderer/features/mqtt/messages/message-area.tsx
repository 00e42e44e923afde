import { useTranslation } from 'react-i18next'
import { useMqtt } from '../mqtt-store.ts'
import { showView } from './message-actions.ts'
import { messageViews } from './message-views.ts'
import styles from './messages.module.css'

/** A connection's messages in one of several views, chosen by a strip above them. */
export function MessageArea({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation('mqtt-messages')
  const chosen = useMqtt((state) => state.views[connectionId])
  const current = messageViews.find(({ id }) => id === chosen) ?? messageViews[0]
  const { View } = current
  return (
    <div className={styles['area']}>
      {messageViews.length > 1 && (
        <div className={styles['views']} role="tablist" aria-label={t('view.all')}>
          {messageViews.map(({ id }) => (
            <button key={id} type="button" role="tab" aria-selected={id === current.id} onClick={() => showView(connectionId, id)}>
              {t(`view.${id}`)}
            </button>
          ))}
        </div>
      )}
      <View connectionId={connectionId} />
    </div>
  )
}
