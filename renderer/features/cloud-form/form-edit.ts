import type { ReactNode } from 'react'
import type { Field, InputValue } from '../../../shared/clouds/profile.ts'
import type { PemFile } from '../../../shared/wizard/credential.ts'

/** Where a form keeps what is typed: the controls know no store. */
export type FormEdit = {
  /** The form's name in the page; browsers tell the fields of two forms apart by it. */
  readonly form: string
  readonly set: (key: string, value: InputValue | undefined) => void
  /** The field was visited: from now on it may complain. */
  readonly touch: (key: string) => void
  /** What is said below a file that was chosen. */
  readonly fileNotes?: (field: Field, value: PemFile) => ReactNode
  /** The field that mouse or keyboard is at, so that its traces elsewhere can be shown; null when it is left. */
  readonly point?: (key: string | null) => void
}
