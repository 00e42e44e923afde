import type { Failure } from '../../../../shared/contract/failure.ts'
import { text } from '../../../../shared/text/local-text.ts'

export const noSuchSelection: Failure = {
  code: 'mqtt.no-selection',
  stage: 'mqtt',
  what: text('This filter is not in use any more.', '这个筛选已失效。'),
  next: text('Set it again.', '请重新设置筛选。'),
}

export const slowFilter: Failure = {
  code: 'mqtt.slow-expression',
  stage: 'mqtt',
  what: text('The filter was given up: this expression takes too long.', '筛选已中止：这个正则耗时过长。'),
  next: text('Avoid repeats inside repeats, such as (a+)+, or filter by plain text.', '避免嵌套的重复，如 (a+)+，或改用普通文本筛选。'),
}

export const filterFailed = (error: unknown): Failure => ({
  code: 'mqtt.filter-failed',
  stage: 'mqtt',
  what: text('The filter ended with a fault.', '筛选意外中断。'),
  next: text('Set it again.', '请重新设置筛选。'),
  evidence: error instanceof Error ? error.message : String(error),
})
