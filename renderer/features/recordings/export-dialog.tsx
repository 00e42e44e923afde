import { Modal } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { notice, noticeFailure } from '../../app/notices.tsx'
import { ExportProgress } from '../../ui/export-progress.tsx'
import { ExportForm } from './export-form.tsx'
import { attachExports, cancelExport, closeExport, exportStore, useExport } from './export-store.ts'

/** Gives a recording away in another program's format. Closing it leaves an export under way to end by itself. */
export function ExportDialog() {
  const { t } = useTranslation('recordings')
  const name = useExport((state) => state.name)
  const current = useExport((state) => state.current)
  useEffect(
    () =>
      attachExports(({ failure, made, fileName }) => {
        if (failure) noticeFailure(failure)
        else if (made) notice(t('export.doneUnseen', { name: fileName }))
      }),
    [t],
  )
  return (
    <Modal opened={name !== null} onClose={closeExport} title={t('export.title', { name: name?.replace(/\.atrec$/, '') ?? '' })} size="md" closeButtonProps={{ 'aria-label': t('export.close') }}>
      {name !== null &&
        (current ? (
          <ExportProgress
            state={current}
            count={current.made?.rows ?? 0}
            words="recordings"
            onStop={() => void cancelExport()}
            onAnother={() => exportStore.setState({ current: null })}
            onClose={closeExport}
          />
        ) : (
          <ExportForm key={name} name={name} />
        ))}
    </Modal>
  )
}
