import { Button, Loader, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { heardWords } from '../../../shared/line-probe/heard-words.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { useText } from '../../ui/local-text.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import styles from './line-probe.module.css'
import { cancelProbe, closeProbe, findSpeed, useProbeStore } from './probe-store.ts'

/** What is tried and what comes back, as it happens; and how it ended. */
export function FindSpeedDialog() {
  const { t } = useTranslation('line-probe')
  useFocusBack()
  const text = useText()
  const { sessionId, probe, failure } = useProbeStore((state) => state)
  if (sessionId === null) return null
  const isRunning = probe?.state === 'running'
  const close = (): void => {
    if (isRunning) cancelProbe(sessionId)
    closeProbe()
  }
  return (
    <Modal opened onClose={close} title={t('title')} size="md" closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={styles['body']} data-testid="find-speed" data-state={probe?.state ?? 'starting'}>
        <p className={styles['hint']}>{t('hint')}</p>
        {probe && (
          <table className={styles['tries']}>
            <thead>
              <tr>
                <th>{t('speed')}</th>
                <th>{t('lineEnd')}</th>
                <th>{t('heard')}</th>
              </tr>
            </thead>
            <tbody>
              {probe.tries.map(({ baudRate, lineEnd, heard, shown }, index) => (
                <tr key={index} data-heard={heard}>
                  <td className="at-mono">{baudRate}</td>
                  <td className="at-mono">{lineEnd === 'CR' ? 'CR' : 'CR LF'}</td>
                  <td>
                    {text(heardWords[heard])} {shown !== '' && <code>{shown}</code>}
                  </td>
                </tr>
              ))}
              {probe.trying !== null && (
                <tr>
                  <td className="at-mono">{probe.trying}</td>
                  <td />
                  <td>
                    <Loader size={12} aria-label={t('trying')} />
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        )}
        {probe?.found && (
          <p className={styles['found']} role="status">
            {t('found', { rate: probe.found.baudRate, lineEnd: probe.found.lineEnd === 'CR' ? 'CR' : 'CR LF' })}
          </p>
        )}
        {probe?.state === 'cancelled' && <p className={styles['hint']}>{t('cancelled')}</p>}
        {failure && <FailureCard failure={failure} />}
        {probe?.failure && <FailureCard failure={probe.failure} />}
        <div className={styles['buttons']}>
          {isRunning ? (
            <Button variant="default" onClick={() => cancelProbe(sessionId)}>
              {t('cancel')}
            </Button>
          ) : (
            <>
              {!probe?.found && (
                <Button variant="default" onClick={() => void findSpeed(sessionId)}>
                  {t('again')}
                </Button>
              )}
              <Button onClick={close}>{t('close')}</Button>
            </>
          )}
        </div>
      </div>
    </Modal>
  )
}
