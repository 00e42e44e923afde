import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmarks } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ProfilesDialog } from './profiles-dialog.tsx'

export function ProfilesButton() {
  const { t } = useTranslation('profiles')
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <>
      <Button variant="default" size="compact-xs" leftSection={<IconBookmarks size={13} />} onClick={dialog.open} data-testid="wizard-profiles">
        {t('open')}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t('title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
        <ProfilesDialog onLoaded={dialog.close} />
      </Modal>
    </>
  )
}
