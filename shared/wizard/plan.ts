import type { Inputs } from '../clouds/profile.ts'
import type { Text } from '../text/local-text.ts'
import type { Stage } from '../contract/failure.ts'
import type { Job } from './credential.ts'
import type { Closing, Step } from './step.ts'

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

/** A request that the modem makes to the cloud for the login: an operation of the plan's cloud. `inputs` hold secrets. */
export type Errand = { readonly operation: string; readonly inputs: Inputs }

/**
 * A value that is not known before the plan runs. `capture`: what a step has captured. `login`: a part of the cloud's login, made from the
 * errand's inputs and what was captured (`with`: captures by input key).
 */
export type Fill = {
  readonly name: string
  readonly secret: boolean
  readonly from: { readonly capture: string } | { readonly login: 'clientId' | 'username' | 'password'; readonly with: Readonly<Record<string, string>> }
}

export type Plan = {
  readonly modem: string
  readonly cloud: string
  /** Which of the pair's ways, where there are several. */
  readonly variant?: string
  readonly title: Text
  readonly job: Job
  readonly steps: readonly Step[]
  readonly fills?: readonly Fill[]
  /** Absent in a plan that has left the process: it holds secrets. */
  readonly errand?: Errand
  /** Before the modem profile's own. */
  readonly closing?: readonly Closing[]
  readonly findings: readonly Finding[]
}
