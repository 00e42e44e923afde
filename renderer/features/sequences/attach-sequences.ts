import type { Disposer } from '../../../shared/contract/failure.ts'
import type { Bridge } from '../../bridge/bridge.ts'
import { keepOverReload, takeKeptDraft } from './kept-draft.ts'
import { keepReport, withRun, withTold } from './report-log.ts'
import { loadReport, loadSequences } from './sequences-actions.ts'
import { sequencesStore, setSequences } from './sequences-store.ts'

/** Follows files and runs, and keeps what is being written over a reload. */
export function attachSequences(from: Bridge): Disposer {
  void loadSequences()
  const kept = takeKeptDraft(sessionStorage)
  if (kept && sequencesStore.getState().draft === null) setSequences({ draft: kept })
  const disposers = [
    keepOverReload(() => sequencesStore.getState().draft),
    from.on('sequences.didChange', (files) => setSequences({ files })),
    from.on('sequences.didChangeRun', (run, outcomes) => {
      const { reports } = sequencesStore.getState()
      const report = withTold(reports[run.id], run, outcomes)
      if (!report) void loadReport(run.id)
      sequencesStore.setState(({ runs }) => ({ runs: withRun(runs, run), ...(report && { reports: keepReport(reports, report) }) }))
    }),
    from.onLinkState((state) => {
      if (state !== 'connected') return
      // What was told meanwhile is asked for when it is looked at.
      setSequences({ reports: {} })
      void loadSequences()
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}
