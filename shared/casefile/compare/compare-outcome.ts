import { text } from '../../text/local-text.ts'
import type { CaseRun } from '../format.ts'
import { failureOf, stageReached } from '../progress.ts'
import { outcomeNames, stageNames } from '../words.ts'
import { differ, differInWords, type Difference } from './difference.ts'

/** How two runs ended: state, stage reached, what failed. A failure's words follow its code, so the code is what is compared. */
export function compareOutcome(left: CaseRun | undefined, right: CaseRun | undefined): readonly Difference[] {
  const shown = (run: CaseRun | undefined): string | undefined => {
    const failure = run && failureOf(run)
    return failure && [failure.code, failure.evidence].filter((part) => part !== undefined && part !== '').join(': ')
  }
  const [a, b] = [left && failureOf(left), right && failureOf(right)]
  const words = b ?? a
  const failures = a?.code === b?.code ? [] : differ('failure', text('Failure', '失败'), shown(left), shown(right)).map((each) => ({ ...each, ...(words && { words: words.what }) }))
  return [
    ...differInWords('status', text('Status', '状态'), left?.status, right?.status, outcomeNames),
    ...differInWords('stage', text('Stage reached', '到达的阶段'), left && stageReached(left), right && stageReached(right), stageNames),
    ...failures,
  ]
}
