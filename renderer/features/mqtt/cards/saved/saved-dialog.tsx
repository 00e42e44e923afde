import { Modal, Tabs } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../../shared/contract/mqtt.ts'
import type { Template } from '../../../../../shared/mqtt/workspace/schema.ts'
import { FailureCard } from '../../../../ui/failure-card.tsx'
import { needLibrary, noteLibraryFailure, useLibrary } from './library-store.ts'
import { SavedList } from './saved-list.tsx'
import { VariablesForm } from './variables-form.tsx'
import styles from './saved.module.css'

type Props = {
  readonly connection: ConnectionInfo
  /** What the card holds now, to be kept under a name. */
  readonly template: Template
  /** A saved message goes into the card. */
  readonly onTake: (template: Template, name: string) => void
  /** A saved message goes out as it is. */
  readonly onSend: (template: Template, name: string) => void
  readonly onClose: () => void
}

/** Saved messages of every connection, and the variables that stand in them. */
export function SavedDialog({ connection, template, onTake, onSend, onClose }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const failure = useLibrary((state) => state.failure)
  useEffect(needLibrary, [])
  return (
    <Modal opened onClose={onClose} title={t('saved.title')} size="lg" closeButtonProps={{ 'aria-label': t('saved.close') }}>
      <div className={styles['dialog']} data-testid="mqtt-saved-messages">
        {failure && <FailureCard failure={failure} onDismiss={() => noteLibraryFailure(null)} />}
        <Tabs defaultValue="messages">
          <Tabs.List>
            <Tabs.Tab value="messages">{t('saved.messages')}</Tabs.Tab>
            <Tabs.Tab value="variables">{t('saved.variables')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="messages" pt="sm">
            <SavedList template={template} onTake={onTake} onSend={connection.state === 'connected' ? onSend : null} />
          </Tabs.Panel>
          <Tabs.Panel value="variables" pt="sm">
            <VariablesForm connection={connection} />
          </Tabs.Panel>
        </Tabs>
      </div>
    </Modal>
  )
}
