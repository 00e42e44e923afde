import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { SessionInfo } from '../../../shared/contract/serial.ts'
import { notice, noticeFailure } from '../../app/notices.tsx'
import { useActiveSession } from '../../app/open-session.ts'
import { Welcome } from '../../app/welcome.tsx'
import { saveSession } from '../casefile/casefile-actions.ts'
import { CharsetContext } from './charset-context.ts'
import { LogView } from './log-view.tsx'
import { logText } from './log-text.ts'
import { ScreenArea } from './screen-area.tsx'
import { SendRow } from './send-row.tsx'
import { RowModem, useSessionModem } from './session-modem.ts'
import { TerminalHeader } from './terminal-header.tsx'
import styles from './terminal-panel.module.css'
import { useTerminal } from './terminal-store.ts'
import { changeSendOptions, useSendOptions } from './use-send-options.ts'
import { useSessionLog } from './use-session-log.ts'
import { ViewMenu } from './view-menu.tsx'
import { WaitingLine } from './waiting-line.tsx'

async function saveAsCase(sessionId: string): Promise<void> {
  const saved = await saveSession(sessionId)
  if (!saved.ok) noticeFailure(saved.failure)
}

function LogArea({ session }: { readonly session: SessionInfo }) {
  const { t } = useTranslation('terminal')
  const { log, isTruncated, clear } = useSessionLog(session.id)
  const { charset } = useSendOptions(session.port.path)
  const clipboard = useClipboard()
  const copy = (): void => {
    clipboard.copy(logText(log.rows, charset))
    notice(t('action.copied', { count: log.rows.length }))
  }
  return (
    <CharsetContext value={charset}>
      <TerminalHeader onClear={clear} onSave={() => void saveAsCase(session.id)} onCopy={copy}>
        <ViewMenu charset={charset} charsetHint={t('viewMenu.portCharset')} onCharset={(chosen) => changeSendOptions(session.port.path, { charset: chosen })} />
      </TerminalHeader>
      <RowModem value={useSessionModem(session)}>
        <LogView rows={log.rows} isTruncated={isTruncated} />
      </RowModem>
    </CharsetContext>
  )
}

/** Every byte of the session in front, as lines or as a screen. */
export function TerminalPanel() {
  const session = useActiveSession()
  const view = useTerminal((state) => state.view)
  if (!session) return <Welcome />
  return (
    <div className={styles['panel']} data-testid="terminal">
      {view === 'log' ? <LogArea key={session.id} session={session} /> : <ScreenArea key={session.id} session={session} onSave={() => void saveAsCase(session.id)} />}
      <WaitingLine session={session} />
      <SendRow key={`send:${session.id}`} session={session} />
    </div>
  )
}
