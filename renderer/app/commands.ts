import type { TFunction } from 'i18next'
import type { SavedConnection } from '../../shared/contract/saved-connections.ts'
import type { PortInfo } from '../../shared/contract/serial.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { compareCasesView, openCase, saveSession } from '../features/casefile/casefile-actions.ts'
import { shortPortName } from '../features/ports/port-name.ts'
import { openForm } from '../features/mqtt/connections/form-actions.ts'
import { openSaved } from '../features/mqtt/connections/saved/saved-actions.ts'
import { savedStore } from '../features/mqtt/connections/saved/saved-store.ts'
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

function inMqtt(run: () => void): void {
  showPanel('mqtt')
  run()
}

/** Everything the palette can do now. Ports, sessions and saved connections are part of it: typing `usb2` opens or shows ttyUSB2. */
export function commands(t: TFunction<'shell'>, ports: readonly PortInfo[], sessions: readonly Session[], activeId: string | null, saved: readonly SavedConnection[]): CommandGroup[] {
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
        named('showSignature', () => openTab('calculate')),
        named('checkLogin', () => openTab('check')),
        named('signTool', () => openTab('tool')),
        named('signBatch', () => openTab('batch')),
        named('explainLog', () => showPanel('explain')),
        named('openCase', () => void openCase()),
        named('compareCases', compareCasesView),
        named('recordings', () => showPanel('recordings')),
        named('timeline', () => showPanel('timeline')),
        named('sequences', () => showPanel('sequences')),
        named('maximizeTerminal', () => maximizePanel('terminal')),
        named('resetLayout', resetLayout),
      ],
    },
    {
      group: 'MQTT',
      actions: [
        named('showMqtt', () => showPanel('mqtt')),
        named('mqttNew', () => inMqtt(() => openForm())),
        named('mqttFromCloud', () => inMqtt(() => savedStore.setState({ isFromCloud: true }))),
        named('mqttImport', () => inMqtt(() => savedStore.setState({ isImporting: true }))),
        named('loadTest', () => showPanel('load-test')),
        ...saved.map(({ id, folder, options }) => ({
          id: `mqtt:${id}`,
          label: t('command.mqttConnect', { name: options.name }),
          description: [folder, `${options.protocol}://${options.host}:${options.port}`].filter((part) => part !== '').join(' · '),
          run: () => inMqtt(() => void openSaved(id)),
        })),
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
