import { ActionIcon, Tooltip } from '@mantine/core'
import { IconBolt, IconBriefcase, IconCopy, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PanelHeader } from '../../app/panel-header.tsx'
import { usePanelName } from '../../app/panel-name.ts'
import { ToggleButton } from '../../ui/toggle-button.tsx'
import { toggleColumn, useColumnShown } from '../quick-commands/quick-column-settings.ts'
import { ExportSessionButton } from '../recordings/export-session-button.tsx'
import { setTerminal, useTerminal } from './terminal-store.ts'
import styles from './terminal-panel.module.css'
import { ViewChoice } from './view-choice.tsx'
import type { Session } from '../../app/session-list.ts'

type Props = { readonly session: Session; readonly onClear: () => void; readonly onSave: () => void; readonly onCopy: (() => void) | null; readonly copyLabel?: string; /** What the view has of its own. */ readonly children?: ReactNode }

export function TerminalHeader({ session, onClear, onSave, onCopy, copyLabel, children }: Props) {
  const { t } = useTranslation('terminal')
  const { t: quick } = useTranslation('quick-commands')
  const isQuickShown = useColumnShown()
  // The buttons go to the session in front, and stand beside its log.
  const isInFront = usePanelName() === 'terminal'
  const view = useTerminal((state) => state.view)
  const isHexShown = useTerminal((state) => state.isHexShown)
  return (
    <PanelHeader>
      <ViewChoice />
      <span className={styles['space']} />
      {view === 'log' && (
        <ToggleButton isOn={isHexShown} onToggle={(isOn) => setTerminal({ isHexShown: isOn })}>
          {t('view.hex')}
        </ToggleButton>
      )}
      {children}
      {isInFront && (
        <ToggleButton isOn={isQuickShown} onToggle={toggleColumn} title={quick('toggleHint')}>
          <IconBolt size={14} aria-hidden />
          <span className={styles['roomy']}>{quick('toggle')}</span>
        </ToggleButton>
      )}
      {onCopy && (
        <Tooltip label={copyLabel ?? t('action.copy')}>
          <ActionIcon aria-label={copyLabel ?? t('action.copy')} onClick={onCopy}>
            <IconCopy size={15} />
          </ActionIcon>
        </Tooltip>
      )}
      <ExportSessionButton session={session} />
      <Tooltip label={t('action.saveCase')}>
        <ActionIcon aria-label={t('action.saveCase')} onClick={onSave} data-testid="terminal-save-case">
          <IconBriefcase size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('action.clear')}>
        <ActionIcon aria-label={t('action.clear')} onClick={onClear}>
          <IconTrash size={15} />
        </ActionIcon>
      </Tooltip>
    </PanelHeader>
  )
}
