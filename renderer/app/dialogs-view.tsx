import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FindSpeedDialog } from '../features/line-probe/find-speed-dialog.tsx'
import { ChangeLineForm } from '../features/ports/change-line-form.tsx'
import { ExportDialog } from '../features/recordings/export-dialog.tsx'
import { SettingsForm } from '../features/settings/settings-form.tsx'
import { UserProfilesView } from '../features/user-profiles/user-profiles-view.tsx'
import { closeDialog, useDialog } from './dialogs.ts'
import { Help } from './help.tsx'
import { useActiveSession } from './open-session.ts'

/** The modal dialogs; the open-port form hangs on its button instead, see session-tabs. */
export function Dialogs() {
  const { t } = useTranslation('shell')
  const dialog = useDialog()
  const session = useActiveSession()
  const closeLabel = { 'aria-label': t('dialog.close') }
  return (
    <>
      <Modal opened={dialog === 'settings'} onClose={closeDialog} title={t('dialog.settings')} size="md" closeButtonProps={closeLabel}>
        <SettingsForm />
      </Modal>
      <Modal opened={dialog === 'user-profiles'} onClose={closeDialog} title={t('dialog.userProfiles')} size="xl" closeButtonProps={closeLabel}>
        <UserProfilesView />
      </Modal>
      <Modal opened={dialog === 'help'} onClose={closeDialog} title={t('dialog.help')} size="lg" closeButtonProps={closeLabel}>
        <Help />
      </Modal>
      <FindSpeedDialog />
      <Modal
        opened={dialog === 'line-settings' && session !== undefined}
        onClose={closeDialog}
        title={t('dialog.lineSettings', { path: session?.port.path ?? '' })}
        size="md"
        closeButtonProps={closeLabel}
      >
        {session && <ChangeLineForm session={session} onDone={closeDialog} />}
      </Modal>
      <ExportDialog />
    </>
  )
}
