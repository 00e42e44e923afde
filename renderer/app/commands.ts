import type { TFunction } from 'i18next'
import type { PortInfo } from '../../shared/contract/serial.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { compareCasesView, openCase, saveSession } from '../features/casefile/casefile-actions.ts'
import { shortPortName } from '../features/ports/port-name.ts'
import { toggleColumn } from '../features/quick-commands/quick-column-settings.ts'
import { tryPractice } from '../features/practice/try-practice.ts'
import { openTab } from '../features/signature/signature-actions.ts'
import { changeSettings } from '../features/settings/settings-store.ts'
import { openDialog } from './dialogs.ts'
import { maximizePanel, resetLayout, showPanel, showWorkbench } from './dock-layout.ts'
import { noticeFailure } from './notices.tsx'
import { closeSession, openSession, selectSession } from './open-session.ts'
import type { Failure, Result } from '../../shared/contract/failure.ts'
import type { Session } from './session-list.ts'

export type Command = { readonly id: string; readonly label: string; readonly description?: string; readonly run: () => void }

export type CommandGroup = { readonly group: string; readonly actions: readonly Command[] }

const report = async (answer: Promise<Result<unknown> | { ok: false; failure: Failure }>): Promise<void> => {
  const result = await answer
  if (!result.ok) noticeFailure(result.failure)
}

/** Everything the palette can do now. Ports and sessions are part of it: typing `usb2` opens or shows ttyUSB2. */
export function commands(t: TFunction<'shell'>, ports: readonly PortInfo[], sessions: readonly Session[], activeId: string | null): CommandGroup[] {
  const named = (id: string, run: () => void): Command => ({ id, label: t(`command.${id}`), run })
  const open = new Set(sessions.map((session) => session.port.path))
  return [
    {
      group: t('palette.group.ports'),
      actions: [
        named('openPort', () => openDialog('open-port')),
        ...sessions.map((session) => ({
          id: `show:${session.id}`,
          label: t('command.showSession', { name: shortPortName(session.port) }),
          description: session.port.label,
          run: () => selectSession(session.id),
        })),
        ...ports
          .filter((port) => !open.has(port.path))
          .map((port) => ({
            id: `open:${port.path}`,
            label: t('command.openPath', { path: port.path }),
            description: port.label,
            run: () => void report(openSession(port.path, defaultLineSettings)),
          })),
        ...(activeId === null
          ? []
          : [named('lineSettings', () => openDialog('line-settings')), named('saveCase', () => void report(saveSession(activeId))), named('closePort', () => void report(closeSession(activeId)))]),
      ],
    },
    {
      group: t('palette.group.view'),
      actions: [
        named('showWorkbench', showWorkbench),
        named('showWizard', () => showPanel('wizard')),
        named('showTerminal', () => showPanel('terminal')),
        named('quickCommands', () => {
          showPanel('terminal')
          toggleColumn()
        }),
        named('showMqtt', () => showPanel('mqtt')),
        named('loadTest', () => showPanel('load-test')),
        named('showSignature', () => openTab('calculate')),
        named('checkLogin', () => openTab('check')),
        named('signTool', () => openTab('tool')),
        named('signBatch', () => openTab('batch')),
        named('explainLog', () => showPanel('explain')),
        named('openCase', () => void openCase()),
        named('compareCases', compareCasesView),
        named('recordings', () => showPanel('recordings')),
        named('sequences', () => showPanel('sequences')),
        named('maximizeTerminal', () => maximizePanel('terminal')),
        named('resetLayout', resetLayout),
      ],
    },
    {
      group: t('palette.group.practice'),
      actions: [named('tryPractice', () => void report(tryPractice())), named('showPractice', () => showPanel('practice'))],
    },
    {
      group: t('palette.group.settings'),
      actions: [
        named('themeLight', () => changeSettings({ theme: 'light' })),
        named('themeDark', () => changeSettings({ theme: 'dark' })),
        named('languageEn', () => changeSettings({ language: 'en' })),
        named('languageZh', () => changeSettings({ language: 'zh' })),
        named('settings', () => openDialog('settings')),
        named('userProfiles', () => openDialog('user-profiles')),
        named('help', () => openDialog('help')),
      ],
    },
  ]
}
