import { useEffect, type KeyboardEvent } from 'react'
import { bridge } from '../../bridge/bridge.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { attachSequences } from './attach-sequences.ts'
import { SequenceList } from './sequence-list.tsx'
import { SequenceView } from './sequence-view.tsx'
import { saveSequence } from './sequences-actions.ts'
import { setSequences, useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'

function saveOnKey(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
  event.preventDefault()
  void saveSequence()
}

/** Steps to send and wait for, made by clicking: listed, written, run. */
export function SequencesPanel() {
  const isOpen = useSequences(({ draft }) => draft !== null)
  const failure = useSequences((state) => state.failure)
  useEffect(() => attachSequences(bridge()), [])
  return (
    <section className={styles.panel} data-testid="sequences" onKeyDown={saveOnKey}>
      {failure && (
        <div className={styles.problem}>
          <FailureCard failure={failure} onDismiss={() => setSequences({ failure: null })} />
        </div>
      )}
      {isOpen ? <SequenceView /> : <SequenceList />}
    </section>
  )
}
