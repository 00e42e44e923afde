import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './cards.module.css'

type Props = { readonly filter: string; readonly onCancel: () => void; readonly onGo: () => void }

/** A filter that takes everything is never subscribed without being asked: on a cloud it costs the connection, on a busy broker the view. */
export function EverythingDialog({ filter, onCancel, onGo }: Props) {
  const { t } = useTranslation('mqtt-cards')
  return (
    <Modal opened onClose={onCancel} title={t('everything.title', { filter })} size="md" closeButtonProps={{ 'aria-label': t('saved.close') }}>
      <div className={styles['dialog']} data-testid="mqtt-everything">
        <p>{t('everything.what', { filter })}</p>
        <p>{t('everything.cloud')}</p>
        <p>{t('everything.instead')}</p>
        <div className={styles['buttons']}>
          <Button variant="default" onClick={onCancel} data-autofocus>
            {t('everything.cancel')}
          </Button>
          <Button onClick={onGo}>{t('everything.go')}</Button>
        </div>
      </div>
    </Modal>
  )
}
