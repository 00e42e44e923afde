import type { FunctionComponent } from 'react'
import { CasefilePanel } from '../features/casefile/casefile-panel.tsx'
import { ExplainPanel } from '../features/explain/explain-panel.tsx'
import { MqttPanel } from '../features/mqtt/mqtt-panel.tsx'
import { PracticePanel } from '../features/practice/practice-panel.tsx'
import { RecordingsPanel } from '../features/recordings/recordings-panel.tsx'
import { SequencesPanel } from '../features/sequences/sequences-panel.tsx'
import { SignaturePanel } from '../features/signature/signature-panel.tsx'
import { TerminalPanel } from '../features/terminal/terminal-panel.tsx'
import { TimelinePanel } from '../features/timeline/timeline-panel.tsx'
import { WizardPanel } from '../features/wizard/wizard-panel.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import type { PanelId } from './panel-ids.ts'

const contents: Record<PanelId, FunctionComponent> = {
  wizard: WizardPanel,
  terminal: TerminalPanel,
  mqtt: MqttPanel,
  signature: SignaturePanel,
  explain: ExplainPanel,
  recordings: RecordingsPanel,
  sequences: SequencesPanel,
  timeline: TimelinePanel,
  casefile: CasefilePanel,
  practice: PracticePanel,
}

const inBoundary = (id: string, Content: FunctionComponent): FunctionComponent =>
  function Panel() {
    return (
      <ErrorBoundary>
        <div data-panel={id} style={{ height: '100%' }}>
          <Content />
        </div>
      </ErrorBoundary>
    )
  }

/** What dockview can show. Adding a panel: an id, a line above, a title in the locale files. */
export const panels: Record<string, FunctionComponent> = Object.fromEntries(
  Object.entries(contents).map(([id, Content]) => [id, inBoundary(id, Content)]),
)
