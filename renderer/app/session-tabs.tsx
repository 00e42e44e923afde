import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core'
import { IconColumns2, IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatLine } from '../../shared/contract/serial.ts'
import { OpenPortForm } from '../features/ports/open-port-form.tsx'
import { shortPortName } from '../features/ports/port-name.ts'
import { useFrontReplay } from '../features/replay/replay-store.ts'
import { ReplayTabs } from '../features/replay/replay-tabs.tsx'
import { showBeside } from './dock-layout.ts'
import { closeDialog, openDialog, useDialog } from './dialogs.ts'
import { noticeFailure } from './notices.tsx'
import { closeSession, selectSession, useActiveSessionId, useSessions } from './open-session.ts'
import styles from './session-tabs.module.css'
import type { Session } from './session-list.ts'

type TabProps = { readonly session: Session; readonly isActive: boolean; readonly hasOthers: boolean }

function SessionTab({ session, isActive, hasOthers }: TabProps) {
  const { t } = useTranslation('shell')
  const name = shortPortName(session.port)
  const close = async (): Promise<void> => {
    const result = await closeSession(session.id)
    if (!result.ok) noticeFailure(result.failure)
  }
  return (
    <div className={styles['tab']} data-active={isActive || undefined} data-session={session.id}>
      <button
        type="button"
        role="tab"
        aria-selected={isActive}
        className={styles['pick']}
        title={`${session.port.path} · ${session.port.label}`}
        onClick={() => selectSession(session.id)}
      >
        <span className={styles['dot']} data-state={session.state} role="img" aria-label={t(`session.state.${session.state}`)} />
        <span className={styles['name']}>{name}</span>
        {session.state === 'open' ? null : <span className={styles['detail']}>{t('session.waiting')}</span>}
      </button>
      <Tooltip label={t('session.changeLine')}>
        <button
          type="button"
          className={styles['line']}
          onClick={() => {
            selectSession(session.id)
            openDialog('line-settings')
          }}
        >
          {session.port.kind === 'system' ? formatLine(session.settings) : t(`session.kind.${session.port.kind}`)}
        </button>
      </Tooltip>
      {hasOthers && (
        <Tooltip label={t('session.beside')}>
          <ActionIcon size="xs" aria-label={t('session.besideNamed', { name })} onClick={() => showBeside(session.id)}>
            <IconColumns2 size={12} />
          </ActionIcon>
        </Tooltip>
      )}
      <ActionIcon size="xs" aria-label={t('session.close', { name })} onClick={() => void close()}>
        <IconX size={12} />
      </ActionIcon>
    </div>
  )
}

/** One tab an open port; the plus opens another. */
export function SessionTabs() {
  const { t } = useTranslation('shell')
  const sessions = useSessions()
  const activeId = useActiveSessionId()
  const replay = useFrontReplay()
  const isOpening = useDialog() === 'open-port'
  const toggle = (): void => (isOpening ? closeDialog() : openDialog('open-port'))
  return (
    <div className={styles['row']}>
      <div className={styles['tabs']} role="tablist" aria-label={t('session.tabs')}>
        {sessions.map((session) => (
          <SessionTab key={session.id} session={session} isActive={!replay && session.id === activeId} hasOthers={sessions.length > 1} />
        ))}
        <ReplayTabs front={replay?.id} />
      </div>
      <Popover opened={isOpening} onChange={(opened) => !opened && closeDialog()} position="bottom-start" width={440} trapFocus>
        <Popover.Target>
          {sessions.length === 0 ? (
            <Button variant="default" leftSection={<IconPlus size={14} />} onClick={toggle}>
              {t('session.open')}
            </Button>
          ) : (
            <ActionIcon aria-label={t('session.open')} title={t('session.open')} onClick={toggle}>
              <IconPlus size={16} />
            </ActionIcon>
          )}
        </Popover.Target>
        <Popover.Dropdown p={0}>
          <OpenPortForm onDone={closeDialog} />
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
