import { noticeFailure } from '../../app/notices.tsx'
import { useActiveSession } from '../../app/open-session.ts'
import { Welcome } from '../../app/welcome.tsx'
import { saveSession } from '../casefile/casefile-actions.ts'
import { useColumnShown } from '../quick-commands/quick-column-settings.ts'
import { QuickColumn } from '../quick-commands/quick-column.tsx'
import { ReplayPanel } from '../replay/replay-panel.tsx'
import { useFrontReplay } from '../replay/replay-store.ts'
import { LogArea } from './log-area.tsx'
import { ScreenArea } from './screen-area.tsx'
import { SendRow } from './send-row.tsx'
import styles from './terminal-panel.module.css'
import { useTerminal } from './terminal-store.ts'
import { WaitingLine } from './waiting-line.tsx'
import type { Session } from '../../app/session-list.ts'

async function saveAsCase(sessionId: string): Promise<void> {
  const saved = await saveSession(sessionId)
  if (!saved.ok) noticeFailure(saved.failure)
}

/** Every byte of one session, as lines or as a screen. */
export function TerminalPane({ session, testId }: { readonly session: Session; readonly testId: string }) {
  const view = useTerminal((state) => state.view)
  const Area = view === 'log' ? LogArea : ScreenArea
  return (
    <div className={styles['panel']} data-testid={testId}>
      <Area key={session.id} session={session} onSave={() => void saveAsCase(session.id)} />
      <WaitingLine session={session} />
      <SendRow key={`send:${session.id}`} session={session} />
    </div>
  )
}

/** The session in front, or the replay in its place, with the quick commands for it where they are shown. */
export function TerminalPanel() {
  const session = useActiveSession()
  const replay = useFrontReplay()
  const isQuickShown = useColumnShown()
  if (replay) return <ReplayPanel key={replay.id} replay={replay} />
  if (!session) return <Welcome />
  return (
    <div className={styles['beside']}>
      <TerminalPane session={session} testId="terminal" />
      {isQuickShown && <QuickColumn key={`quick:${session.id}`} session={session} />}
    </div>
  )
}
