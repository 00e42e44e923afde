import { DockviewReact, type DockviewReadyEvent, type DockviewTheme, type IDockviewPanelHeaderProps } from 'dockview-react'
import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { shortPortName } from '../features/ports/port-name.ts'
import { changeSettings } from '../features/settings/settings-store.ts'
import styles from './dock.module.css'
import { attachDock, closePanel, layoutNow, noteDock } from './dock-layout.ts'
import { useSessions } from './open-session.ts'
import { listenForPanelKey } from './focus-panel.ts'
import { PanelHeaderActions } from './panel-header.tsx'
import { isOptionalPanel, sessionOfPanel, type PanelId, type SessionPanelId } from './panel-ids.ts'
import { panels } from './panels.tsx'

const dockTheme: DockviewTheme = {
  name: 'atelier',
  className: 'at-dock-theme',
  dndPanelOverlay: 'group',
  dndTabIndicator: 'line',
  tabGroupIndicator: 'none',
}

/** Layout changes come in a stream while a sash is dragged; only the rest is worth keeping. */
const saveDelayMs = 800

function PanelTab({ api }: IDockviewPanelHeaderProps) {
  const { t } = useTranslation('shell')
  const sessions = useSessions()
  const sessionId = sessionOfPanel(api.id)
  const session = sessions.find(({ id }) => id === sessionId)
  const title = sessionId === undefined ? t(`panel.${api.id}`) : session ? shortPortName(session.port) : ''
  return (
    <div className={styles['tab']}>
      <span>{title}</span>
      {isOptionalPanel(api.id) && (
        <ActionIcon size="xs" aria-label={t('panel.close', { title })} onPointerDown={(event) => event.stopPropagation()} onClick={() => closePanel(api.id as PanelId | SessionPanelId)}>
          <IconX size={12} />
        </ActionIcon>
      )}
    </div>
  )
}

export function Dock() {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(listenForPanelKey, [])

  const onReady = useCallback(({ api }: DockviewReadyEvent) => {
    attachDock(api)
    api.onDidMaximizedGroupChange(noteDock)
    api.onDidActivePanelChange(noteDock)
    api.onDidRemovePanel(noteDock)
    api.onDidLayoutChange(() => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => changeSettings({ layout: layoutNow() ?? null }), saveDelayMs)
    })
  }, [])

  return (
    <DockviewReact
      className={styles['dock'] ?? ''}
      theme={dockTheme}
      components={panels}
      defaultTabComponent={PanelTab}
      rightHeaderActionsComponent={PanelHeaderActions}
      getTabContextMenuItems={() => []}
      announcements={false}
      disableFloatingGroups
      onReady={onReady}
    />
  )
}
