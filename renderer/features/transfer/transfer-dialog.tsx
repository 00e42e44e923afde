import { Button, FileButton, Modal, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { maximumTransferBytes, mostTransferFiles, type TransferWay } from '../../../shared/contract/transfers.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { formatBytes } from '../../ui/format.ts'
import { wayOf, type TransferForm } from './presets.ts'
import { sendFiles } from './send-files.ts'
import { changeForm, setTransfer, useTransferStore } from './transfer-store.ts'
import styles from './transfer.module.css'
import { WayFields } from './way-fields.tsx'
import type { Session } from '../../app/session-list.ts'

type Props = { readonly session: Session; readonly lineEnd: Extract<TransferWay, { kind: 'prompt' }>['lineEnd'] }

/** Which file, by which way; the transfer itself is followed in the terminal. */
export function TransferDialog({ session, lineEnd }: Props) {
  const { t } = useTranslation('transfer')
  const { isOpen, form, files, upload, failure } = useTransferStore((state) => state)
  const close = (): void => setTransfer({ isOpen: false, failure: null })
  const isBatch = form.kind === 'ymodem'
  const chosen = isBatch ? files : files.slice(0, 1)
  const total = chosen.reduce((sum, { size }) => sum + size, 0)
  const isTooLarge = total > maximumTransferBytes
  const isFree = session.owner === 'person' && session.state === 'open'
  const isReady = chosen.length > 0 && !isTooLarge && chosen.length <= mostTransferFiles && (form.kind !== 'prompt' || (form.command.trim() !== '' && form.prompt.trim() !== ''))
  return (
    <Modal opened={isOpen} onClose={close} title={t('title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className={styles['form']}
        data-testid="transfer-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          // The dialog hangs in the send row's form.
          event.stopPropagation()
          if (isReady && isFree && !upload) void sendFiles(session.id, chosen, wayOf(form, lineEnd))
        }}
      >
        <SegmentedControl
          aria-label={t('way')}
          value={form.kind}
          onChange={(kind) => changeForm({ kind: kind as TransferForm['kind'] })}
          data={(['prompt', 'xmodem', 'ymodem', 'raw'] as const).map((value) => ({ value, label: t(`ways.${value}`) }))}
        />
        <p className={styles['hint']}>{t(`wayHints.${form.kind}`)}</p>
        <div className={styles['files']}>
          <FileButton multiple onChange={(picked) => setTransfer({ files: picked, failure: null })} inputProps={{ 'aria-label': t('file') }}>
            {(props) => (
              <Button {...props} variant="default">
                {t(isBatch ? 'chooseSeveral' : 'choose')}
              </Button>
            )}
          </FileButton>
          {chosen.length === 0 ? (
            <span className={styles['hint']}>{t('limit', { limit: formatBytes(maximumTransferBytes) })}</span>
          ) : (
            <ul>
              {chosen.map(({ name, size }, index) => (
                <li key={`${index}:${name}`}>
                  <code>{name}</code> <span className={styles['hint']}>{t('size', { count: size })}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
        {!isBatch && files.length > 1 && <p className={styles['warning']}>{t('onlyFirst')}</p>}
        {isTooLarge && <p className={styles['bad']}>{t('tooLarge', { limit: formatBytes(maximumTransferBytes) })}</p>}
        <WayFields form={form} file={chosen[0]} />
        {failure && <FailureCard failure={failure} onDismiss={() => setTransfer({ failure: null })} />}
        <div className={styles['buttons']}>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!isReady || !isFree} loading={upload !== null}>
            {t('send')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
