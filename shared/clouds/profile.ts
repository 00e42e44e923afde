import type { Finding } from '../wizard/plan.ts'
import type { Job, PemFile } from '../wizard/credential.ts'
import type { Text } from '../text/local-text.ts'

/** A value of a form: files stay bytes, all else is text as typed. */
export type InputValue = string | PemFile
export type Inputs = { readonly [key: string]: InputValue | undefined }

export type Field = {
  readonly key: string
  readonly kind: 'text' | 'secret' | 'number' | 'choice' | 'file' | 'payload'
  readonly label: Text
  /** Where the value comes from and what it must look like. */
  readonly help: Text
  readonly placeholder?: string
  readonly required: boolean
  /** Used when nothing was entered. */
  readonly initial?: string
  readonly choices?: readonly { readonly value: string; readonly label: Text }[]
  /** Shown only when another field has one of these values. */
  readonly shownWhen?: { readonly key: string; readonly oneOf: readonly string[] }
  readonly group: 'server' | 'tls' | 'login' | 'exchange'
}

export type Prepared = {
  /** There when no finding is an error. */
  readonly job?: Job
  /** What the inputs say so far, whatever is wrong with them: for checking them against the modem's limits at the same time. Never run. */
  readonly draft: Job
  readonly findings: readonly Finding[]
}

/** One cloud: what it asks for, and how that becomes a job. Data and pure functions: no clock, no random, no network. */
export type CloudProfile = {
  readonly id: string
  readonly name: Text
  readonly summary: Text
  readonly fields: readonly Field[]
  readonly prepare: (inputs: Inputs) => Prepared
}
