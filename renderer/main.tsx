// First, so that every component's own sheet comes after the libraries' and wins over them.
import './ui/styles.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { attachCatalogue, loadCatalogue } from './app/catalogue.ts'
import { attachLinkState } from './app/link-state.ts'
import { attachSessions } from './app/open-session.ts'
import { connect } from './bridge/connect.ts'
import { attachCaseDrop } from './features/casefile/attach-case-drop.ts'
import { attachProbe } from './features/line-probe/probe-store.ts'
import { attachPractice } from './features/practice/practice-store.ts'
import { attachQuickCommands } from './features/quick-commands/quick-store.ts'
import { attachReplays } from './features/replay/replay-store.ts'
import { attachSettings, loadSettings } from './features/settings/settings-store.ts'
import { attachSignature } from './features/signature/attach-signature.ts'
import { startI18n } from './i18n/start-i18n.ts'

// The bridge and the settings come first, so that the first frame already has the right language and theme.
// The subscriptions below live as long as the page: their disposers are not needed.
async function start(): Promise<void> {
  const bridge = await connect()
  await Promise.all([loadSettings(bridge), loadCatalogue(bridge)])
  await startI18n()
  attachSettings(bridge)
  attachCatalogue(bridge)
  attachLinkState(bridge)
  attachSessions(bridge)
  attachProbe(bridge)
  attachReplays(bridge)
  attachPractice(bridge)
  attachQuickCommands(bridge)
  attachSignature()
  attachCaseDrop()
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<App />)
}

await start()
