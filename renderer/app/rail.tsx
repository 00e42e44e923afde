import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconBriefcase, IconCloud, IconDeviceFloppy, IconFileSearch, IconHelp, IconLayoutDashboard, IconListCheck, IconRepeat, IconSettings, IconSignature, IconTerminal2, IconTestPipe, IconTimeline } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { openDialog } from './dialogs.ts'
import { maximizePanel, showWorkbench, togglePractice, useDock } from './dock-layout.ts'
import styles from './rail.module.css'

type Item = {
  readonly id: string
  readonly Icon: ComponentType<{ size?: number; stroke?: number }>
  readonly isCurrent: boolean
  readonly run: () => void
}

function RailButton({ id, Icon, isCurrent, run }: Item) {
  const { t } = useTranslation('shell')
  return (
    <Tooltip label={t(`rail.${id}.hint`)} position="right">
      <UnstyledButton className={styles['item']} data-current={isCurrent || undefined} aria-pressed={isCurrent} onClick={run} data-rail={id}>
        <Icon size={19} stroke={1.6} />
        <span>{t(`rail.${id}.label`)}</span>
      </UnstyledButton>
    </Tooltip>
  )
}

/** Views of the one window: all panels, or one of them alone; below, what opens beside or above them. */
export function Rail() {
  const { t } = useTranslation('shell')
  const maximized = useDock((dock) => dock.maximized)
  const isPracticeShown = useDock((dock) => dock.isPracticeShown)
  return (
    <nav className={styles['rail']} aria-label={t('rail.name')}>
      <div className={styles['mark']} aria-hidden>
        AT
      </div>
      <RailButton id="workbench" Icon={IconLayoutDashboard} isCurrent={maximized === null} run={showWorkbench} />
      <RailButton id="wizard" Icon={IconListCheck} isCurrent={maximized === 'wizard'} run={() => maximizePanel('wizard')} />
      <RailButton id="terminal" Icon={IconTerminal2} isCurrent={maximized === 'terminal'} run={() => maximizePanel('terminal')} />
      <RailButton id="mqtt" Icon={IconCloud} isCurrent={maximized === 'mqtt'} run={() => maximizePanel('mqtt')} />
      <RailButton id="signature" Icon={IconSignature} isCurrent={maximized === 'signature'} run={() => maximizePanel('signature')} />
      <RailButton id="explain" Icon={IconFileSearch} isCurrent={maximized === 'explain'} run={() => maximizePanel('explain')} />
      <RailButton id="recordings" Icon={IconDeviceFloppy} isCurrent={maximized === 'recordings'} run={() => maximizePanel('recordings')} />
      <RailButton id="timeline" Icon={IconTimeline} isCurrent={maximized === 'timeline'} run={() => maximizePanel('timeline')} />
      <RailButton id="sequences" Icon={IconRepeat} isCurrent={maximized === 'sequences'} run={() => maximizePanel('sequences')} />
      <RailButton id="casefile" Icon={IconBriefcase} isCurrent={maximized === 'casefile'} run={() => maximizePanel('casefile')} />
      <RailButton id="practice" Icon={IconTestPipe} isCurrent={isPracticeShown} run={togglePractice} />
      <div className={styles['space']} />
      <RailButton id="help" Icon={IconHelp} isCurrent={false} run={() => openDialog('help')} />
      <RailButton id="settings" Icon={IconSettings} isCurrent={false} run={() => openDialog('settings')} />
    </nav>
  )
}
