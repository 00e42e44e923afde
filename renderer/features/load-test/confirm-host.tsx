import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { startLoadTest } from './load-test-actions.ts'
import { setLoadTest, useLoadTest } from './load-test-store.ts'
import styles from './load-test.module.css'

/** A host outside this PC's own network is loaded only after a person has said that it may be. */
export function ConfirmHost() {
  const { t } = useTranslation('load-test')
  const question = useLoadTest((state) => state.question)
  const close = (): void => setLoadTest({ question: null })
  return (
    <Modal opened={question !== null} onClose={close} title={t('confirm.title')} size="md" closeButtonProps={{ 'aria-label': t('confirm.cancel') }}>
      {question && (
        <div className={styles['confirm']} data-testid="load-confirm">
          <code>
            {question.addresses === question.host ? question.host : `${question.host} (${question.addresses})`}
          </code>
          <p>{t('confirm.text')}</p>
          <div className={styles['buttons']}>
            <Button variant="default" onClick={close} data-autofocus>
              {t('confirm.cancel')}
            </Button>
            <Button color="red" onClick={() => void startLoadTest(question.host)}>
              {t('confirm.go')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
