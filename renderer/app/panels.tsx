import type { IDockviewPanelProps } from 'dockview-react'
import type { FunctionComponent } from 'react'
import { CasefilePanel } from '../features/casefile/casefile-panel.tsx'
import { ExplainPanel } from '../features/explain/explain-panel.tsx'
import { LoadTestPanel } from '../features/load-test/load-test-panel.tsx'
import { MqttPanel } from '../features/mqtt/mqtt-panel.tsx'
import { PracticePanel } from '../features/practice/practice-panel.tsx'
import { RecordingsPanel } from '../features/recordings/recordings-panel.tsx'
import { SequencesPanel } from '../features/sequences/sequences-panel.tsx'
import { SignaturePanel } from '../features/signature/signature-panel.tsx'
import { SessionPanel } from '../features/terminal/session-panel.tsx'
import { TerminalPanel } from '../features/terminal/terminal-panel.tsx'
import { TimelinePanel } from '../features/timeline/timeline-panel.tsx'
import { WizardPanel } from '../features/wizard/wizard-panel.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { PanelName } from './panel-name.ts'
import type { PanelId } from './panel-ids.ts'

const contents: Record<PanelId, FunctionComponent> = {
  wizard: WizardPanel,
  terminal: TerminalPanel,
  mqtt: MqttPanel,
  'load-test': LoadTestPanel,
  signature: SignaturePanel,
  explain: ExplainPanel,
  recordings: RecordingsPanel,
  sequences: SequencesPanel,
  timeline: TimelinePanel,
  casefile: CasefilePanel,
  practice: PracticePanel,
}

const inBoundary = (Content: FunctionComponent): FunctionComponent<IDockviewPanelProps> =>
  function Panel({ api }) {
    return (
      <ErrorBoundary>
        <PanelName value={api.id}>
          <div data-panel={api.id} style={{ height: '100%' }}>
            <Content />
          </div>
        </PanelName>
      </ErrorBoundary>
    )
  }

/** What dockview can show. Adding a panel: an id, a line above, a title in the locale files. */
export const panels: Record<string, FunctionComponent<IDockviewPanelProps>> = Object.fromEntries(
  Object.entries({ ...contents, session: SessionPanel }).map(([id, Content]) => [id, inBoundary(Content)]),
)
