import { noticeFailure } from '../../app/notices.tsx'
import { useActiveSession } from '../../app/open-session.ts'
import { Welcome } from '../../app/welcome.tsx'
import { saveSession } from '../casefile/casefile-actions.ts'
import { useColumnShown } from '../quick-commands/quick-column-settings.ts'
import { QuickColumn } from '../quick-commands/quick-column.tsx'
import { LogArea } from './log-area.tsx'
import { ScreenArea } from './screen-area.tsx'
import { SendRow } from './send-row.tsx'
import styles from './terminal-panel.module.css'
import { useTerminal } from './terminal-store.ts'
import { WaitingLine } from './waiting-line.tsx'

async function saveAsCase(sessionId: string): Promise<void> {
  const saved = await saveSession(sessionId)
  if (!saved.ok) noticeFailure(saved.failure)
}

/** Every byte of the session in front, as lines or as a screen. */
export function TerminalPanel() {
  const session = useActiveSession()
  const view = useTerminal((state) => state.view)
  const isQuickShown = useColumnShown()
  if (!session) return <Welcome />
  return (
    <div className={styles['beside']}>
      <div className={styles['panel']} data-testid="terminal">
        {view === 'log' ? <LogArea key={session.id} session={session} onSave={() => void saveAsCase(session.id)} /> : <ScreenArea key={session.id} session={session} onSave={() => void saveAsCase(session.id)} />}
        <WaitingLine session={session} />
        <SendRow key={`send:${session.id}`} session={session} />
      </div>
      {isQuickShown && <QuickColumn key={`quick:${session.id}`} session={session} />}
    </div>
  )
}
