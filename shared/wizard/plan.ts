import type { Text } from '../text/local-text.ts'
import type { Stage } from '../contract/failure.ts'
import type { Job } from './credential.ts'
import type { Step } from './step.ts'

/** Something the plan's checker found before anything was sent. */
export type Finding = {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly stage: Stage
  /** The cloud's input field it concerns, where there is one. */
  readonly field?: string
  readonly what: Text
  readonly next: Text
}

export type Plan = {
  readonly modem: string
  readonly cloud: string
  readonly title: Text
  readonly job: Job
  readonly steps: readonly Step[]
  readonly findings: readonly Finding[]
}
