import { useEffect } from 'react'
import { closePanel } from '../../app/dock-layout.ts'
import { useSession } from '../../app/open-session.ts'
import { sessionOfPanel, sessionPanelId } from '../../app/panel-ids.ts'
import { usePanelName } from '../../app/panel-name.ts'
import { TerminalPane } from './terminal-panel.tsx'

/** One session, whichever is in front. Goes with its session. */
export function SessionPanel() {
  const sessionId = sessionOfPanel(usePanelName()) ?? ''
  const { session, isListed } = useSession(sessionId)
  const isGone = isListed && !session
  useEffect(() => {
    if (isGone) closePanel(sessionPanelId(sessionId))
  }, [isGone, sessionId])
  return session ? <TerminalPane session={session} testId={`terminal-${sessionId}`} /> : null
}
